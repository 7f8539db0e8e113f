import "../support/home";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Provider } from "../../src/lifecycle/provider";
import { rejection } from "../support/transport";
import { checked, configure, widget, type WidgetDefinition } from "../support/widget";

let names = 0;
let owner: string;
beforeEach(() => (owner = `project/stack/interrupted-${(names += 1)}`));

/** A provider in a process of its own: modules are loaded anew, and only what is on the disk is shared. */
async function inNewProcess(changes: Partial<WidgetDefinition> = {}): Promise<Provider> {
  vi.resetModules();
  const { createProvider } = await import("../../src/lifecycle/provider.js");
  const provider = createProvider(widget(changes));
  await configure(provider, { account: "interrupted", token: "account-token" });
  return provider;
}

/** What a creation in a new process is told of earlier ones. */
async function isInterrupted(ofOwner = owner): Promise<boolean> {
  let told: boolean | undefined;
  const provider = await inNewProcess({
    reconcile: ({ interrupted }, desired) => {
      told = interrupted;
      return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
    },
  });
  await provider.create({ ...checked, __owner: ofOwner });
  if (told === undefined) throw new Error("nothing was reconciled");
  return told;
}

/** Begins a creation in a process that is killed before its end. */
async function beginAndDie(): Promise<void> {
  const provider = await inNewProcess({
    reconcile: ({ begin }) => {
      begin();
      return new Promise(() => undefined);
    },
  });
  void provider.create({ ...checked, __owner: owner });
  await Promise.resolve();
}

const failing: WidgetDefinition["reconcile"] = ({ begin }) => {
  begin();
  return Promise.reject(new Error("refused"));
};

describe("a creation whose process was killed", () => {
  test("is known to the next creation of the same resource, and of no other", async () => {
    await beginAndDie();
    expect(await isInterrupted(`${owner}-other`)).toBe(false);
    expect(await isInterrupted()).toBe(true);
  });

  test("is known until state is seen to hold the object: a diff, or a read", async () => {
    await beginAndDie();
    const state = { ...checked, __owner: owner };
    await (await inNewProcess()).diff("w", state, state);
    expect(await isInterrupted()).toBe(false);
    await beginAndDie();
    await (await inNewProcess()).read("w", state);
    expect(await isInterrupted()).toBe(false);
  });

  test("is still known after a check, whose old inputs may be of an object that is gone", async () => {
    await beginAndDie();
    const state = { ...checked, __owner: owner };
    await (await inNewProcess()).check({}, state);
    await (await inNewProcess()).check(state, state);
    expect(await isInterrupted()).toBe(true);
  });

  test("is still known after a diff that replaces: the old object may be gone since the run that was cut off", async () => {
    await beginAndDie();
    const state = { ...checked, __owner: owner };
    await (await inNewProcess()).diff("w", state, { ...state, color: "green" });
    expect(await isInterrupted()).toBe(true);
  });

  test("is known no more once it is settled that the object does not exist", async () => {
    await beginAndDie();
    const provider = await inNewProcess({
      reconcile: ({ settle }) => {
        settle();
        return Promise.reject(new Error("refused"));
      },
    });
    await rejection(provider.create({ ...checked, __owner: owner }));
    expect(await isInterrupted()).toBe(false);
  });

  test("is known no more once the resource is deleted", async () => {
    await beginAndDie();
    await (await inNewProcess()).delete("w", { ...checked, __owner: owner });
    expect(await isInterrupted()).toBe(false);
  });

  test("is still known when the next creation fails without having learnt of the object", async () => {
    await beginAndDie();
    const provider = await inNewProcess({ reconcile: failing });
    await rejection(provider.create({ ...checked, __owner: owner }));
    expect(await isInterrupted()).toBe(true);
  });

  test("is known no more when the next creation fails with the object in state", async () => {
    await beginAndDie();
    const provider = await inNewProcess({
      reconcile: ({ checkpoint }) => {
        checkpoint({ id: "w", inputs: {}, outputs: {} });
        return Promise.reject(new Error("half"));
      },
    });
    await rejection(provider.create({ ...checked, __owner: owner }));
    expect(await isInterrupted()).toBe(false);
  });
});

describe("a creation whose process lived", () => {
  test("leaves no note when it failed without an object", async () => {
    const provider = await inNewProcess({ reconcile: failing });
    await rejection(provider.create({ ...checked, __owner: owner }));
    expect(await isInterrupted()).toBe(false);
  });

  test("leaves its note when it succeeded, because the engine may not have recorded it yet", async () => {
    const provider = await inNewProcess({
      reconcile: ({ begin }, desired) => {
        begin();
        return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
      },
    });
    await provider.create({ ...checked, __owner: owner });
    expect(await isInterrupted()).toBe(true);
  });
});

describe("an update that began to create something", () => {
  const state = () => ({ ...checked, __owner: owner });
  const beginning: WidgetDefinition["reconcile"] = ({ begin }) => {
    begin();
    return Promise.reject(new Error("cut off"));
  };

  /** What an update in a new process is told of earlier ones; it succeeds. */
  async function isUpdateInterrupted(): Promise<boolean | undefined> {
    let told: boolean | undefined;
    const provider = await inNewProcess({
      reconcile: ({ interrupted }, desired) => {
        told = interrupted;
        return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
      },
    });
    await provider.diff("w", state(), { ...state(), label: "second" });
    await provider.update("w", state(), state());
    return told;
  }

  test("leaves its note to the next update, past the diff before it, and to no creation", async () => {
    const provider = await inNewProcess({ reconcile: beginning });
    await rejection(provider.update("w", state(), state()));
    expect(await isInterrupted()).toBe(false);
    expect(await isUpdateInterrupted()).toBe(true);
  });

  test("is forgotten once an update has succeeded", async () => {
    const provider = await inNewProcess({ reconcile: beginning });
    await rejection(provider.update("w", state(), state()));
    await isUpdateInterrupted();
    expect(await isUpdateInterrupted()).toBe(false);
  });
});

test("a creation of which nobody could find out whether it happened leaves its note", async () => {
  vi.resetModules();
  const { createProvider } = await import("../../src/lifecycle/provider.js");
  const { UncertainCreation } = await import("../../src/lifecycle/outcome.js");
  const reconcile: WidgetDefinition["reconcile"] = ({ begin }) => {
    begin();
    return Promise.reject(new UncertainCreation("nobody knows"));
  };
  const provider = createProvider(widget({ reconcile }));
  await configure(provider, { account: "interrupted", token: "account-token" });
  await rejection(provider.create({ ...checked, __owner: owner }));
  expect(await isInterrupted()).toBe(true);
});

test("a resource that no class of this package declared leaves no notes", async () => {
  const begun = { ...checked, __owner: undefined };
  const provider = await inNewProcess({
    reconcile: ({ begin, interrupted, owner: told }, desired) => {
      begin();
      expect([interrupted, told]).toEqual([false, undefined]);
      return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
    },
  });
  await provider.create(begun);
  await provider.create(begun);
});
