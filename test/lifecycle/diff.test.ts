import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { difference, type Difference } from "../../src/lifecycle/diff";
import { unknownValue } from "../../src/lifecycle/unknown";
import { widget, type WidgetDefinition, type WidgetInputs } from "../support/widget";

const base: WidgetInputs = { label: "l", color: "red", members: ["a"], movable: false };
const none: Difference = { changes: false, replaces: [], deleteBeforeReplace: false };
const update: Difference = { changes: true, replaces: [], deleteBeforeReplace: false };

/** The difference that a change of some inputs causes. */
function of(
  changes: Partial<Record<keyof WidgetInputs, unknown>>,
  old: Partial<WidgetInputs> = base,
  definition: WidgetDefinition = widget(),
): Difference {
  const desired = { ...base, ...changes } as WidgetInputs;
  return difference(definition, { old: { id: "w1", inputs: old, outputs: {} }, desired });
}

describe("a difference", () => {
  test("is none between equal inputs, however they were built", () => {
    expect(of({ members: ["a"] })).toEqual(none);
    expect(of({ note: undefined })).toEqual(none);
    expect(
      of({ auth: { password: "p", user: "u" } }, { ...base, auth: { user: "u", password: "p" } }),
    ).toEqual(none);
  });

  test("is an update or a replacement by the rule of its field", () => {
    expect(of({ label: "x" })).toEqual(update);
    expect(of({ color: "green" })).toEqual({ changes: true, replaces: ["color"], deleteBeforeReplace: true });
  });

  test("in a field without an effect is none", () => {
    expect(of({ movable: true })).toEqual(none);
  });

  test("is found by a field's own comparison", () => {
    expect(of({ note: " n " }, { ...base, note: "n" })).toEqual(none);
    expect(of({ note: "m" }, { ...base, note: "n" })).toEqual(update);
  });

  test("has the effect that a rule sees in the whole change", () => {
    expect(of({ members: ["b"] }).replaces).toEqual(["members"]);
    expect(of({ members: ["b"], movable: true })).toEqual(update);
  });

  test("names every field that replaces, whatever fields only update", () => {
    expect(of({ label: "x", color: "green", members: ["b"] }).replaces).toEqual(["color", "members"]);
  });

  test("is caused by a field that is added and by one that is removed", () => {
    const auth = { user: "u", password: "p" };
    expect(of({ auth })).toEqual(update);
    expect(of({ auth: undefined }, { ...base, auth })).toEqual(update);
  });

  test("is caused by a field that state lacks", () => {
    const { label, ...older } = base;
    expect(label).toBe("l");
    expect(of({}, older)).toEqual(update);
  });
});

describe("what is not known yet", () => {
  test("is a change, and never certain to replace", () => {
    expect(of({ color: unknownValue })).toEqual(update);
    expect(of({ members: unknownValue })).toEqual(update);
    expect(of({ label: unknownValue })).toEqual(update);
  });

  test("inside a field leads to no replacement by a fixed rule", () => {
    const definition = widget();
    const replacing = {
      ...definition,
      fields: { ...definition.fields, auth: { effect: "replace" as const } },
    };
    const old = { ...base, auth: { user: "u", password: "p" } };
    expect(of({ auth: { user: unknownValue, password: "p" } }, old, replacing)).toEqual(update);
    expect(of({ auth: { user: "v", password: "p" } }, old, replacing).replaces).toEqual(["auth"]);
  });

  test("inside a field is left to the field's own rule, which may know better", () => {
    expect(of({ members: ["b", unknownValue] }).replaces).toEqual(["members"]);
    expect(of({ members: ["b", unknownValue], movable: true })).toEqual(update);
  });

  test("does not hide a replacement that another field makes certain", () => {
    expect(of({ label: unknownValue, color: "green" }).replaces).toEqual(["color"]);
  });

  test("is not passed to a field's own comparison", () => {
    const definition = widget();
    const label = { effect: "update" as const, same: () => true };
    const auth = { ...label };
    const old = { ...base, auth: { user: "u", password: "p" } };
    expect(
      of({ auth: { user: unknownValue, password: "p" } }, old, {
        ...definition,
        fields: { ...definition.fields, auth },
      }),
    ).toEqual(update);
    expect(
      of({ label: unknownValue }, base, { ...definition, fields: { ...definition.fields, label } }),
    ).toEqual(update);
  });
});

describe("for any inputs", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const inputs: fc.Arbitrary<WidgetInputs> = fc.record(
    {
      label: word,
      color: fc.constantFrom("red", "green"),
      members: fc.uniqueArray(word, { minLength: 1 }).map((members) => members.sort()),
      movable: fc.boolean(),
      note: fc.option(word, { nil: undefined }),
      auth: fc.option(fc.record({ user: word, password: fc.string() }, { noNullPrototype: true }), {
        nil: undefined,
      }),
    },
    { requiredKeys: ["label", "color", "members", "movable"], noNullPrototype: true },
  );
  /** State holds a copy that went through JSON, not the same object. */
  const stored = (value: WidgetInputs): Partial<WidgetInputs> =>
    JSON.parse(JSON.stringify(value)) as Partial<WidgetInputs>;

  test("there is no difference between inputs and themselves", () => {
    fc.assert(
      fc.property(inputs, (some) => {
        expect(of(some, stored(some))).toEqual(none);
      }),
    );
  });

  test("a change of a field with an effect is a change, and of one without is none", () => {
    const edits: readonly [keyof WidgetInputs, (old: WidgetInputs) => unknown][] = [
      ["label", ({ label }) => `${label}x`],
      ["color", ({ color }) => (color === "red" ? "green" : "red")],
      ["members", ({ members }) => [...members, "another member"]],
      ["note", ({ note }) => `${note ?? ""}x`],
      ["auth", ({ auth }) => ({ user: "u", password: `${auth?.password ?? ""}x` })],
    ];
    fc.assert(
      fc.property(inputs, fc.constantFrom(...edits), (some, [field, edit]) => {
        expect(of({ ...some, [field]: edit(some) }, stored(some)).changes).toBe(true);
        expect(of({ ...some, movable: !some.movable }, stored(some))).toEqual(none);
      }),
    );
  });

  test("a replacement is always a change, and always deletes the old object first", () => {
    fc.assert(
      fc.property(inputs, inputs, (old, desired) => {
        const { changes, replaces, deleteBeforeReplace } = of(desired, stored(old));
        if (!changes) expect(replaces).toEqual([]);
        expect(deleteBeforeReplace).toBe(replaces.length > 0);
      }),
    );
  });
});
