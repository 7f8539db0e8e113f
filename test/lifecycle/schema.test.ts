import { describe, expect, test } from "vitest";
import { z } from "zod";
import { problemsOf } from "../../src/lifecycle/problems";
import {
  accepts,
  fields,
  flag,
  listOf,
  oneOf,
  secretText,
  setOf,
  text,
  word,
} from "../../src/lifecycle/schema";
import { unknownValue } from "../../src/lifecycle/unknown";

/** The result of a schema for a value: the value, or the reasons against it. */
function read(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  return result.success
    ? result.data
    : problemsOf(result.error, value, []).map(({ field, reason }) => `${field}|${reason}`);
}

describe("a text", () => {
  test("loses the white space around it", () => {
    expect(read(text("a name"), "  Zürich desk \n")).toBe("Zürich desk");
  });

  test.each([
    ["", '""'],
    ["  ", '"  "'],
    [7, "7"],
    [null, "null"],
    [["a"], '["a"]'],
  ])("of %j is refused", (value, shown) => {
    expect(read(text("a name"), value)).toEqual([`|${shown} is not accepted. Accepted: a name`]);
  });

  test("may need a form, which is checked without the white space", () => {
    const host = text("a host", /^\S+$/);
    expect(read(host, " sip.example.com ")).toBe("sip.example.com");
    expect(read(host, "sip example")).toEqual(['|"sip example" is not accepted. Accepted: a host']);
  });
});

describe("one of a few words", () => {
  test("is taken as it is", () => {
    expect(read(oneOf(["udp", "tcp"]), "tcp")).toBe("tcp");
  });

  test.each([
    ["", ""],
    ["tls", ""],
    ["ws", ""],
    [1, ""],
    [true, ""],
    ["TCP", "; the nearest is tcp"],
    [" tcp", "; the nearest is tcp"],
    ["datagram", "; the nearest is udp"],
  ])("is not %j; all words are named, and the one that was probably meant", (value, remark) => {
    expect(read(oneOf(["udp", "tcp"], { datagram: "udp" }), value)).toEqual([
      `|${JSON.stringify(value)} is not accepted${remark}. Accepted: udp, tcp`,
    ]);
  });
});

describe("a flag", () => {
  test("is true or false, and no text or number that looks like it", () => {
    expect(read(flag(), false)).toBe(false);
    for (const value of ["true", 1, 0, "yes"]) {
      expect(read(flag(), value)).toEqual([
        `|${JSON.stringify(value)} is not accepted. Accepted: true or false`,
      ]);
    }
  });
});

describe("a secret text", () => {
  test("is taken as it is, with its white space", () => {
    expect(read(secretText("a password"), " p w ")).toBe(" p w ");
  });

  test("is not empty", () => {
    expect(read(secretText("a password"), "")).toEqual(['|"" is not accepted. Accepted: a password']);
  });
});

describe("a set", () => {
  const set = setOf(text("a member's name"), "member");

  test("is sorted, so that order never matters", () => {
    expect(read(set, ["c", "a", "b"])).toEqual(["a", "b", "c"]);
  });

  test.each([[[]], ["a"], [{ 0: "a" }], [null]])("of %j is refused", (value) => {
    expect(read(set, value)).toEqual([
      `|${JSON.stringify(value)} is not accepted. Accepted: a list with at least one member`,
    ]);
  });

  test("names every member that is not accepted by its position", () => {
    expect(read(set, ["a", "", "b", 4])).toEqual([
      `[1]|"" is not accepted. Accepted: a member's name`,
      `[3]|4 is not accepted. Accepted: a member's name`,
    ]);
  });

  test("names duplicates in normal form, with the position of the first", () => {
    expect(read(set, ["a", "b", " a ", "a"])).toEqual([
      `[2]|"a" is a duplicate of the entry at [0]`,
      `[3]|"a" is a duplicate of the entry at [0]`,
    ]);
  });

  test("reports bad members and duplicates together", () => {
    expect(read(set, ["a", "", "a"])).toEqual([
      `[1]|"" is not accepted. Accepted: a member's name`,
      `[2]|"a" is a duplicate of the entry at [0]`,
    ]);
  });

  test("is not sorted while a member is not known, and several of these are no duplicates", () => {
    expect(read(set, ["c", unknownValue, "a", unknownValue])).toEqual(["c", unknownValue, "a", unknownValue]);
  });

  test("finds duplicates next to members that are not known", () => {
    expect(read(set, ["a", unknownValue, "a"])).toEqual([`[2]|"a" is a duplicate of the entry at [0]`]);
  });
});

describe("a list", () => {
  const list = listOf(text("a member's name"), "member");

  test("keeps its order", () => {
    expect(read(list, ["c", "a", unknownValue, "b"])).toEqual(["c", "a", unknownValue, "b"]);
  });

  test("has members and no duplicates, as a set", () => {
    expect(read(list, [])).toEqual(["|[] is not accepted. Accepted: a list with at least one member"]);
    expect(read(list, ["c", "a", "c"])).toEqual([`[2]|"c" is a duplicate of the entry at [0]`]);
  });
});

describe("a word", () => {
  const cipher = word("cipher", ["AES_256", "AES_128"], ["OLD_ONE"]);

  test("is one that is known, or one of the others", () => {
    expect(read(cipher, " AES_128 ")).toBe("AES_128");
    expect(read(cipher, "OLD_ONE")).toBe("OLD_ONE");
  });

  test("is otherwise refused with the nearest, and all that are known", () => {
    expect(read(cipher, "AES-128")).toEqual([
      '|"AES-128" is not a cipher; the nearest is AES_128. Accepted: AES_256, AES_128',
    ]);
    expect(read(cipher, "ROT13_ROT13")).toEqual([
      '|"ROT13_ROT13" is not a cipher. Accepted: AES_256, AES_128',
    ]);
  });

  test.each(["", "  ", 5, null])("is not %j", (value) => {
    expect(read(cipher, value)).toEqual([
      `|${JSON.stringify(value)} is not accepted. Accepted: a cipher: AES_256, AES_128`,
    ]);
  });

  test("keeps its sentence in a list", () => {
    expect(read(listOf(cipher, "cipher"), ["AES_256", "AES-128"])).toEqual([
      '[1]|"AES-128" is not a cipher; the nearest is AES_128. Accepted: AES_256, AES_128',
    ]);
  });
});

describe("an object", () => {
  const schema = fields({
    transport: oneOf(["udp", "tcp"]).default("udp"),
    address: text("an address"),
    sipRegion: text("a region").optional(),
    auth: fields({ user: text("a user"), password: secretText("a password") }).optional(),
  });

  test("gets its defaults, and no value for optional fields", () => {
    expect(read(schema, { address: "a" })).toStrictEqual({ transport: "udp", address: "a" });
  });

  test("names every required field that is missing", () => {
    expect(read(fields({ a: text("an a"), b: fields({ c: text("a c") }) }), { b: {} })).toEqual([
      "a|is required. Accepted: an a",
      "b.c|is required. Accepted: a c",
    ]);
  });

  test.each(["text", 3, null, [1], true])("is not %j; its fields are named", (value) => {
    expect(read(schema, value)).toEqual([
      expect.stringContaining(
        "is not accepted. Accepted: an object with the fields transport, address, sipRegion, auth",
      ),
    ]);
  });

  test.each([
    ["adress", "address"],
    ["Transport", "transport"],
    ["sip_region", "sipRegion"],
    ["sipregion", "sipRegion"],
    ["atuh", "auth"],
  ])("does not know %s, and says that %s is the nearest", (key, nearest) => {
    expect(read(schema, { address: "a", [key]: "x" })).toEqual([
      `${key}|is not a field here; the nearest is ${nearest}. Accepted: transport, address, sipRegion, auth`,
    ]);
  });

  test("suggests the nearest of several that are near", () => {
    const near = fields({ numbers: text("a"), number: text("b") });
    const value = { numbers: "1", number: "2", numbr: "3" };
    expect(read(near, value)).toEqual([
      "numbr|is not a field here; the nearest is number. Accepted: numbers, number",
    ]);
  });

  test("suggests nothing for a name that is similar to no other", () => {
    expect(read(schema, { address: "a", numberOfChannels: 4 })).toEqual([
      "numberOfChannels|is not a field here. Accepted: transport, address, sipRegion, auth",
    ]);
  });

  test("reports all problems at all depths at once", () => {
    const value = { transport: "tls", adress: "x", auth: { user: "", passwd: "p" } };
    expect((read(schema, value) as string[]).map((line) => line.split("|")[0]).sort()).toEqual([
      "address",
      "adress",
      "auth.passwd",
      "auth.password",
      "auth.user",
      "transport",
    ]);
  });

  test("passes when it is not known, as a whole or in any part", () => {
    expect(read(schema, unknownValue)).toBe(unknownValue);
    const partly = { transport: unknownValue, address: unknownValue, auth: unknownValue };
    expect(read(schema, partly)).toEqual(partly);
    const deep = { transport: "udp", address: "a", auth: { user: unknownValue, password: unknownValue } };
    expect(read(schema, deep)).toEqual(deep);
  });

  test("still reports what is wrong next to what is not known", () => {
    expect(read(schema, { address: unknownValue, transport: "x" })).toEqual([
      'transport|"x" is not accepted. Accepted: udp, tcp',
    ]);
  });

  test.each(["constructor", "toString", "__proto__"])("treats the name %s as any other field", (key) => {
    const value = JSON.parse(`{"address":"a","${key}":1}`) as unknown;
    expect(read(schema, value)).toEqual([expect.stringContaining("is not a field here")]);
  });
});

test("a value that is not known yet passes every building block", () => {
  const blocks = [
    text("x"),
    text("x", /^$/),
    oneOf(["a"]),
    flag(),
    secretText("x"),
    setOf(text("x"), "x"),
    listOf(text("x"), "x"),
    word("x", ["x"]),
    fields({ a: text("x") }),
    accepts("x", z.never()),
  ];
  for (const block of blocks) expect(read(block, unknownValue)).toBe(unknownValue);
});
