import { describe, expect, test } from "vitest";
import { marksMore, sealed, sealedInputs } from "../../src/lifecycle/secrets";
import { toState } from "../../src/lifecycle/state";

/** The engine's own form of a secret. */
const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("outputs that show a marked input again are secrets", () => {
  const shownAs = { name: ["displayName", "addresses.*.name"] };

  test("by their place, whatever the vendor shows there now", () => {
    const outputs = {
      displayName: "Changed elsewhere",
      effective: { name: "N", callerId: "x" },
      addresses: [{ name: "n", id: "a" }],
    };
    expect(sealed(outputs, { name: "Front" }, ["name"], shownAs)).toEqual({
      displayName: secret("Changed elsewhere"),
      effective: { name: secret("N"), callerId: "x" },
      addresses: [{ name: secret("n"), id: "a" }],
    });
  });

  test("by their value, also as a part and in other letters", () => {
    const outputs = { label: "SIP FRONT 7", list: ["a", "front"], count: 3, none: null };
    expect(sealed(outputs, { hook: { url: "Front" } }, ["hook.url"], {})).toEqual({
      ...outputs,
      label: secret("SIP FRONT 7"),
      list: ["a", secret("front")],
    });
  });

  test("a short value only where it is the whole text", () => {
    expect(sealed({ a: "tls", b: "tls over udp" }, { t: "tls" }, ["t"], {})).toEqual({
      a: secret("tls"),
      b: "tls over udp",
    });
  });

  test("with all that is inside a marked object, and for a mark inside what an output shows", () => {
    const handler = { type: "x", requestUrl: "https://h" };
    const outputs = { effective: { callHandler: handler }, handlerId: "h-1" };
    const copies = { callHandler: ["handlerId"] };
    expect(sealed(outputs, { callHandler: handler }, ["callHandler"], copies)).toEqual({
      effective: { callHandler: secret(handler) },
      handlerId: secret("h-1"),
    });
    expect(sealed(outputs, { callHandler: handler }, ["callHandler.requestUrl"], {})).toEqual({
      effective: { callHandler: { type: "x", requestUrl: secret("https://h") } },
      handlerId: "h-1",
    });
  });

  test("in what state holds, whose inputs the engine itself keeps secret", () => {
    const found = { inputs: { name: "Front" }, outputs: { displayName: "Front" } };
    expect(toState(found, "account", { name: "Front", __secrets: ["name"] }, shownAs)).toMatchObject({
      name: "Front",
      displayName: secret("Front"),
      __secrets: ["name"],
    });
    expect(toState(found, "account", { name: "Front" }, shownAs)).toEqual({
      ...{ name: "Front", displayName: "Front", account: "account" },
      __provider: undefined,
    });
  });
});

describe("marks are a change", () => {
  test.each([
    ["a new one", ["a"], ["a", "b"], true],
    ["the same", ["a"], ["a"], false],
    ["one that is dropped", ["a", "b"], ["a"], false],
    ["one inside another", ["a"], ["a.b"], false],
    ["one around another", ["a.b"], ["a"], true],
    ["where a release wrote state that knew no marks", undefined, ["a"], false],
  ])("%s", (_name, before, now, changes) => {
    expect(marksMore({ __secrets: before }, { __secrets: now })).toBe(changes);
  });
});

describe("inputs that were read", () => {
  test("are secrets where one may be in them, because the program may no longer declare it", () => {
    const inputs = { name: "n", auth: { username: "u", password: "p" }, token: "", list: ["a"] };
    expect(sealedInputs(inputs, ["auth.password", "token.value", "missing"])).toEqual({
      ...inputs,
      auth: secret({ username: "u", password: "p" }),
    });
  });
});
