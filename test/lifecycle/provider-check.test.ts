import "../support/home";
import { describe, expect, test } from "vitest";
import { uniqueValue } from "../../src/lifecycle/claims";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { createProvider } from "../../src/lifecycle/provider";
import { unknownValue } from "../../src/lifecycle/unknown";
import { checked, configure, internals, program, widget } from "../support/widget";

describe("a check of good inputs", () => {
  test("returns them in normal form, with defaults, and with what the engine and the class added", async () => {
    const outcome = await createProvider(widget()).check({}, program);
    expect(outcome).toEqual({ inputs: checked, failures: [] });
  });

  test("returns no field that was not given", async () => {
    const { inputs } = await createProvider(widget()).check({}, program);
    expect(Object.keys(inputs).sort()).toEqual([
      "__provider",
      "__urn",
      "color",
      "label",
      "members",
      "movable",
    ]);
  });

  test("needs no settings and asks for no account", async () => {
    const definition = widget();
    await createProvider(definition).check({}, program);
    expect(definition.vendor.connected).toEqual([]);
  });

  test("passes values that are not known yet at every depth", async () => {
    const unknown = {
      ...internals,
      label: unknownValue,
      color: unknownValue,
      members: ["z", unknownValue, "a"],
      movable: unknownValue,
      auth: { user: unknownValue, password: unknownValue },
    };
    const { inputs, failures } = await createProvider(widget()).check({}, unknown);
    expect(failures).toEqual([]);
    expect(inputs).toEqual(unknown);
  });

  test("is itself good input: a second check changes nothing", async () => {
    const provider = createProvider(widget());
    const { inputs } = await provider.check({}, program);
    expect(await provider.check({}, inputs)).toEqual({ inputs, failures: [] });
  });
});

describe("a check of bad inputs", () => {
  test("reports every problem at once, each naming its field, under an empty property", async () => {
    const bad = { ...internals, label: " ", color: "blue", members: ["a", "a", ""], lable: "x" };
    const { failures } = await createProvider(widget()).check({}, bad);
    expect(failures.map(({ property }) => property)).toEqual(["", "", "", "", ""]);
    expect(failures.map(({ reason }) => reason).sort()).toEqual([
      'color: "blue" is not accepted. Accepted: red, green',
      'label: " " is not accepted. Accepted: a text that is not empty',
      "lable: is not a field here; the nearest is label. Accepted: label, color, members, movable, note, auth",
      'members[1]: "a" is a duplicate of the entry at [0]',
      `members[2]: "" is not accepted. Accepted: a member's name`,
    ]);
  });

  test("returns the inputs as they came", async () => {
    const bad = { ...program, color: "blue" };
    expect((await createProvider(widget()).check({}, bad)).inputs).toEqual(bad);
  });

  test("never shows a secret, nor a value that may hold one", async () => {
    const provider = createProvider(widget());
    const secrets = [
      { user: "u", password: 1234567 },
      "u:hunter2",
      ["hunter2"],
      { user: 9, password: "hunter2" },
    ];
    for (const auth of secrets) {
      const { failures } = await provider.check({}, { ...program, auth });
      expect(failures).toHaveLength(1);
      expect(JSON.stringify(failures)).not.toMatch(/hunter2|1234567/);
      expect(failures[0]?.reason).toMatch(/^auth/);
    }
  });

  test("does not ask the account about them", async () => {
    const provider = createProvider(widget({ problems: () => ["a complaint"] }));
    await configure(provider, { account: "check-bad", token: "account-token" });
    const { failures } = await provider.check({}, { ...program, color: "blue" });
    expect(failures).toHaveLength(1);
  });
});

describe("what the account knows of good inputs", () => {
  const seen: unknown[] = [];
  const definition = widget({
    problems: (account, desired, prior) => {
      seen.push({ account: account.fingerprint, desired, prior });
      return ["label: another client has it"];
    },
  });

  test("becomes failures", async () => {
    const provider = createProvider(definition);
    await configure(provider, { account: "problems", token: "account-token" });
    const { inputs, failures } = await provider.check({}, program);
    expect(failures).toEqual([{ property: "", reason: "label: another client has it" }]);
    expect(inputs).toEqual(checked);
    expect(seen.pop()).toEqual({
      account: "acme-problems",
      desired: { label: "first", color: "red", members: ["a", "b"], movable: false },
      prior: undefined,
    });
  });

  test("is asked without the old inputs: they may be those of an object that was deleted to be replaced by this one", async () => {
    const provider = createProvider(definition);
    await configure(provider, { account: "problems", token: "account-token" });
    await provider.check({ ...checked, label: "before" }, program);
    expect(seen.pop()).toMatchObject({ prior: undefined });
  });

  test("is not asked without settings", async () => {
    const asked = seen.length;
    const { failures } = await createProvider(definition).check({}, program);
    expect(failures).toEqual([]);
    expect(seen).toHaveLength(asked);
  });
});

describe("what another resource of the program wants too", () => {
  const definition = widget({ claims: ({ label }) => uniqueValue("Widget", "label", label) });
  const [one, other] = ["urn:pulumi:s::p::c$acme:Widget::w", "urn:pulumi:s::p::d$acme:Widget::w"];

  async function connected(account: string): Promise<Provider> {
    const provider = createProvider(definition);
    await configure(provider, { account, token: "account-token" });
    return provider;
  }

  test("is a failure that names it by its URN, parents included", async () => {
    const provider = await connected("claims");
    expect((await provider.check({}, { ...program, __urn: one })).failures).toEqual([]);
    expect((await provider.check({}, { ...program, __urn: other })).failures).toEqual([
      { property: "", reason: `label: another Widget of this program (${one}) has first already` },
    ]);
  });

  test("is none for the same resource, whose check the engine repeats", async () => {
    const provider = await connected("claims-again");
    for (const olds of [{}, checked, {}])
      expect((await provider.check(olds, { ...program, __urn: one })).failures).toEqual([]);
  });

  test("is none for a resource that no class of this package declared", async () => {
    const provider = await connected("claims-unnamed");
    await provider.check({}, { ...program, __urn: one });
    expect((await provider.check({}, { ...program, __urn: undefined })).failures).toEqual([]);
  });

  test("is none in another account", async () => {
    const [here, there] = [await connected("claims-here"), await connected("claims-there")];
    await here.check({}, { ...program, __urn: one });
    expect((await there.check({}, { ...program, __urn: other })).failures).toEqual([]);
  });
});

describe("a definition whose schema depends on what the object has", () => {
  const plain = widget();
  const definition = widget({
    schemaFor: ({ color }) =>
      color === "blue" ? plain.schema.transform((inputs) => ({ ...inputs, color })) : plain.schema,
  });

  test("is asked with the old inputs, of which a new resource has none", async () => {
    const provider = createProvider(definition);
    expect((await provider.check({}, program)).inputs).toEqual(checked);
    const old = { ...checked, color: "blue" };
    expect((await provider.check(old, program)).inputs).toEqual({ ...checked, color: "blue" });
  });
});
