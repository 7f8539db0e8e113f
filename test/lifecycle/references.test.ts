import "../support/home";
import { describe, expect, test } from "vitest";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { createProvider } from "../../src/lifecycle/provider";
import { referenceTo } from "../../src/lifecycle/references";
import { unknownValue } from "../../src/lifecycle/unknown";
import { checked, configure, internals, program, widget, type WidgetDefinition } from "../support/widget";

const urnOf = (name: string): string => `urn:pulumi:dev::shop::acme:Widget::${name}`;
const inputs = (name: string, changes: object = {}) => ({ ...program, ...changes, __urn: urnOf(name) });
const advice = "Pass an output of that resource in place of the id, so that the field follows it";

/** A class whose `note` is the id of a widget. */
async function start(changes: Partial<WidgetDefinition> = {}): Promise<Provider> {
  const provider = createProvider(widget({ refersTo: ({ note }) => referenceTo("note", note), ...changes }));
  await configure(provider, { account: "here", token: "t" });
  return provider;
}

/** A widget that an earlier run made: this one has not asked about it yet. */
async function made(provider: Provider, name: string) {
  const { id, outs } = await provider.create({ ...checked, __urn: urnOf(name) });
  return { id, olds: { ...internals, ...outs, __urn: urnOf(name) } };
}

async function reasons(provider: Provider, name: string, note: unknown): Promise<string[]> {
  const { failures } = await provider.check({}, inputs(name, { note }));
  return failures.map(({ reason }) => reason);
}

describe("an object that another resource of the program names by its id", () => {
  test("is not deleted", async () => {
    const provider = await start();
    const { id, olds } = await made(provider, "line");
    await reasons(provider, "user", id);
    await expect(provider.delete(id, olds)).rejects.toThrow(
      `${id} is not deleted: ${urnOf("user")} of this program names it by its id`,
    );
    expect(await provider.read(id, olds)).toMatchObject({ id });
  });

  test("is deleted once the resource no longer names it", async () => {
    const provider = await start();
    const { id, olds } = await made(provider, "line");
    await reasons(provider, "user", id);
    await reasons(provider, "user", "another");
    await provider.delete(id, olds);
    expect(await provider.read(id, olds)).toEqual({});
  });

  test("is not replaced: the preview names both, whichever the engine asks about first", async () => {
    const provider = await start();
    const { id, olds } = await made(provider, "line");
    const news = (await provider.check(olds, inputs("line", { color: "green" }))).inputs;
    await reasons(provider, "user", id);
    await expect(provider.diff(id, olds, news)).rejects.toThrow(
      `${id} is to be replaced, and ${urnOf("user")} names it by its id. ${advice}`,
    );
    expect(await reasons(provider, "user", id)).toEqual([
      `note: ${id} is to be replaced (${urnOf("line")}). ${advice}`,
    ]);
  });

  test("may be named by several, by a value that is not known yet, and by one that names another then", async () => {
    const provider = await start();
    const { id } = await made(provider, "line");
    expect(await reasons(provider, "first", id)).toEqual([]);
    expect(await reasons(provider, "second", id)).toEqual([]);
    expect(await reasons(provider, "first", unknownValue)).toEqual([]);
    expect(await reasons(provider, "first", "another")).toEqual([]);
    expect(await reasons(provider, "third", id)).toEqual([]);
  });
});
