import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf, PartialOutcome, plainError } from "../../src/lifecycle/outcome";
import { secretsIn } from "../../src/lifecycle/secrets";

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

  test("are none where the fields are absent or null", () => {
    expect(secretsIn(properties, ["auth.password", "none.x", "name.x", "outbound.auth.password.x"])).toEqual(
      [],
    );
    expect(secretsIn(undefined, ["a"])).toEqual([]);
  });
});

describe("the message of a thrown value", () => {
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

  test("exists for any value, and never fails itself", () => {
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
