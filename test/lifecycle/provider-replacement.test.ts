import "../support/home";
import { describe, expect, test, vi } from "vitest";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { createProvider } from "../../src/lifecycle/provider";
import { rejection } from "../support/transport";
import { checked, configure, widget, type WidgetDefinition } from "../support/widget";

const here = { account: "here", token: "account-token" };
const there = { account: "there", token: "account-token" };

/** A provider of a new process of the engine, with a widget that the account `here` had. */
async function provider(changes: Partial<WidgetDefinition>, settings = there): Promise<Provider> {
  const made = createProvider(widget(changes));
  await configure(made, settings);
  return made;
}

const state = { ...checked, serial: "1", account: "acme-here" };

/** What the user is shown while something runs. */
async function warnings(run: () => Promise<unknown>): Promise<string> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await run();
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

describe("a resource that moves to another account by replacement", () => {
  const moving = { accountChange: "replace" as const };

  test("is announced as a replacement, with both accounts", async () => {
    const one = await provider(moving);
    const shown = await warnings(async () => {
      const difference = await one.diff("widget-1", state, checked);
      expect(difference).toEqual({ changes: true, replaces: ["account"], deleteBeforeReplace: true });
    });
    expect(shown).toContain(
      "warning: acme Widget: widget-1 is to be replaced: the settings are those of acme-there, and the object is in acme-here.",
    );
  });

  test("leaves the old object behind with a warning when the new account does not know it", async () => {
    const one = await provider(moving);
    await warnings(() => one.diff("widget-1", state, checked));
    expect(await warnings(() => one.delete("widget-1", state))).toMatch(
      /widget-1 stays in the account acme-here: the present credentials are those of acme-there/,
    );
  });

  test("is not taken for deleted by a destroy, which is no replacement", async () => {
    const one = await provider(moving);
    expect((await rejection(one.delete("widget-1", state))).message).toMatch(/is not known in the account/);
  });

  test("is not replaced while the account is the same", async () => {
    const one = await provider(moving, here);
    expect((await one.diff("widget-1", state, checked)).changes).toBe(false);
  });
});

test("a resource that does not move with its account is never left behind", async () => {
  const one = await provider({});
  await warnings(() => one.diff("widget-1", state, { ...checked, color: "green" }));
  expect((await rejection(one.delete("widget-1", state))).message).toMatch(/is not known in the account/);
});

describe("what a removal knows of a replacement", () => {
  /** Deletes the widget of a state after the calls that precede it in the engine. */
  async function isReplacing(urn: string, before: (one: Provider) => Promise<unknown>): Promise<boolean> {
    const seen: boolean[] = [];
    const remove: WidgetDefinition["remove"] = ({ replacing }) => {
      seen.push(replacing);
      return Promise.resolve(true);
    };
    const one = await provider({ remove }, here);
    await warnings(async () => {
      await before(one);
      await one.delete("widget-1", { ...state, __urn: urn });
    });
    return seen[0] === true;
  }
  const owned = { ...checked, __urn: "urn:paint" };

  test("a destroy asks for no inputs before it", async () => {
    expect(await isReplacing("urn:paint", () => Promise.resolve())).toBe(false);
  });

  test("a replacement that a person forces has a check without old inputs, and no diff: no name decides", async () => {
    const check = (one: Provider): Promise<unknown> => one.check({}, owned);
    expect(await isReplacing("urn:paint", check)).toBe(true);
    expect(await isReplacing("urn:former-name-of-paint", check)).toBe(true);
  });

  test("a deletion after all creations were asked for is final, whatever the resource was called", async () => {
    const up = async (one: Provider): Promise<void> => {
      await one.check({}, owned);
      await one.create(owned);
    };
    expect(await isReplacing("urn:paint", up)).toBe(false);
    expect(await isReplacing("urn:other", up)).toBe(false);
  });

  test("a check with old inputs forces none", async () => {
    expect(await isReplacing("urn:paint", (one) => one.check(owned, owned))).toBe(false);
  });
});

test("a field that says why it replaces the object is explained", async () => {
  const { fields } = widget();
  const why = "a widget is painted once";
  const one = await provider({ fields: { ...fields, color: { effect: "replace", why } } }, here);
  expect(await warnings(() => one.diff("widget-1", state, { ...checked, color: "green" }))).toBe(
    `warning: acme Widget: widget-1 is to be replaced: ${why}\n`,
  );
  expect(await warnings(() => one.diff("widget-1", state, { ...checked, label: "second" }))).toBe("");
});

describe("inputs that are checked against what the object is", () => {
  const schemaFor: WidgetDefinition["schemaFor"] = ({ label }) => {
    const { schema } = widget();
    return label === "odd" ? schema : schema.refine((inputs) => inputs.label !== "odd", "odd");
  };

  test("may keep the words that the object has already, and are refused otherwise", async () => {
    const one = await provider({ schemaFor }, here);
    const odd = { ...checked, label: "odd" };
    expect((await one.check(odd, odd)).failures).toEqual([]);
    expect((await one.check({}, odd)).failures).toHaveLength(1);
    expect((await one.check(checked, odd)).failures).toHaveLength(1);
  });
});

test("state with words that a program may not use gets the defaults of this release nevertheless", async () => {
  const { schema } = widget();
  const strict = schema.refine((inputs) => inputs.label !== "odd", "odd");
  const one = await provider({ schema: strict, schemaFor: () => schema }, here);
  const { color, ...older } = { ...state, label: "odd" };
  expect(color).toBe("red");
  expect(await one.diff("widget-1", older, { ...checked, label: "odd" })).toMatchObject({ changes: false });
});

test("a creation whose effect is open is known to the next run of the same resource", async () => {
  const inputs = { ...checked, __urn: "urn:open" };
  const noted: boolean[] = [];
  const run = async (failure?: "certain" | "open"): Promise<void> => {
    vi.resetModules();
    const { createProvider: create } = await import("../../src/lifecycle/provider.js");
    const reconcile: WidgetDefinition["reconcile"] = ({ note, begin, leftOpen }, desired) => {
      noted.push(note !== undefined);
      begin();
      if (failure === "open") leftOpen();
      // A certain failure does not resolve what was left open before it.
      if (failure !== undefined) return Promise.reject(new Error("refused"));
      return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
    };
    const one = create(widget({ reconcile }));
    await configure(one, here);
    await one.create(inputs).catch(() => undefined);
  };
  for (const failure of ["certain", "open", "certain", undefined, undefined] as const) await run(failure);
  expect(noted).toEqual([false, false, true, true, false]);
});
