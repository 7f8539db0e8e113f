import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { notations } from "../../src/http/notations";
import { redact, shorten } from "../../src/http/redact";
import { encodings } from "../support/encodings";
import { leaksIn } from "../support/leaks";

/** What replaces a secret. */
const mask = redact("s", ["s"]);

/** A password with characters that each notation writes in another way, and blanks around it. */
const password = " p\"a\\s/s+w <ö>r&d'?1~%41>> ";

const around = (encoded: string): string => `refused: >>${encoded}<<, try again`;

/** Whether the search of all tests' outputs finds the password in a text. */
function isShown(text: string): boolean {
  return leaksIn(text, { password }).length > 0;
}

describe("redaction", () => {
  test("removes every secret, wherever and however often it occurs", () => {
    expect(redact("a hunter2 b hunter2, tokens toks", ["hunter2", "toks"])).toBe(
      `a ${mask} b ${mask}, tokens ${mask}`,
    );
  });

  test("removes overlapping secrets as a whole, so that no part of one is left", () => {
    expect(redact("hunter2-extended hunter2", ["hunter2", "hunter2-extended"])).toBe(`${mask} ${mask}`);
    expect(redact("abc1efghi", ["abc1e", "1efghi"])).toBe(mask);
  });

  test("reads secrets as plain text, not as patterns", () => {
    expect(redact("a.c. abcd $&$& a+a+", ["a.c.", "$&$&", "a+a+"])).toBe(`${mask} abcd ${mask} ${mask}`);
  });

  test("does nothing for an empty secret, or none", () => {
    expect(redact("text", ["", "", " "])).toBe("text");
    expect(redact("text", [])).toBe("text");
  });

  test("leaves no secret in any text", () => {
    // No character of the mask, so that a mask and the text next to it never form a secret.
    const some = fc.string({ unit: fc.constantFrom("a", "b", "$", "&", "\\", " ", "1"), minLength: 4 });
    const secrets = fc.array(some, { maxLength: 5 });
    fc.assert(
      fc.property(secrets, some, fc.array(fc.nat(4)), (all, between, order) => {
        const text = order.map((index) => all[index] ?? between).join(between);
        const clean = redact(text, all);
        // Letters alone, up to seven, stay where they are a part of a longer word.
        const always = all.filter((secret) => secret.trim().length >= 4 && !/^[ab]{1,7}$/.test(secret));
        for (const one of always) expect(clean).not.toContain(one);
      }),
      { numRuns: 500 },
    );
  });

  test("changes nothing in a text without a secret", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(redact(text, ["no-such-secret-in-it"])).toBe(text);
      }),
    );
  });
});

describe("a secret in another notation", () => {
  test.each(encodings.map((encoding) => [encoding.name, encoding] as const))(
    "%s: is removed",
    (_name, one) => {
      const encoded = one.encode(password);
      const clean = redact(around(encoded), [password]);
      expect(isShown(clean)).toBe(false);
      expect(clean).toMatch(/^refused: .*, try again$/);
      expect(clean).toContain(mask);
    },
  );

  test.each(encodings.map((one) => [one.name, one] as const))(
    "%s: would be shown if its notation were left out",
    (_name, { encode, needs }) => {
      const fewer = notations.filter(({ name }) => !needs.some((need) => name.includes(need)));
      // What is found without any notation is redacted by none.
      const secrets = needs.length === 0 ? [] : [password];
      expect(fewer.length < notations.length || secrets.length === 0).toBe(true);
      expect(isShown(redact(around(encode(password)), secrets, fewer))).toBe(true);
    },
  );

  test.each(notations.map((notation) => [notation.name, notation] as const))(
    "each notation is needed: %s",
    (_name, one) => {
      const samples = [
        ...encodings.flatMap(({ encode }) => [encode(password), encode("p4ss w0rd")]),
        // Base64 that begins behind one, two or three letters of the same alphabet.
        ...["a", "ab", "abc"].map((before) => before + Buffer.from(password).toString("base64")),
        "p4ss+w0rd",
        "p4ss+w%30rd",
        encodeURIComponent("a+b+c+d"),
      ];
      const secrets = [password, "p4ss w0rd", "a+b+c+d"];
      const others = notations.filter((notation) => notation !== one);
      const missed = samples.filter((text) => redact(text, secrets) !== redact(text, secrets, others));
      expect(missed).not.toEqual([]);
    },
  );

  test.each([
    ["JSON", JSON.stringify({ a: 'quoted"password' }), 'quoted"password'],
    ["JSON in a form", encodeURIComponent(JSON.stringify({ p: 'quoted"password' })), 'quoted"password'],
    ["HTML in JSON", JSON.stringify("&quot;fish&quot;&amp;chips"), '"fish"&chips'],
  ])("inside another one: %s", (_name, text, secret) => {
    const clean = redact(text, [secret]);
    expect(clean).toContain(mask);
    expect(clean).not.toMatch(/password|fish|chips/);
  });
});

describe("a secret that is an ordinary word", () => {
  const sentence = "the request of the peer is refused: there is an error in the number";

  test.each(["e", "the", "is", "a", "1", "error", "number", "request", "refused", "secret", "password"])(
    "%s: a sentence stays as it is, so that no gap shows the word",
    (secret) => {
      expect(redact(sentence, [secret])).toBe(sentence);
      const command =
        "Set: pulumi config set --secret videosdk:secret … (or VIDEOSDK_SECRET in the environment)";
      expect(redact(command, [secret])).toBe(command);
    },
  );

  test.each(["e", "the", "is", "1234", "error", "password"])("%s: is removed where it is meant", (secret) => {
    for (const [text, clean] of [
      [`auth "${secret}" is too short`, `auth "${mask}" is too short`],
      [`bad body {"password":"${secret}","username":"u"}`, `bad body {"password":"${mask}","username":"u"}`],
      [`{\\"password\\":\\"${secret}\\"}`, `{\\"password\\":\\"${mask}\\"}`],
      [`password=${secret}&user=u`, `password=${mask}&user=u`],
      [`create failed: ${secret} (HTTP 400, POST /v2)`, `create failed: ${mask} (HTTP 400, POST /v2)`],
      [`sent Basic ${Buffer.from(`user:${secret}`).toString("base64")} to it`, `sent Basic ${mask} to it`],
    ] as const)
      expect(redact(text, [secret])).toBe(clean);
  });

  test("beside the word password it is removed; with the rest of the sentence, where both look alike", () => {
    expect(redact("password e is too short (HTTP 400)", ["e"])).toBe(
      `password ${mask} is too short (HTTP 400)`,
    );
    expect(redact("password the is too short (HTTP 400)", ["the"])).toBe(`password ${mask} (HTTP 400)`);
    expect(redact("password is too short (HTTP 400)", ["is"])).toBe(`password ${mask} (HTTP 400)`);
  });
});

describe("a shortened text", () => {
  test("has at most the given number of characters, and ends with an ellipsis", () => {
    expect(shorten("abcdef", 5)).toBe("abcd…");
    expect(shorten("abcde", 5)).toBe("abcde");
  });

  test.each(encodings.map((encoding) => [encoding.name, encoding] as const))(
    "shows no part of a secret in which it was cut: %s",
    (_name, { encode }) => {
      const secret = '"CANARY"&<canary>/canary';
      const encoded = encode(secret);
      // From where a part of the secret is certainly shown.
      for (let length = 20; length < encoded.length; length += 1) {
        const clean = redact(shorten(`password: ${encoded}.`, 10 + length), [secret]);
        expect(clean).toMatch(/^password: (\/?v?2?\/?)?\[secret\].{0,3}…$/);
      }
    },
  );
});
