import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, gateway, gatewayCounts, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** A set that a destroy would release: a forced replacement is no destroy. */
const releasing = declare("support", "PhoneNumberSet", { ...setArgs, releaseOnDelete: true });

async function urnOf(stack: Stack, name: string): Promise<string> {
  return (await stack.resource(name)).urn;
}

test.each([
  ["up --replace", async (stack: Stack, urn: string) => stack.up("--replace", urn)],
  ["up --target-replace", async (stack: Stack, urn: string) => stack.up("--target-replace", urn)],
  [
    "state taint",
    async (stack: Stack, urn: string) => {
      await stack.succeed("state", "taint", urn, "--yes");
      return stack.up();
    },
  ],
])("%s creates new gateways for a set and releases none of its numbers", async (how, force) => {
  const project = how.replaceAll(/[^a-z]+/g, "-");
  const stack = await Stack.create(workspace, project, { simulator, program: releasing });
  await stack.up();
  const before = gateway(simulator, "outbound").id;

  const { steps } = await force(stack, await urnOf(stack, "support"));
  expect(steps.some((step) => step.startsWith("replace support"))).toBe(true);
  expect(gatewayCounts(simulator)).toEqual([1, 1]);
  expect(gateway(simulator, "outbound").id).not.toBe(before);
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  expect(simulator.state().videosdk.released).toEqual([]);
  expect((await stack.up()).requests).toEqual([]);

  // The destroy that the user asked for does release them.
  await stack.destroy();
  expect(simulator.state().videosdk.released).toEqual([first, second]);
});

test("a forced replacement of a gateway's settings leaves the gateway as it is", async () => {
  const program =
    declare("support", "PhoneNumberSet", { ...setArgs, gatewaySettings: "initial" }) +
    declare("tuned", "SipGateway", {
      gatewayId: reference("support.outboundGatewayIds[0]"),
      transport: "tls",
    });
  const stack = await Stack.create(workspace, "replaced-settings", { simulator, program });
  await stack.up();
  const before = gateway(simulator, "outbound");
  const { steps, writes } = await stack.up("--replace", await urnOf(stack, "tuned"));
  expect(steps.some((step) => step.startsWith("replace tuned"))).toBe(true);
  expect(writes).toEqual([]);
  expect(gateway(simulator, "outbound")).toEqual(before);
  expect((await stack.up()).requests).toEqual([]);
});

test("a forced replacement of a trunk says that the old one stays", async () => {
  const stack = await Stack.create(workspace, "replaced-trunk", {
    simulator,
    program: declare("carrier", "SipTrunk", trunkArgs),
  });
  await stack.up();
  const [old] = simulator.state().videosdk.trunks;
  const { output } = await stack.up("--replace", await urnOf(stack, "carrier"));
  expect(output).toContain(`trunk ${old?.trunkId} (carrier) stays at VideoSDK`);
  expect(simulator.state().videosdk.trunks).toHaveLength(2);
});
