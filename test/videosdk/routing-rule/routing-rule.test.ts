import { describe, expect, test } from "vitest";
import { unknownValue } from "../../../src/lifecycle/unknown";
import { difference } from "../../../src/lifecycle/diff";
import { videosdk } from "../../../src/runtime";
import { routingRule } from "../../../src/videosdk/routing-rule/definition";
import { rejection } from "../../support/transport";
import { first, second, startBench, third } from "../../support/videosdk-account";
import { checked, Life, problemsIn } from "../../support/videosdk-life";
import { Dashboard } from "../../support/vendor-view";

const least = { name: "Desk", type: "inbound", phoneNumbers: [first], agentId: "ag_abcdef" } as const;
const desired = routingRule.schema.parse(least);
const collection = "/v2/sip/routing-rule";

/** A simulator with three numbers. */
async function start(behaviour: Parameters<typeof Life.start>[1] = {}) {
  const life = await Life.start(routingRule, behaviour);
  await new Dashboard(life.bench.simulator).create([first, second, third]);
  life.bench.requests();
  return life;
}

describe("the inputs", () => {
  test("are refused with every problem at once, what fields say of each other included", () => {
    const bad = {
      name: "",
      type: "inbound",
      phoneNumbers: ["911", first, first],
      room: { type: "static", id: "ag_abcdef", prefix: "random" },
      agentMetadata: { a: 1 },
      includeHeaders: "SOME",
      headers: { "X-A": "1" },
      headersToAttributes: { "X A": "a" },
      allowedNumbers: ["everybody"],
      dtfm: true,
    };
    expect(problemsIn(routingRule, bad).map((problem) => problem.split(":")[0])).toEqual([
      ...["name", "phoneNumbers[0]", "phoneNumbers[2]", "room.prefix", "room.id", "includeHeaders"],
      ...["headersToAttributes", "allowedNumbers[0]", "dtfm", "headers", "agentMetadata"],
    ]);
  });

  test.each(["", "a b", "rr_abcdef", "https://example.com"])("have no agent with the id %j", (agentId) => {
    expect(problemsIn(routingRule, { ...least, agentId })).toEqual([
      expect.stringMatching(/^agentId: .*the id of an agent/),
    ]);
  });

  test.each(["ag_abcdef", "MyTelephonyAgent", unknownValue])(
    "may have an agent with the id %j",
    (agentId) => {
      expect(problemsIn(routingRule, { ...least, agentId })).toEqual([]);
    },
  );

  test("are warned of where calls end nowhere, own numbers are callers, or a header is SIP's own", () => {
    expect(routingRule.cautions?.(desired)).toEqual([]);
    const odd = {
      name: "Desk",
      type: "outbound",
      phoneNumbers: [first],
      allowedNumbers: [first],
      headers: { Via: "x" },
    };
    expect(routingRule.cautions?.(routingRule.schema.parse(odd))).toEqual([
      expect.stringMatching(/^it has neither a room nor an agentId/),
      expect.stringMatching(/^allowedNumbers: .*own numbers.*callers/),
      expect.stringMatching(/^headers: Via is a header that SIP needs/),
    ]);
  });
});

describe("a rule", () => {
  test("takes two requests to create, two to change, one to read and two to delete", async () => {
    const life = await start();
    const made = await life.up(desired);
    const list = `GET ${collection}?search=${first.slice(1)}&page=1&perPage=100`;
    expect(life.bench.requests()).toEqual([list, `POST ${collection}`]);
    const one = `${collection}/${made.id}`;
    await life.up({ ...desired, tags: ["a"] }, made);
    expect(life.bench.requests()).toEqual([`GET ${one}`, `PATCH ${one}`]);
    await life.read(made);
    await life.remove(made);
    expect(life.bench.requests()).toEqual([`GET ${one}`, `GET ${one}`, `DELETE ${one}`]);
    expect(life.bench.simulator.state().videosdk.phoneNumbers).toHaveLength(3);
  });

  test.each([
    {},
    { ruleSearch: "plain" },
    { nullCollections: false },
    { notFoundStatus: 402 },
    { numberForm: "integer" },
  ] as const)("has nothing to do after it was created, where VideoSDK is %j", async (behaviour) => {
    const life = await start(behaviour);
    const made = await life.up(desired);
    life.bench.requests();
    expect(await life.up(desired, made)).toEqual(made);
    expect(life.bench.requests()).toEqual([`GET ${collection}/${made.id}`]);
    expect(made.outputs.effective).toEqual({ room: null, agentId: "ag_abcdef", includeHeaders: "NONE" });
  });

  test.each([
    [{ agentId: undefined }, ["agentId"]],
    [{ agentId: "other" }, []],
    [{ room: { type: "static", id: "r" } }, ["room"]],
    [{ room: { type: "dynamic", prefix: "random", pin: "2" } }, []],
    [{ room: undefined }, ["room"]],
    [{ type: "outbound" }, ["type"]],
    [{ includeHeaders: undefined, tags: [] }, []],
  ])("with another %j is replaced because of %j", (changes, replaces) => {
    const whole = { ...desired, room: { type: "static" as const, id: "r", pin: "1" }, tags: ["a"] };
    const old = { id: "rr", inputs: whole, outputs: {} };
    expect(difference(routingRule, { old, desired: { ...whole, ...changes } as never }).replaces).toEqual(
      replaces,
    );
  });

  test("whose lists VideoSDK does not empty is an error that names them, and stays different", async () => {
    const life = await start({ emptyCollections: "ignore" });
    const made = await life.up({ ...desired, allowedNumbers: ["+91*"] });
    const { message } = await rejection(life.up(desired, made));
    expect(message).toMatch(/without making a change of allowedNumbers\..*replace the rule/);
    expect(await life.read(made)).toMatchObject({ inputs: { allowedNumbers: ["+91*"] } });
  });

  test("is deleted where VideoSDK answers that somebody else changed it, a few times", async () => {
    const life = await start({ ruleDeleteConflicts: 3 });
    const made = await life.up(desired);
    expect(await life.remove(made)).toBe(true);
    const stubborn = await start({ ruleDeleteConflicts: 9 });
    const other = await stubborn.up(desired);
    expect((await rejection(stubborn.remove(other))).message).toContain("HTTP 409");
  });

  test("with a number that another one has is not created or changed; the error names that one", async () => {
    const life = await start();
    const { id } = await life.up({ ...desired, phoneNumbers: [first, second] });
    const taken = `routing rule ${id} has a number of ${first} already`;
    expect((await rejection(life.up(desired))).message).toContain(taken);
    const own = await life.up({ ...desired, phoneNumbers: [third] });
    const both = { ...desired, phoneNumbers: [first, third] };
    expect((await rejection(life.up(both, own))).message).toContain(`routing rule ${id} has a number of`);
    expect((await rejection(life.up({ ...desired, adopt: id }))).message).toContain("does not have");
    expect(life.bench.simulator.state().videosdk.routingRules).toHaveLength(2);
  });

  test("with exactly these numbers is adopted, an outbound one by its name too", async () => {
    const life = await start();
    const { id } = await life.up(desired);
    expect(await life.up({ ...desired, name: "Other", adopt: id })).toMatchObject({
      id,
      inputs: { name: "Other" },
    });
    const outbound = { ...desired, type: "outbound" as const };
    const out = await life.up(outbound);
    expect((await rejection(life.up(outbound))).message).toContain(
      `routing rule ${out.id} has the name "Desk"`,
    );
    expect(await life.up({ ...outbound, adopt: out.id, tags: ["a"] })).toMatchObject({ id: out.id });
  });

  test("that another owner marked is taken by its id only; a rule without a mark by adopt: true", async () => {
    const life = await start();
    const mine = await life.up({ ...desired, tags: ["a"] });
    const shown = () => life.bench.simulator.state().videosdk.routingRules[0]?.tags;
    expect(shown()).toEqual(["a", expect.stringMatching(/^pulumi-sip:[0-9a-f]{16}$/)]);
    expect(mine.inputs.tags).toEqual(["a"]);
    expect((await rejection(life.up({ ...desired, adopt: true }))).message).toContain("mark of an owner");
    await life.up({ ...desired, adopt: mine.id });
    expect((await rejection(life.remove(mine))).message).toContain("mark of another owner");
    await new Dashboard(life.bench.simulator).send("PATCH", `${collection}/${mine.id}`, { tags: [] });
    expect(await life.up({ ...desired, adopt: true })).toMatchObject({ id: mine.id });
    // It was equal but for the mark, and nothing was sent for that alone.
    expect(shown()).toEqual([]);
  });
});

test("a number in two inbound rules of a program is an error that names both; in an outbound one it is none", async () => {
  const outbound = { ...least, type: "outbound" };
  const program = {
    one: least,
    two: { ...least, phoneNumbers: [second, first] },
    out: outbound,
    twin: outbound,
  };
  expect(await checked(videosdk.RoutingRule, await startBench(), program)).toEqual({
    one: [],
    two: [expect.stringMatching(/^phoneNumbers: \+14155550100 is in another inbound RoutingRule .*::one\)/)],
    out: [],
    twin: [expect.stringMatching(/^name: another outbound RoutingRule .*::out\)/)],
  });
});
