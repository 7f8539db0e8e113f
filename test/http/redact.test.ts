import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact, shorten } from "../../src/http/redact";

/** What replaces a secret. */
const mask = redact("s", ["s"]);

describe("redaction", () => {
  test("removes every secret, wherever and however often it occurs", () => {
    expect(redact("a hunter2 b hunter2, token tok", ["hunter2", "tok"])).toBe(
      `a ${mask} b ${mask}, ${mask}en ${mask}`,
    );
  });

  test("removes the longest first, so that no part of one is left", () => {
    expect(redact("hunter2-extended hunter2", ["hunter2", "hunter2-extended"])).toBe(`${mask} ${mask}`);
  });

  test("reads secrets as plain text, not as patterns", () => {
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
    // No character of the mask, so that a mask and the text next to it never form a secret.
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

describe("a shortened text", () => {
  test("has at most the given number of characters, and ends with an ellipsis", () => {
    expect(shorten("abcdef", 5)).toBe("abcd…");
    expect(shorten("abcde", 5)).toBe("abcde");
  });

  test("shows no part of a secret in which it was cut", () => {
    expect(redact(shorten("password: hunter2", 14), ["hunter2"])).toBe(`password: ${mask}…`);
  });
});
