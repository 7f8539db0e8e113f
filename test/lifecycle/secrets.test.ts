import { describe, expect, test } from "vitest";
import { marksMore, sealed, sealedAt } from "../../src/lifecycle/secrets";
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
    expect(
      toState({ secrets: [], shownAs }, found, "account", { name: "Front", __secrets: ["name"] }),
    ).toMatchObject({
      name: "Front",
      displayName: secret("Front"),
      __secrets: ["name"],
    });
    expect(toState({ secrets: [], shownAs }, found, "account", { name: "Front" })).toEqual({
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
    ["the first one", undefined, ["a"], true],
  ])("%s", (_name, before, now, changes) => {
    expect(marksMore({ __secrets: before }, { __secrets: now }, true)).toBe(changes);
  });

  test("not where a release wrote state that knew no marks", () => {
    expect(marksMore({}, { __secrets: ["a"] }, false)).toBe(false);
  });
});

describe("secrets inside other fields", () => {
  test("are secrets by themselves, and what is around them can be read", () => {
    const values = { name: "n", auth: { username: "u", password: "p" }, token: "", list: ["a"] };
    expect(sealedAt(values, ["auth.password", "token.value", "list.x", "missing"])).toEqual({
      ...values,
      auth: { username: "u", password: secret("p") },
    });
  });

  test("are not sealed twice", () => {
    const values = { auth: { password: secret("p") }, whole: secret({ password: "q" }) };
    expect(sealedAt(values, ["auth.password", "whole.password"])).toEqual(values);
  });

  test("are sealed in state, unless the program marks what is around them", () => {
    const found = { inputs: { auth: { username: "u", password: "p" } }, outputs: {} };
    const kept = { secrets: ["auth.password"] };
    expect(toState(kept, found, "account", {})["auth"]).toEqual({ username: "u", password: secret("p") });
    expect(toState(kept, found, "account", { __secrets: ["auth"] })["auth"]).toEqual(found.inputs.auth);
  });
});
