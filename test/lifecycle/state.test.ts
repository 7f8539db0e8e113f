import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accountOf,
  desiredIn,
  fromState,
  jsonSafe,
  organizationOf,
  urnOf,
  priorFrom,
  toInputs,
  toState,
  withoutInternals,
  withoutNewSecrets,
} from "../../src/lifecycle/state";
import { internals, widget } from "../support/widget";

const definition = widget();
const inputs = { label: "l", color: "green", members: ["a"], movable: true };

describe("the form in which values leave", () => {
  test("is plain JSON", () => {
    const value = {
      date: new Date(0),
      big: 12n,
      nan: NaN,
      infinite: -Infinity,
      none: null,
      gone: undefined,
      list: [undefined, () => 1, Symbol("s"), 1],
      deep: { gone: undefined, kept: false },
    };
    expect(jsonSafe(value)).toStrictEqual({
      date: "1970-01-01T00:00:00.000Z",
      big: "12",
      nan: null,
      infinite: null,
      none: null,
      list: [null, null, null, 1],
      deep: { kept: false },
    });
  });

  test("is null for a value that is undefined itself", () => {
    expect(jsonSafe(undefined)).toBeNull();
    expect(jsonSafe(() => undefined)).toBeNull();
  });

  test("has no hole where a list had one", () => {
    const list: unknown[] = ["a"];
    list[2] = "c";
    expect(jsonSafe(list)).toStrictEqual(["a", null, "c"]);
  });

  test("is null for an invalid date", () => {
    expect(jsonSafe({ at: new Date(NaN) })).toStrictEqual({ at: null });
  });

  test("of any value comes back from JSON unchanged, with nothing undefined in it", () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(value, (some) => {
        const safe = jsonSafe(some);
        expect(JSON.parse(JSON.stringify(safe))).toStrictEqual(positiveZero(safe));
      }),
    );
  });
});

const kept = { secrets: [] };

describe("what state holds", () => {
  test("leaves out a policy with its usual value and a hidden output that is null, and has them again when it is read", () => {
    const { color, ...said } = inputs;
    const policies = { color };
    const found = { inputs, outputs: { __shown: null, serial: null } };
    const state = toState({ ...kept, policies }, found, "acme-1", internals);
    expect(state).toStrictEqual({ ...said, serial: null, account: "acme-1", ...internals });
    expect(toInputs({ policies }, inputs, internals)).toStrictEqual({ ...said, ...internals });
    expect(fromState({ ...definition, policies }, { ...state, label: "" }).inputs).toMatchObject({ color });
    expect(desiredIn({ ...definition, policies }, { ...said, ...internals })).toStrictEqual(inputs);
  });

  test("keeps both where an earlier release wrote them, so that nothing seems to change", () => {
    const before = { color: "blue", __shown: null };
    const state = toState(
      { ...kept, policies: { color: inputs.color } },
      { inputs, outputs: { __shown: null } },
      "a",
      {},
      before,
    );
    expect(state).toMatchObject({ color: inputs.color, __shown: null });
  });

  test("has a policy with another value", () => {
    expect(toInputs({ policies: { color: "other" } }, inputs, {})).toMatchObject({ color: inputs.color });
  });

  test("is inputs and outputs on one level, the account, and what only the lifecycle reads", () => {
    const state = toState(kept, { inputs, outputs: { serial: "s" } }, "acme-1", {
      ...internals,
      label: "other",
    });
    expect(state).toStrictEqual({ ...inputs, serial: "s", account: "acme-1", ...internals });
  });

  test("has null for an output that the vendor left out, and nothing for such an input", () => {
    const state = toState(
      kept,
      { inputs: { label: "l", note: undefined }, outputs: { serial: undefined } },
      undefined,
      {
        ...internals,
      },
    );
    expect(state).toStrictEqual({ label: "l", serial: null, account: null, ...internals });
  });

  test("names no resource where none is known", () => {
    const state = toState(kept, { inputs: {}, outputs: {} }, undefined, { __provider: "text" });
    expect(state).toStrictEqual({ account: null, __provider: "text" });
  });
});

describe("what the engine records as inputs", () => {
  test("is the inputs and what only the lifecycle reads, without outputs and account", () => {
    expect(
      toInputs({}, { ...inputs, note: undefined }, { ...internals, serial: "s", account: "a" }),
    ).toStrictEqual({
      ...inputs,
      ...internals,
    });
  });
});

describe("what is read from state", () => {
  test("is split into inputs and outputs again, whatever it holds", () => {
    const outputs = { serial: "s", more: { deep: [1] } };
    const state = toState(kept, { inputs, outputs }, "acme-1", internals);
    expect(fromState(definition, state)).toStrictEqual({ inputs, outputs });
    expect(priorFrom(definition, "w1", state)).toStrictEqual({ id: "w1", inputs, outputs });
  });

  test("gets the defaults of fields that a newer release added", () => {
    expect(fromState(definition, { label: "l", members: ["a"], ...internals }).inputs).toStrictEqual({
      label: "l",
      members: ["a"],
      color: "red",
      movable: false,
    });
  });

  test("takes null for a field that has no value", () => {
    expect(fromState(definition, { ...inputs, note: null, color: null }).inputs).toStrictEqual({
      ...inputs,
      color: "red",
    });
  });

  test("is accepted as it is where the present rules would refuse it, because the object exists", () => {
    const odd = { label: "", members: [], color: "blue" };
    expect(fromState(definition, odd).inputs).toStrictEqual(odd);
  });

  test("is empty for an import, which knows the id alone", () => {
    expect(fromState(definition, internals)).toStrictEqual({ inputs: {}, outputs: {} });
  });

  test("has fields that no release knows among the outputs, where they have no effect", () => {
    expect(fromState(definition, { ...inputs, formerField: 1 }).outputs).toStrictEqual({ formerField: 1 });
  });
});

describe("what only the lifecycle reads", () => {
  test("is removed, and nothing else", () => {
    expect(withoutInternals({ ...inputs, ...internals, account: "a" })).toStrictEqual({
      ...inputs,
      account: "a",
    });
  });

  test("is removed also where release 0.1.0 wrote another key", () => {
    expect(withoutInternals({ ...inputs, __owner: "shop/dev/widget" })).toStrictEqual(inputs);
    const state = toState(kept, { inputs, outputs: {} }, undefined, {
      ...internals,
      __owner: "shop/dev/widget",
    });
    expect(Object.keys(state)).not.toContain("__owner");
  });

  test("says the resource, its organization and the account, where they are texts", () => {
    expect(urnOf(internals)).toBe("urn:pulumi:stack::project::acme:Widget::widget");
    expect(urnOf({})).toBeUndefined();
    expect(urnOf({ __urn: 1 })).toBeUndefined();
    expect(organizationOf({ __organization: "acme" })).toBe("acme");
    expect(toState(kept, { inputs, outputs: {} }, undefined, { __organization: "acme" })).toMatchObject({
      __organization: "acme",
    });
    expect(accountOf({ account: "acme-1" })).toBe("acme-1");
    expect(accountOf({ account: null })).toBeUndefined();
  });
});

describe("what was read, without new secrets", () => {
  const found = {
    id: "1",
    inputs: { auth: { user: "u", password: "p" }, label: "l" },
    outputs: { url: "https://x" },
  };
  const paths = ["auth.password", "url", "nothing.here"];

  test("has a secret only where state holds one at its path", () => {
    const bare = { id: "1", inputs: { auth: { user: "u" }, label: "l" }, outputs: {} };
    expect(withoutNewSecrets(found, {}, paths)).toStrictEqual(bare);
    expect(withoutNewSecrets(found, { auth: { user: "u" }, url: null }, paths)).toStrictEqual(bare);
    expect(withoutNewSecrets(found, { auth: { password: "q" }, url: "x" }, paths)).toStrictEqual(found);
  });
});

/** The value with 0 in place of -0, which JSON does not have. */
function positiveZero(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(positiveZero);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, positiveZero(item)]));
}
