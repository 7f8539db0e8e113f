import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs, trunkArgs } from "./support/programs.js";
import { isOurs } from "./support/state.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, gatewayCounts, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(async () => {
  // The most important promise, checked in every test.
  expect(simulator.state().videosdk.released).toEqual([]);
  await simulator.close();
});

const third = "+14155550102";
const releasing = { ...setArgs, releaseOnDelete: true };
const set = (name: string, args: object, options?: string) => declare(name, "PhoneNumberSet", args, options);

/** Components with a set and a trunk, whose names are the same in each: only their parents distinguish them. */
const team = `
  class Team extends pulumi.ComponentResource {
    constructor(name, { set, trunk }, options) {
      super("acme:" + name, name, {}, options);
      this.numbers = new videosdk.PhoneNumberSet("numbers", set, { parent: this });
      this.carrier = new videosdk.SipTrunk("carrier", trunk, { parent: this });
    }
  }
`;
const teamOf = (name: string, number: string): string => {
  const set = { ...releasing, name, phoneNumbers: [number] };
  const trunk = { ...trunkArgs, name: `${name} trunk`, numbers: [number], attemptDelete: true };
  return `new Team("${name}", ${JSON.stringify({ set, trunk })});\n`;
};

describe("identity is the URN", () => {
  test("children of one name under two components are two resources, and removing one does not interrupt the other's calls", async () => {
    const both = team + teamOf("sales", first) + teamOf("support", second);
    const stack = await Stack.create(workspace, "components", { simulator, program: both });
    await stack.up();
    expect(connectedNumbers(simulator)).toEqual([first, second]);
    expect(simulator.state().videosdk.trunks).toHaveLength(2);
    expect((await stack.up()).requests).toEqual([]);
    stack.program(team + teamOf("support", second));
    // Not tested here: the removed component's own number would be released, as its program asks.
    stack.environment({ PULUMI_SIP_RUN: "partial" });
    await stack.up();
    expect(connectedNumbers(simulator)).toEqual([second]);
    expect(gatewayCounts(simulator)).toEqual([1, 1]);
    expect((await stack.up()).requests).toEqual([]);
  });

  test("two resources of one name that want one number are an error that names both by their parents", async () => {
    const program = team + teamOf("sales", first) + teamOf("support", first);
    const stack = await Stack.create(workspace, "rivals", { simulator, program });
    const { output, requests } = await stack.failing("preview");
    // The order in which the engine registers them varies.
    expect(output).toMatch(/acme:(sales|support)\$pulumi-nodejs:dynamic\/videosdk:PhoneNumberSet::numbers\)/);
    expect(output).toContain(`${first} belongs to another PhoneNumberSet`);
    expect(requests).toEqual([]);
  });

  test("a rename by alias, then a forced replacement: new gateways, and the numbers stay registered", async () => {
    const stack = await Stack.create(workspace, "renamed", { simulator, program: set("before", releasing) });
    await stack.up();
    stack.program(set("after", { ...releasing, name: "before" }, '{ aliases: [{ name: "before" }] }'));
    expect((await stack.up()).requests).toEqual([]);
    await stack.up("--replace", (await stack.resource("after")).urn);
    expect(connectedNumbers(simulator)).toEqual([first, second]);
    expect(gatewayCounts(simulator)).toEqual([1, 1]);
  });

  test("a move into a component is no change", async () => {
    const stack = await Stack.create(workspace, "moved", { simulator, program: set("numbers", releasing) });
    await stack.up();
    const options = '{ parent: team, aliases: [{ parent: pulumi.rootStackResource, name: "numbers" }] }';
    stack.program(
      'const team = new pulumi.ComponentResource("acme:Team", "team", {});\n' +
        set("numbers", releasing, options),
    );
    expect((await stack.up()).requests).toEqual([]);
    expect((await stack.export()).resources.filter(isOurs)).toHaveLength(1);
    expect(connectedNumbers(simulator)).toEqual([first, second]);
  });
});

describe("a number that another resource wants is not released", () => {
  const taker = set("taker", { ...setArgs, name: "taker", phoneNumbers: [first, third] });

  /** A stack whose set `giver` was removed from the program, where `taker` now wants one of its numbers. */
  async function handedOver(name: string): Promise<{ stack: Stack; urn: string }> {
    const stack = await Stack.create(workspace, name, { simulator, program: set("giver", releasing) });
    await stack.up();
    const { urn } = await stack.resource("giver");
    stack.program(taker);
    return { stack, urn };
  }

  test("by up --target, which checks none of the other resources", async () => {
    const { stack, urn } = await handedOver("target");
    const { output } = await stack.up("--target", urn);
    expect(output).toContain(`${first}, ${second} stays registered`);
    expect(output).toContain("--target");
    await stack.up();
    expect(connectedNumbers(simulator)).toEqual([first, third]);
  });

  test("by up --exclude, which leaves out the resource that wants it", async () => {
    const { stack } = await handedOver("exclude");
    const other = "urn:pulumi:dev::exclude::pulumi-nodejs:dynamic/videosdk:PhoneNumberSet::taker";
    const { output } = await stack.up("--exclude", other);
    expect(output).toContain("stays registered");
    await stack.up();
    expect(connectedNumbers(simulator)).toEqual([first, third]);
  });

  test("by up --continue-on-error, where the resource that wants it failed", async () => {
    const { stack } = await handedOver("continue");
    await stack.failing("up", "--continue-on-error");
    await stack.operate("up", "--continue-on-error");
    const registered = simulator.state().videosdk.phoneNumbers.map(({ e164 }) => e164);
    expect(registered).toEqual(expect.arrayContaining([first, second]));
  });

  test("by destroy --target", async () => {
    const { stack, urn } = await handedOver("destroy-target");
    const { output } = await stack.destroy("--target", urn);
    expect(output).toContain(`${first}, ${second} stays registered`);
    await stack.up();
    expect(connectedNumbers(simulator)).toEqual([first, third]);
  });
});

describe("notes of creations", () => {
  const trunk = declare("carrier", "SipTrunk", trunkArgs);

  test("are removed when a creation ends: after state delete, the next up creates again", async () => {
    const stack = await Stack.create(workspace, "state-delete", { simulator, program: trunk });
    await stack.up();
    await stack.succeed("state", "delete", (await stack.resource("carrier")).urn, "--yes");
    expect((await stack.up()).steps).toEqual(["create carrier"]);
    expect(simulator.state().videosdk.trunks).toHaveLength(2);
  });

  test("do not reach another backend with a stack of the same name", async () => {
    const stack = await Stack.create(workspace, "backends", { simulator, program: trunk });
    await stack.up();
    const backend = join(stack.root, "second-backend");
    mkdirSync(backend);
    stack.environment({ PULUMI_BACKEND_URL: `file://${backend}` });
    await stack.succeed("stack", "init", "dev");
    expect((await stack.up()).steps).toEqual(["create carrier"]);
  });
});

test("two trunks that adopt one are an error before anything is sent; a renamed one leaves the trunk to its new name", async () => {
  const trunk = (name: string, args: object = {}) =>
    declare(name, "SipTrunk", { ...trunkArgs, name: "carrier", attemptDelete: true, ...args });
  const stack = await Stack.create(workspace, "trunks", { simulator, program: trunk("one") });
  await stack.up();
  const adoptTrunkId = simulator.state().videosdk.trunks[0]?.trunkId;
  stack.program(trunk("two", { adoptTrunkId }) + trunk("three", { adoptTrunkId }));
  const { output, requests } = await stack.failing("preview");
  expect(output).toMatch(
    /adoptTrunkId: trunk .* belongs to another SipTrunk of this program already \(urn:.*::(two|three)\)/,
  );
  expect(requests).toEqual([]);
  stack.program(trunk("two", { adoptTrunkId }));
  const renamed = await stack.up();
  expect(renamed.output).toContain("is not deleted, only removed from the state here");
  expect(simulator.state().videosdk.trunks).toMatchObject([{ trunkId: adoptTrunkId }]);
  expect((await stack.up()).requests).toEqual([]);
});
