import "../support/home";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { hashesOf } from "../../src/lifecycle/hashes";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import type { Properties } from "../../src/lifecycle/state";
import { rejection } from "../support/transport";
import { checked, configure, widget, type WidgetDefinition } from "../support/widget";

let names = 0;
let urn: string;
beforeEach(() => (urn = `urn:interrupted-${(names += 1)}`));

/** A provider in a process of its own: modules are loaded again, and only what is on the disk is shared. */
async function inNewProcess(changes: Partial<WidgetDefinition> = {}): Promise<Provider> {
  vi.resetModules();
  const { createProvider } = await import("../../src/lifecycle/provider.js");
  const provider = createProvider(widget(changes));
  await configure(provider, { account: "interrupted", token: "account-token" });
  return provider;
}

/** Whether a creation in a new process knows of an earlier one. It succeeds. */
async function isInterrupted(changes: Properties = {}): Promise<boolean> {
  let known: boolean | undefined;
  const provider = await inNewProcess({
    reconcile: ({ note }, desired) => {
      known = note !== undefined;
      return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
    },
  });
  await provider.create({ ...checked, __urn: urn, ...changes });
  if (known === undefined) throw new Error("nothing was reconciled");
  return known;
}

/** Begins a creation in a process that is killed before its end. */
async function beginAndDie(): Promise<void> {
  const provider = await inNewProcess({
    reconcile: ({ begin }) => {
      begin();
      return new Promise(() => undefined);
    },
  });
  void provider.create({ ...checked, __urn: urn });
  await Promise.resolve();
}

const failing: WidgetDefinition["reconcile"] = ({ begin }) => {
  begin();
  return Promise.reject(new Error("refused"));
};

describe("a creation whose process was killed", () => {
  test("is known to the next creation of the same resource, and of no other", async () => {
    await beginAndDie();
    expect(await isInterrupted({ __urn: `${urn}-other` })).toBe(false);
    expect(await isInterrupted({ __organization: "another" })).toBe(false);
    expect(await isInterrupted()).toBe(true);
  });

  test("is not known in another account, nor with another backend", async () => {
    await beginAndDie();
    vi.stubEnv("PULUMI_BACKEND_URL", "file:///elsewhere");
    expect(await isInterrupted()).toBe(false);
    vi.unstubAllEnvs();
    let known: unknown;
    const provider = await inNewProcess({
      reconcile: ({ note }, desired) => {
        known = note;
        return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
      },
    });
    await configure(provider, { account: "another", token: "account-token" });
    await provider.create({ ...checked, __urn: urn });
    expect(known).toBeUndefined();
    expect(await isInterrupted()).toBe(true);
  });

  test("holds the id as soon as the vendor has answered, and what was asked for", async () => {
    const dying = await inNewProcess({
      reconcile: ({ begin, made }) => {
        begin({ color: "red" });
        made("w7");
        return new Promise(() => undefined);
      },
    });
    void dying.create({ ...checked, __urn: urn });
    await Promise.resolve();
    let known: unknown;
    const provider = await inNewProcess({
      reconcile: ({ note }, desired) => {
        known = note;
        return Promise.resolve({ id: "w7", inputs: desired, outputs: { serial: null } });
      },
    });
    await provider.create({ ...checked, __urn: urn });
    expect(known).toMatchObject({ id: "w7", asked: hashesOf({ color: "red" }) });
  });

  test("is still known after checks, diffs and reads, which end no creation", async () => {
    await beginAndDie();
    const state = { ...checked, __urn: urn };
    await (await inNewProcess()).check({}, state);
    await (await inNewProcess()).check(state, state);
    await (await inNewProcess()).diff("w", state, state);
    await (await inNewProcess()).read("w", state);
    expect(await isInterrupted()).toBe(true);
  });

  test("is no longer known once a creation has succeeded", async () => {
    await beginAndDie();
    expect(await isInterrupted()).toBe(true);
    expect(await isInterrupted()).toBe(false);
  });

  test("is no longer known once the resource is deleted", async () => {
    await beginAndDie();
    await (await inNewProcess()).delete("w", { ...checked, __urn: urn });
    expect(await isInterrupted()).toBe(false);
  });

  test("is still known when the next creation fails without having learned of the object", async () => {
    await beginAndDie();
    const provider = await inNewProcess({ reconcile: failing });
    await rejection(provider.create({ ...checked, __urn: urn }));
    expect(await isInterrupted()).toBe(true);
  });

  test("is no longer known when the next creation fails with the object in state", async () => {
    await beginAndDie();
    const provider = await inNewProcess({
      reconcile: ({ checkpoint }) => {
        checkpoint({ id: "w", inputs: {}, outputs: {} });
        return Promise.reject(new Error("half"));
      },
    });
    await rejection(provider.create({ ...checked, __urn: urn }));
    expect(await isInterrupted()).toBe(false);
  });
});

describe("a creation whose process was not killed", () => {
  test("leaves no note when it failed without an object", async () => {
    const provider = await inNewProcess({ reconcile: failing });
    await rejection(provider.create({ ...checked, __urn: urn }));
    expect(await isInterrupted()).toBe(false);
  });

  test("leaves no note when it succeeded: later it would name an object that the state may no longer hold", async () => {
    const provider = await inNewProcess({
      reconcile: ({ begin, made }, desired) => {
        begin();
        made("w");
        return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
      },
    });
    await provider.create({ ...checked, __urn: urn });
    expect(await isInterrupted()).toBe(false);
  });
});

describe("an update that began to create something", () => {
  const state = () => ({ ...checked, __urn: urn });
  const beginning: WidgetDefinition["reconcile"] = ({ begin, leftOpen }) => {
    begin();
    leftOpen();
    return Promise.reject(new Error("cut off"));
  };

  /** What an update in a new process knows of earlier ones; it succeeds. */
  async function isUpdateInterrupted(): Promise<boolean | undefined> {
    let known: boolean | undefined;
    const provider = await inNewProcess({
      reconcile: ({ note }, desired) => {
        known = note !== undefined;
        return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
      },
    });
    await provider.diff("w", state(), { ...state(), label: "second" });
    await provider.update("w", state(), state());
    return known;
  }

  test("leaves its note to the next update, past the diff before it", async () => {
    const provider = await inNewProcess({ reconcile: beginning });
    await rejection(provider.update("w", state(), state()));
    expect(await isUpdateInterrupted()).toBe(true);
  });

  test("is forgotten once an update has succeeded", async () => {
    const provider = await inNewProcess({ reconcile: beginning });
    await rejection(provider.update("w", state(), state()));
    await isUpdateInterrupted();
    expect(await isUpdateInterrupted()).toBe(false);
  });
});

test("a creation whose effect is open leaves its note, also when a later failure is certain", async () => {
  const provider = await inNewProcess({
    reconcile: ({ begin, leftOpen }) => {
      begin();
      leftOpen();
      return Promise.reject(new Error("the look at it was refused"));
    },
  });
  await rejection(provider.create({ ...checked, __urn: urn }));
  expect(await isInterrupted()).toBe(true);
});

test("a resource that no class of this package declared leaves no notes", async () => {
  const begun = { ...checked, __urn: undefined };
  const provider = await inNewProcess({
    reconcile: ({ begin, note, urn: known }, desired) => {
      begin();
      expect([note, known]).toEqual([undefined, undefined]);
      return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
    },
  });
  await provider.create(begun);
  await provider.create(begun);
});
