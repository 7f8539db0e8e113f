import "../support/home";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Known } from "../../src/lifecycle/definition";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { createProvider } from "../../src/lifecycle/provider";
import { rejection } from "../support/transport";
import {
  checked,
  configure,
  internals,
  widget,
  type WidgetDefinition,
  type WidgetInputs,
  type WidgetOperation,
  type WidgetOutputs,
} from "../support/widget";

let names = 0;
let name: string;
beforeEach(() => (name = `operations-${(names += 1)}`));
afterEach(() => vi.restoreAllMocks());

/** A provider of widgets in an account that only this test uses. */
async function connected(changes: Partial<WidgetDefinition> = {}): Promise<Provider> {
  const provider = createProvider(widget(changes));
  await configure(provider, { account: name, token: "account-token" });
  return provider;
}

/** The inputs without what the engine and the class add. */
const { __urn, __provider, ...plain } = checked;

describe("a creation", () => {
  test("returns the id and what state must hold: inputs, outputs, account, provider's text and URN", async () => {
    expect(await (await connected()).create(checked)).toEqual({
      id: "widget-1",
      outs: { ...checked, serial: "serial of widget-1", account: `acme-${name}` },
    });
    expect([__urn, __provider]).toEqual([internals.__urn, internals.__provider]);
  });

  test("holds nothing undefined, whatever the vendor left out", async () => {
    const provider = await connected({
      reconcile: (_operation, desired) =>
        Promise.resolve({
          id: "w",
          inputs: { ...desired, note: undefined },
          outputs: { serial: undefined as never },
        }),
    });
    const { outs } = await provider.create(checked);
    expect(outs).toStrictEqual({ ...checked, serial: null, account: `acme-${name}` });
  });

  test("gets its URN, and nothing else that only the lifecycle reads", async () => {
    const seen: { operation: WidgetOperation; desired: WidgetInputs; prior: unknown }[] = [];
    const provider = await connected({
      reconcile: (operation, desired, prior) => {
        seen.push({ operation, desired, prior });
        return Promise.resolve({ id: "w", inputs: desired, outputs: { serial: null } });
      },
    });
    await provider.create(checked);
    expect(seen[0]?.desired).toEqual(plain);
    expect(seen[0]?.prior).toBeUndefined();
    expect(seen[0]?.operation).toMatchObject({ urn: __urn, note: undefined, replacing: false });
  });
});

describe("an update", () => {
  test("is given what state knows, split into inputs and outputs", async () => {
    let seen: unknown;
    const provider = await connected({
      reconcile: (_operation, desired, prior) => {
        seen = prior;
        return Promise.resolve({ id: "w1", inputs: desired, outputs: { serial: "new" } });
      },
    });
    const olds = { ...checked, serial: "old", account: `acme-${name}` };
    const { outs } = await provider.update("w1", olds, { ...checked, label: "second" });
    expect(seen).toEqual({ id: "w1", inputs: plain, outputs: { serial: "old" } });
    expect(outs).toEqual({ ...checked, label: "second", serial: "new", account: `acme-${name}` });
  });

  test("takes the provider's text and the owner from the new inputs", async () => {
    const provider = await connected();
    const news = { ...checked, __provider: "new text", __urn: "project/stack/new" };
    const { outs } = await provider.update("w1", checked, news);
    expect(outs).toMatchObject({ __provider: "new text", __urn: "project/stack/new" });
  });
});

describe("a read", () => {
  test("returns the object, and the inputs that would have led to it", async () => {
    const provider = await connected();
    const { id, outs } = await provider.create(checked);
    const answer = await provider.read(id, outs);
    expect(answer).toEqual({ id, props: outs, inputs: checked });
  });

  test("works from an id alone", async () => {
    const provider = await connected();
    const { id } = await provider.create(checked);
    const answer = await provider.read(id, { __provider });
    expect(answer.inputs).toEqual({ ...plain, __provider });
    expect(answer.props).toMatchObject({ serial: `serial of ${id}`, account: `acme-${name}` });
  });

  test("returns an empty answer when the vendor says that the object is gone", async () => {
    const state = { ...checked, account: `acme-${name}` };
    expect(await (await connected()).read("gone", state)).toEqual({});
  });

  test("fails when it is another account that does not know the object", async () => {
    const provider = await connected();
    const error = await rejection(provider.read("w9", { ...checked, account: "acme-other" }));
    expect(error.message).toContain("acme Widget: read failed: w9 is not known in the account");
    expect(error.message).toContain(`(acme-${name})`);
    expect(error.message).toContain("(acme-other)");
    expect(error.message).toContain("pulumi state delete");
  });

  test("accepts that the object is gone when state does not name an account", async () => {
    expect(await (await connected()).read("gone", checked)).toEqual({});
  });
});

describe("a deletion", () => {
  test("removes the object", async () => {
    const provider = await connected();
    const { id, outs } = await provider.create(checked);
    await provider.delete(id, outs);
    expect(await provider.read(id, outs)).toEqual({});
  });

  test("of an object that a resource of this run has is not done, with a warning that names that resource", async () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const provider = await connected();
    const { id, outs } = await provider.create(checked);
    const renamed = { ...checked, __urn: "urn:pulumi:stack::project::acme:Widget::renamed" };
    await provider.check(renamed, renamed);
    await provider.diff(id, outs, renamed);
    await provider.delete(id, outs);
    expect(await provider.read(id, outs)).toMatchObject({ id });
    expect(write.mock.calls).toEqual([[expect.stringContaining(`${id} is not deleted`)]]);
    expect(write.mock.calls[0]?.[0]).toContain("::renamed");
  });

  test("is not prevented by the diff of a refresh, before which nothing was checked", async () => {
    const provider = await connected();
    const { id, outs } = await provider.create(checked);
    await provider.diff(id, outs, checked);
    await provider.delete(id, outs);
    expect(await provider.read(id, outs)).toEqual({});
  });

  test("is not prevented by a diff with other inputs than the checked ones", async () => {
    const provider = await connected();
    const { id, outs } = await provider.create(checked);
    await provider.check(checked, checked);
    await provider.diff(id, outs, { ...checked, note: "of a resource that is deleted because of another" });
    await provider.delete(id, outs);
    expect(await provider.read(id, outs)).toEqual({});
  });

  test("of what is gone is a success", async () => {
    const state = { ...checked, account: `acme-${name}` };
    await expect((await connected()).delete("gone", state)).resolves.toBeUndefined();
  });

  test("of what another account does not know is a failure", async () => {
    const provider = await connected();
    const error = await rejection(provider.delete("w9", { ...checked, account: "acme-other" }));
    expect(error.message).toContain("acme Widget: delete failed: w9 is not known in the account");
  });

  test("knows whether it is half of a replacement: only when a diff of the same object said so", async () => {
    const seen: [string, boolean][] = [];
    const provider = await connected({
      remove: ({ replacing }, { id }) => {
        seen.push([id, replacing]);
        return Promise.resolve(true);
      },
    });
    await provider.diff("w1", checked, { ...checked, color: "green" });
    await provider.diff("w2", checked, { ...checked, label: "second" });
    await provider.delete("w1", checked);
    await provider.delete("w2", checked);
    await provider.delete("w3", checked);
    expect(seen).toEqual([
      ["w1", true],
      ["w2", false],
      ["w3", false],
    ]);
  });

  test("that is half of a replacement in another account leaves the object behind, and says so", async () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const provider = await connected({ accountChange: "replace" });
    const elsewhere = { ...checked, account: "acme-other" };
    await provider.diff("w9", elsewhere, checked);
    await provider.delete("w9", elsewhere);
    const [, left] = write.mock.calls.map(([text]) => String(text));
    expect(left).toContain(`w9 stays in the account acme-other`);
    const error = await rejection(provider.delete("w8", elsewhere));
    expect(error.message).toContain("w8 is not known in the account");
  });

  test("is given what state knows", async () => {
    let seen: Known<WidgetInputs, WidgetOutputs> | undefined;
    const provider = await connected({
      remove: (_operation, prior) => {
        seen = prior;
        return Promise.resolve(true);
      },
    });
    await provider.delete("w1", { ...checked, serial: "s" });
    expect(seen).toEqual({ id: "w1", inputs: plain, outputs: { serial: "s" } });
  });
});

test("a warning goes to standard error, with the resource it is about", async () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const provider = await connected({
    remove: ({ warn }) => {
      warn("it stays");
      return Promise.resolve(true);
    },
  });
  await provider.delete("w1", checked);
  expect(write.mock.calls).toEqual([["warning: acme Widget: it stays\n"]]);
});
