import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { address, auth, e164, sipRegion } from "../../../src/videosdk/client/fields";
import { problemsOf } from "../../../src/lifecycle/problems";
import { setOf } from "../../../src/lifecycle/schema";

/** The output of a schema for a value, or undefined when it refuses the value. */
function read(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

describe("a number", () => {
  test.each([
    ["+14155550100", "+14155550100"],
    ["+1 (415) 555-0100", "+14155550100"],
    ["+49.30.1234567", "+49301234567"],
    [" +14155550100\n", "+14155550100"],
    ["+12", "+12"],
    ["+123456789012345", "+123456789012345"],
  ])("of %j is %s", (written, normal) => {
    expect(read(e164(), written)).toBe(normal);
  });

  test.each([
    "14155550100",
    "0014155550100",
    "+0415555010",
    "+1",
    "+1234567890123456",
    "+1415555O100",
    "+1+415",
    "++1415",
    "sip:+14155550100",
    "+1/415",
    "",
    "+",
    14155550100,
    null,
  ])("is not %j", (value) => {
    expect(read(e164(), value)).toBeUndefined();
  });

  test("is refused with the form that it must have", () => {
    const result = e164().safeParse("415-555");
    if (result.success) throw new Error("it was taken");
    expect(problemsOf(result.error, { a: "415-555" }, [])).toEqual([
      {
        field: "",
        reason:
          '{"a":"415-555"} is not accepted. Accepted: a number in E.164 form: + and 2 to 15 digits, such as +14155550100',
      },
    ]);
  });
});

describe("any numbers, however they are written", () => {
  const set = setOf(e164(), "number in E.164 form");
  const plain = fc.stringMatching(/^\+[2-9][0-9]{1,14}$/);
  const gap = fc.constantFrom("", "", "", " ", "-", ".", "\t");
  /** A number with characters for reading, and its plain form. */
  const written = plain
    .chain((number) =>
      fc.array(gap, { minLength: number.length, maxLength: number.length }).map((gaps) => ({
        number,
        text: Array.from(number)
          .map((digit, index) => digit + (gaps[index] ?? ""))
          .join(""),
      })),
    )
    // What is before the dash may be a whole number, and what is behind it the end of a range.
    .filter(({ text }) => !/^\+\d{10,}-\d+$/.test(text));
  const different = fc.uniqueArray(written, { minLength: 1, maxLength: 8, selector: ({ number }) => number });

  test("become the same set, and the set stays the same when read again", () => {
    fc.assert(
      fc.property(different, (all) => {
        const normal = read(
          set,
          all.map(({ text }) => text),
        );
        expect(normal).toEqual(all.map(({ number }) => number).sort());
        expect(read(set, normal)).toEqual(normal);
      }),
    );
  });

  test("become the same set in every order", () => {
    const shuffled = different.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const [a, b] = [one, other].map((all) =>
          read(
            set,
            all.map(({ text }) => text),
          ),
        );
        expect(a).toEqual(b);
      }),
    );
  });

  test("are refused when one is listed twice, in the same notation or not, and each duplicate is named", () => {
    fc.assert(
      fc.property(different, fc.nat(7), gap, (all, pick, between) => {
        const twice = all[pick % all.length] ?? { number: "", text: "" };
        const value = [...all.map(({ text }) => text), `${between}${twice.number}`];
        const result = set.safeParse(value);
        if (result.success) throw new Error(`${JSON.stringify(value)} was taken`);
        expect(problemsOf(result.error, value, [])).toEqual([
          {
            field: `[${all.length}]`,
            reason: `"${twice.number}" is a duplicate of the entry at [${all.indexOf(twice)}]`,
          },
        ]);
      }),
    );
  });
});

describe("other fields", () => {
  test("a region is one of VideoSDK's", () => {
    expect(["auto", "us002", "in002", "eu001"].map((region) => read(sipRegion(), region))).toEqual([
      "auto",
      "us002",
      "in002",
      undefined,
    ]);
  });

  test("an address is a host without white space, not empty", () => {
    expect(read(address(), " sip.example.com:5061 ")).toBe("sip.example.com:5061");
    for (const bad of ["", "  ", "sip example.com"]) expect(read(address(), bad)).toBeUndefined();
  });

  test("credentials are both or none, and the password is not changed", () => {
    expect(read(auth(), { username: " u ", password: " p " })).toEqual({ username: "u", password: " p " });
    for (const half of [{ username: "u" }, { password: "p" }, { username: "", password: "p" }, {}])
      expect(read(auth(), half)).toBeUndefined();
  });
});
