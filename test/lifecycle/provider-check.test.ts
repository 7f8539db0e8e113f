import "../support/home";
import { describe, expect, test } from "vitest";
import { createProvider } from "../../src/lifecycle/provider";
import { unknownValue } from "../../src/lifecycle/unknown";
import { checked, configure, internals, program, widget } from "../support/widget";

describe("a check of good inputs", () => {
  test("gives them in normal form, with defaults, and with what the engine and the class added", async () => {
    const outcome = await createProvider(widget()).check({}, program);
    expect(outcome).toEqual({ inputs: checked, failures: [] });
  });

  test("leaves no trace of fields that were not given", async () => {
    const { inputs } = await createProvider(widget()).check({}, program);
    expect(Object.keys(inputs).sort()).toEqual([
      "__owner",
      "__provider",
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
      'members[1]: "a" stands in the list already, at [0]',
      `members[2]: "" is not accepted. Accepted: a member's name`,
    ]);
  });

  test("gives the inputs back as they came", async () => {
    const bad = { ...program, color: "blue" };
    expect((await createProvider(widget()).check({}, bad)).inputs).toEqual(bad);
  });

  test("never shows a secret, nor anything that may hold one", async () => {
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

  test("does not look at the account's view of them", async () => {
    const provider = createProvider(widget({ vet: () => ["a complaint"] }));
    await configure(provider, { account: "check-bad", token: "account-token" });
    const { failures } = await provider.check({}, { ...program, color: "blue" });
    expect(failures).toHaveLength(1);
  });
});

describe("what the account knows of good inputs", () => {
  const seen: unknown[] = [];
  const definition = widget({
    vet: (account, owner, desired, old) => {
      seen.push({ account: account.fingerprint, owner, desired, old });
      return ["label: somebody else has it"];
    },
  });

  test("becomes failures", async () => {
    const provider = createProvider(definition);
    await configure(provider, { account: "vet", token: "account-token" });
    const { inputs, failures } = await provider.check({}, program);
    expect(failures).toEqual([{ property: "", reason: "label: somebody else has it" }]);
    expect(inputs).toEqual(checked);
    expect(seen.pop()).toEqual({
      account: "acme-vet",
      owner: "project/stack/widget",
      desired: { label: "first", color: "red", members: ["a", "b"], movable: false },
      old: undefined,
    });
  });

  test("is asked without the old inputs: they may be those of an object that made room for this one", async () => {
    const provider = createProvider(definition);
    await configure(provider, { account: "vet", token: "account-token" });
    await provider.check({ ...checked, label: "before" }, program);
    expect(seen.pop()).toMatchObject({ old: undefined });
  });

  test("is not asked without settings, nor for a resource of unknown owner", async () => {
    const asked = seen.length;
    await createProvider(definition).check({}, program);
    const provider = createProvider(definition);
    await configure(provider, { account: "vet", token: "account-token" });
    const { failures } = await provider.check({}, { ...program, __owner: undefined });
    expect(failures).toEqual([]);
    expect(seen).toHaveLength(asked);
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
