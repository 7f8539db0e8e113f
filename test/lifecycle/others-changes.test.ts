import "../support/home";
import { describe, expect, test } from "vitest";
import { createProvider } from "../../src/lifecycle/provider";
import { checked, configure, widget, type WidgetOperation } from "../support/widget";

const urn = (name: string): string => `urn:pulumi:dev::shop::acme:Widget::${name}`;
const inputs = (name: string) => ({ ...checked, __urn: urn(name) });

/** A provider whose creations change objects of others. */
async function changing(account: string, ids: readonly string[]) {
  const provider = createProvider(
    widget({
      reconcile: (operation: WidgetOperation, desired, prior) => {
        if (prior === undefined) operation.moves.changes(ids);
        const id = prior?.id ?? "taker-1";
        return Promise.resolve({ id, inputs: desired, outputs: { serial: null } });
      },
      remove: () => Promise.resolve(true),
    }),
  );
  await configure(provider, { account, token: "account-token" });
  const state = { ...inputs("giver"), serial: "s-1", account: `acme-${account}` };
  const looks = async (): Promise<boolean> =>
    (await provider.diff("giver-1", state, inputs("giver"))).changes;
  const take = async (): Promise<void> => {
    await provider.check({}, inputs("taker"));
    await provider.create(inputs("taker"));
  };
  return { provider, state, looks, take };
}

/** What one operation of the taker changes, and a giver with a state of its own, in an account of its own. */
async function changed(account: string, ids: readonly string[]) {
  const made = await changing(account, ids);
  await made.take();
  return made;
}

describe("an object that another resource's operation has changed", () => {
  test("is looked at by its own resource, though the program is as it was, until that has been done once", async () => {
    const { provider, state, looks } = await changed("looked-at", ["giver-1"]);
    expect(await looks()).toBe(true);
    await provider.update("giver-1", state, inputs("giver"));
    expect(await looks()).toBe(false);
  });

  test("is forgotten once it is deleted", async () => {
    const { provider, state, looks } = await changed("deleted", ["giver-1"]);
    await provider.delete("giver-1", state);
    expect(await looks()).toBe(false);
  });

  test("is not another of its class", async () => {
    const { looks } = await changed("another", ["giver-2"]);
    expect(await looks()).toBe(false);
  });

  test("is looked at by a provider that knows nothing of that operation: the note is on the disk", async () => {
    const { state } = await changed("disk", ["giver-1"]);
    const next = createProvider(widget());
    await configure(next, { account: "disk", token: "account-token" });
    expect((await next.diff("giver-1", state, inputs("giver"))).changes).toBe(true);
  });

  test("is none of another account", async () => {
    await changed("here", ["giver-1"]);
    const there = createProvider(widget());
    await configure(there, { account: "there", token: "account-token" });
    const state = { ...inputs("giver"), serial: "s-1", account: "acme-there" };
    expect((await there.diff("giver-1", state, inputs("giver"))).changes).toBe(false);
  });

  test("is none whose own operation of this run is over: that has left it as it is", async () => {
    const { provider, state, looks, take } = await changing("over", ["giver-1"]);
    await provider.check(state, inputs("giver"));
    await looks();
    await provider.update("giver-1", state, inputs("giver"));
    await take();
    expect(await looks()).toBe(false);
  });
});
