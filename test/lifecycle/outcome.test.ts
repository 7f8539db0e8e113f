import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf, PartialOutcome, plainError, redact, secretsIn } from "../../src/lifecycle/outcome";

/** What stands in the place of a secret. */
const mask = redact("s", ["s"]);

describe("redaction", () => {
  test("takes every secret out, wherever and however often it stands", () => {
    expect(redact("a hunter2 b hunter2, token tok", ["hunter2", "tok"])).toBe(
      `a ${mask} b ${mask}, ${mask}en ${mask}`,
    );
  });

  test("takes the longest first, so that no rest of one stays", () => {
    expect(redact("hunter2-extended hunter2", ["hunter2", "hunter2-extended"])).toBe(`${mask} ${mask}`);
  });

  test("takes secrets as they are, not as patterns", () => {
    expect(redact("a.c abc $& a+", ["a.c", "$&", "a+"])).toBe(`${mask} abc ${mask} ${mask}`);
  });

  test("does nothing for an empty secret, or none", () => {
    expect(redact("text", ["", ""])).toBe("text");
    expect(redact("text", [])).toBe("text");
  });

  test("finds a secret in the form that it has inside JSON", () => {
    const secret = 'pass"word\\1';
    expect(redact(`refused: ${JSON.stringify({ password: secret })}`, [secret])).not.toContain(
      JSON.stringify(secret).slice(1, -1),
    );
  });

  test.each([
    ["a URL", encodeURIComponent],
    ["a form", (secret: string) => new URLSearchParams([["p", secret]]).toString().slice(2)],
    ["a header", (secret: string) => Buffer.from(secret).toString("base64")],
  ])("finds a secret in the form that it has inside %s", (_name, encoded) => {
    const secret = 'pass "word" ä+%1!';
    expect(redact(`refused: ${encoded(secret)}.`, [secret])).toBe(`refused: ${mask}.`);
  });

  test("leaves no secret in any text", () => {
    // No character of the mask, so that what stands beside a mask makes no secret with it.
    const some = fc.string({ unit: fc.constantFrom("a", "b", "$", "&", "\\", " ", "1") });
    const secrets = fc.array(some, { maxLength: 5 });
    fc.assert(
      fc.property(secrets, some, fc.array(fc.nat(4)), (all, around, order) => {
        const text = order.map((index) => all[index] ?? around).join(around);
        const clean = redact(text, all);
        for (const one of all.filter((secret) => secret !== "")) expect(clean).not.toContain(one);
      }),
      { numRuns: 500 },
    );
  });

  test("changes nothing in a text without a secret", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 })), (text, secrets) => {
        const absent = secrets.filter((secret) => !text.includes(secret));
        expect(redact(text, absent)).toBe(text);
      }),
    );
  });
});

describe("the secrets in properties", () => {
  const properties = {
    name: "n",
    outbound: { auth: { username: "u", password: "p1" } },
    keys: ["k1", { inner: "k2" }],
    none: null,
  };

  test("are the texts at the dotted fields", () => {
    expect(secretsIn(properties, ["outbound.auth.password"])).toEqual(["p1"]);
  });

  test("are all texts below a field that holds more", () => {
    expect(secretsIn(properties, ["outbound.auth", "keys"])).toEqual(["u", "p1", "k1", "k2"]);
  });

  test("are none where the fields are absent or nothing", () => {
    expect(secretsIn(properties, ["auth.password", "none.x", "name.x", "outbound.auth.password.x"])).toEqual(
      [],
    );
    expect(secretsIn(undefined, ["a"])).toEqual([]);
  });
});

describe("the message of whatever was thrown", () => {
  test.each([
    [new Error("an error"), "an error"],
    [new TypeError("another"), "another"],
    ["a text", "a text"],
    [{ status: 500 }, '{"status":500}'],
    [42, "42"],
    [null, "null"],
    [undefined, "undefined"],
  ])("of %s is %j", (thrown, expected) => {
    expect(messageOf(thrown)).toBe(expected);
  });

  test("can be told of anything, without failing itself", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (thrown) => {
        expect(typeof messageOf(thrown)).toBe("string");
      }),
    );
  });
});

test("a plain error has a message and nothing else that could be shown", () => {
  const error = plainError("no");
  expect(error).toBeInstanceOf(Error);
  expect(error.message).toBe("no");
  expect(error.stack).toBe("");
  expect(Object.keys(error)).toEqual([]);
});

test("a partial outcome carries what the engine reads: id, properties and a reason", () => {
  const properties = { __provider: "text" };
  const error = new PartialOutcome("w1", properties, "half");
  expect({ id: error.id, properties: error.properties, reasons: error.reasons }).toEqual({
    id: "w1",
    properties,
    reasons: ["half"],
  });
  expect([error.message, error.name, error.stack]).toEqual(["half", "PartialOutcome", ""]);
});
