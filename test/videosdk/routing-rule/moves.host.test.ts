import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { World } from "../../faults/support/world.js";
import { phoneNumberSet, ref, type Declared, type Program } from "../../support/program.js";
import { openOutbound } from "../../support/samples.js";

const [first, second, third, fourth] = [
  "+14155550100",
  "+14155550101",
  "+14155550102",
  "+14155550103",
] as const;
const set = phoneNumberSet("numbers", {
  phoneNumbers: [first, second, third, fourth],
  inbound: { sipRegion: "us002" },
  outbound: openOutbound,
});

/** An inbound rule; it depends on the set, and on another rule if one is named. */
function rule(name: string, phoneNumbers: readonly string[], after?: string): Declared {
  const tags = after === undefined ? [] : [ref(after, "name")];
  const inputs = { name, type: "inbound", phoneNumbers, agentId: "ag_abcdef", tags, apiKey: undefined };
  return { vendor: "videosdk", type: "RoutingRule", name, inputs };
}

describe("a number that moves between two rules of a program", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    world.set({ "videosdk:maxRetries": "0" });
  });
  afterEach(() => world.end());

  const routed = (): Record<string, string[]> =>
    Object.fromEntries(
      world.sim.state().videosdk.routingRules.map(({ name, numbers }) => [name, [...numbers].sort()]),
    );
  const up = (...rules: Program) => world.stack.done(world.stack.up([set, ...rules]));

  test.each(["the one that loses it first", "the one that gets it first"])(
    "moves in one up: %s",
    async (order) => {
      const isFirst = order.startsWith("the one that loses");
      const inOrder = (...rules: Declared[]): Declared[] => (isFirst ? rules : rules.reverse());
      await up(...inOrder(rule("loser", [first, second]), rule("winner", [third])));
      await up(...inOrder(rule("loser", [first]), rule("winner", [second, third])));
      expect(routed()).toEqual({ loser: [first], winner: [second, third] });
      expect(
        (await world.stack.up([set, rule("loser", [first]), rule("winner", [second, third])])).writes,
      ).toEqual([]);
    },
  );

  test("is exchanged for another", async () => {
    await up(rule("one", [first, second]), rule("two", [third, fourth]));
    await up(rule("one", [first, third]), rule("two", [second, fourth]));
    expect(routed()).toEqual({ one: [first, third], two: [second, fourth] });
  });

  test.each([
    [false, { one: [second], two: [first] }, []],
    [true, { one: [first], two: [second] }, ["one", "two"]],
  ])(
    "is exchanged, the only one of each, where VideoSDK leaves a rule without a number; else the error says how (required: %j)",
    async (ruleNumbersRequired, after, failing) => {
      world.sim.configure({ videosdk: { ruleNumbersRequired } });
      await up(rule("one", [first]), rule("two", [second]));
      const swapped: Program = [set, rule("one", [second]), rule("two", [first])];
      const { errors } = await world.stack.up(swapped);
      expect(errors).toHaveLength(failing.length);
      for (const error of errors) {
        expect(error).toContain("Nothing was changed");
        expect(error).toContain("give one of them a further number for one run");
      }
      expect(routed()).toEqual(after);
      if (failing.length === 0) expect((await world.stack.up(swapped)).writes).toEqual([]);
      // What the error says. If the engine begins with "one", which gets the only number of "two", it takes two runs.
      await up(rule("one", [first, third]), rule("two", [second]));
      await world.stack.up(swapped);
      await world.stack.done(world.stack.up(swapped));
      expect(routed()).toEqual({ one: [second], two: [first] });
    },
  );

  test("moves to a new rule", async () => {
    await up(rule("one", [first, second]));
    await up(rule("new", [second]), rule("one", [first]));
    expect(routed()).toEqual({ one: [first], new: [second] });
  });

  test("is not taken from a rule that is no longer declared, nor from a foreign one; the error names it", async () => {
    await up(rule("one", [first, second]), rule("two", [third]));
    const { errors } = await world.stack.up([set, rule("two", [second, third])]);
    expect(errors.join()).toMatch(
      /routing rule rr_\S+.* has a number of \+14155550101, \+14155550102 already/,
    );
    expect(routed()).toEqual({ one: [first, second], two: [third] });
  });
});
