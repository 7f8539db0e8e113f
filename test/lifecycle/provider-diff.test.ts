import "../support/home";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createProvider } from "../../src/lifecycle/provider";
import { unknownValue } from "../../src/lifecycle/unknown";
import { rejection } from "../support/transport";
import { checked, configure, widget } from "../support/widget";

const state = { ...checked, serial: "s-1", account: "acme-one" };
const nothing = { changes: false, replaces: [], deleteBeforeReplace: false };

let said: unknown[];
beforeEach(() => {
  said = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe("a diff", () => {
  test("of what is in state with the same inputs is explicitly none", async () => {
    expect(await createProvider(widget()).diff("w1", state, checked)).toEqual(nothing);
  });

  test("is not changed by outputs, the provider's text or the owner's name", async () => {
    const olds = { ...state, serial: "s-2", __provider: "older text", __owner: "project/stack/renamed" };
    expect(await createProvider(widget()).diff("w1", olds, checked)).toEqual(nothing);
  });

  test("fills in the defaults that an older release did not keep", async () => {
    const { color, movable, ...older } = state;
    expect([color, movable]).toEqual(["red", false]);
    expect(await createProvider(widget()).diff("w1", older, checked)).toEqual(nothing);
  });

  test("is a change where other operations may have changed the object after the last one", async () => {
    const open = widget({
      reconcile: (_operation, desired, prior) =>
        Promise.resolve({
          ...{ id: prior?.id ?? "w1", inputs: desired, outputs: { serial: "s-1" } },
          isOpen: prior === undefined,
        }),
    });
    const provider = createProvider(open);
    await configure(provider, { account: "open", token: "account-token" });
    const { outs } = await provider.create(checked);
    expect(await provider.diff("w1", outs, checked)).toEqual({ ...nothing, changes: true });
    const { outs: settled } = await provider.update("w1", outs, checked);
    expect(await provider.diff("w1", settled, checked)).toEqual(nothing);
  });

  test("names the fields that force a replacement, and has the old object deleted first", async () => {
    const news = { ...checked, color: "green", members: ["c"], label: "x" };
    expect(await createProvider(widget()).diff("w1", state, news)).toEqual({
      changes: true,
      replaces: ["color", "members"],
      deleteBeforeReplace: true,
    });
  });

  test("announces no replacement for what is not known yet, but a change", async () => {
    const news = { ...checked, color: unknownValue };
    expect(await createProvider(widget()).diff("w1", state, news)).toEqual({ ...nothing, changes: true });
  });

  test("needs no settings", async () => {
    const definition = widget({ accountChange: "replace" });
    expect(await createProvider(definition).diff("w1", state, checked)).toEqual(nothing);
    expect(definition.vendor.connected).toEqual([]);
  });

  test("fails with every problem that the account finds in the inputs", async () => {
    const provider = createProvider(
      widget({
        problems: (_account, _desired, prior) => (prior === undefined ? [] : ["label: taken", "note: taken"]),
      }),
    );
    await configure(provider, { account: "one", token: "account-token" });
    await provider.check(state, checked);
    const error = await rejection(provider.diff("w1", state, checked));
    expect(error.message).toBe("acme Widget: diff failed: label: taken\nnote: taken");
  });

  test("passes the old outputs to the account", async () => {
    let seen: unknown;
    const definition = widget({
      problems: (_account, _desired, prior) => {
        seen = prior;
        return [];
      },
    });
    const provider = createProvider(definition);
    await configure(provider, { account: "one", token: "account-token" });
    await provider.check(state, checked);
    await provider.diff("w1", state, checked);
    expect(seen).toMatchObject({ inputs: { label: "first" }, outputs: { serial: "s-1" } });
  });

  test("of a refresh, which no program declares, reports nothing and claims nothing", async () => {
    const provider = createProvider(widget({ problems: () => ["label: taken"] }));
    await configure(provider, { account: "refresh", token: "account-token" });
    expect(await provider.diff("w1", state, checked)).toEqual({ ...nothing, changes: false });
  });
});

describe("another account than the one in state", () => {
  const definition = widget({ accountChange: "replace" });

  test("forces a replacement where the definition says so, in addition to the fields that do", async () => {
    const provider = createProvider(definition);
    await configure(provider, { account: "two", token: "account-token" });
    expect(await provider.diff("w1", state, checked)).toEqual({
      changes: true,
      replaces: ["account"],
      deleteBeforeReplace: true,
    });
    expect((await provider.diff("w1", state, { ...checked, color: "green" })).replaces).toEqual([
      "color",
      "account",
    ]);
  });

  test("is nothing where the definition does not say so", async () => {
    const provider = createProvider(widget());
    await configure(provider, { account: "two", token: "account-token" });
    expect(await provider.diff("w1", state, checked)).toEqual(nothing);
  });

  test.each([
    ["the account is the same", { account: "one", token: "other" }, state],
    ["the present account cannot be determined", { account: "anonymous", token: "account-token" }, state],
    ["state does not name one", { account: "two", token: "account-token" }, { ...state, account: null }],
  ])("is not assumed when %s", async (_when, settings, olds) => {
    const provider = createProvider(definition);
    await configure(provider, settings);
    expect(await provider.diff("w1", olds, checked)).toEqual(nothing);
  });
});

describe("the reason of a replacement", () => {
  const definition = widget({ accountChange: "replace" });
  const color = { ...definition.fields.color, why: "paint does not come off" };
  const explained = { ...definition, fields: { ...definition.fields, color } };

  test("is shown where the field has one, because the engine shows only the field", async () => {
    await createProvider(explained).diff("w1", state, { ...checked, color: "green", members: ["c"] });
    expect(said).toEqual(["warning: acme Widget: w1 is to be replaced: paint does not come off\n"]);
  });

  test("is shown for a move to another account, with both", async () => {
    const provider = createProvider(explained);
    await configure(provider, { account: "two", token: "account-token" });
    await provider.diff("w1", state, checked);
    expect(said).toEqual([expect.stringMatching(/w1 is to be replaced: .*acme-two.*acme-one/)]);
  });

  test("of a move to another account says what it means for the object that exists", async () => {
    const provider = createProvider(explained);
    await configure(provider, { account: "two", token: "account-token" });
    await provider.diff("w1", state, checked);
    expect(said.join()).toMatch(/A new one with another id is created in acme-two.* stays in acme-one/);
  });

  test("where an account change replaces nothing: what it means, once for all resources of the class", async () => {
    const provider = createProvider(widget());
    await configure(provider, { account: "two", token: "account-token" });
    for (const id of ["w1", "w2"]) expect(await provider.diff(id, state, checked)).toEqual(nothing);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/account acme-two, and w1 was last seen in acme-one\. Nothing moves/);
  });

  test("is not shown for a change in place, nor for no change", async () => {
    const provider = createProvider(explained);
    await provider.diff("w1", state, { ...checked, label: "x", color: unknownValue });
    await provider.diff("w1", state, checked);
    expect(said).toEqual([]);
  });
});
