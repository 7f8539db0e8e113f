import fc from "fast-check";
import { decode, sign, verify } from "jsonwebtoken";
import { describe, expect, test } from "vitest";
import { apiKeyOf, TokenMint } from "../../../src/videosdk/client/token";

const start = Date.parse("2026-01-01T00:00:00Z");

/** A mint with a clock that the test moves, in seconds. */
function mintAt(seconds: number) {
  const clock = { seconds };
  const mint = new TokenMint("key-1", "s3cret", () => start + clock.seconds * 1000);
  return { mint, clock };
}

describe("a minted token", () => {
  test("is HS256, signed with the secret, with the claims that VideoSDK asks of server-side tokens", () => {
    const { mint } = mintAt(0);
    const token = mint.token();
    const claims = verify(token, "s3cret", { algorithms: ["HS256"], clockTimestamp: start / 1000 });
    expect(claims).toEqual({
      apikey: "key-1",
      permissions: ["allow_join", "allow_mod"],
      version: 2,
      roles: ["crawler"],
      iat: start / 1000,
      exp: start / 1000 + 600,
    });
    expect(decode(token, { complete: true })?.header).toEqual({ alg: "HS256", typ: "JWT" });
  });

  test("has no prefix", () => {
    expect(mintAt(0).mint.token()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  test("serves all requests until shortly before it expires", () => {
    const { mint, clock } = mintAt(0);
    const token = mint.token();
    for (clock.seconds of [1, 300, 539]) expect(mint.token()).toBe(token);
  });

  test("is renewed a minute before it expires, so that no request arrives with an expired one", () => {
    const { mint, clock } = mintAt(0);
    const token = mint.token();
    clock.seconds = 540;
    const renewed = mint.token();
    expect(renewed).not.toBe(token);
    expect(decode(renewed)).toMatchObject({ iat: start / 1000 + 540, exp: start / 1000 + 1_140 });
    clock.seconds = 1_079;
    expect(mint.token()).toBe(renewed);
  });

  test("counts in whole seconds, as the standard says", () => {
    const claims = decode(mintAt(0.9).mint.token());
    expect(claims).toMatchObject({ iat: start / 1000 });
  });
});

describe("the API key of a ready-made token", () => {
  test("is the one that it was signed for", () => {
    expect(apiKeyOf(sign({ apikey: "key-9" }, "any"))).toBe("key-9");
    expect(apiKeyOf(mintAt(0).mint.token())).toBe("key-1");
  });

  test.each([
    ["an empty text", ""],
    ["no token", "not a token"],
    ["three parts of nonsense", "a.b.c"],
    ["a token for no key", sign({ sub: "x" }, "any")],
    ["a token whose key is no text", sign({ apikey: 5 }, "any")],
    ["a token of a text", sign("text", "any")],
  ])("is not known of %s", (_what, token) => {
    expect(apiKeyOf(token)).toBeUndefined();
  });

  test("is not known of a token whose claims are garbled, and that is no failure", () => {
    const [header = ""] = sign({}, "any").split(".");
    expect(apiKeyOf(`${header}.bbbb.cccc`)).toBeUndefined();
  });

  test("is a text or not known, whatever the token is", () => {
    const part = fc.oneof(
      fc.base64String().map((text) => text.replace(/=+$/, "")),
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
      fc.constant(Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url")),
    );
    const token = fc.oneof(
      fc.string(),
      fc.tuple(part, part, part).map((parts) => parts.join(".")),
    );
    fc.assert(
      fc.property(token, (text) => {
        expect(["string", "undefined"]).toContain(typeof apiKeyOf(text));
      }),
    );
  });
});
