import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, second, third } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** A set with the gateway settings of another resource, a rule and a trunk; marks and notes of each are its own. */
const program = (set: string): string =>
  declare(set, "PhoneNumberSet", { ...setArgs, name: "support", gatewaySettings: "initial" }) +
  declare("tuned", "SipGateway", {
    gatewayId: reference(`${set}.outboundGatewayIds[0]`),
    transport: "tls",
  }) +
  declare(
    "desk",
    "RoutingRule",
    { name: "desk", type: "inbound", phoneNumbers: [first], agentId: "ag_abcdef" },
    `{ dependsOn: ${set} }`,
  ) +
  declare("carrier", "SipTrunk", trunkArgs);

test("a stack, its project and a resource get other names: nothing is sent, then or later", async () => {
  const stack = await Stack.create(workspace, "renamed", { simulator, program: program("support") });
  await stack.up();
  const { urn } = await stack.resource("support");
  await stack.succeed("state", "rename", urn, "helpdesk", "--yes");
  stack.program(program("helpdesk"));
  await stack.succeed("stack", "rename", "organization/telephony/prod");
  writeFileSync(join(stack.folder, "Pulumi.yaml"), "name: telephony\nruntime: nodejs\n");
  await stack.succeed("stack", "select", "prod");
  const { steps, requests } = await stack.up();
  expect([steps, requests]).toEqual([[], []]);
  expect((await stack.up("--refresh")).writes).toEqual([]);

  const changed = program("helpdesk").replace("ag_abcdef", "ag_fedcba");
  stack.program(changed);
  expect((await stack.up()).steps).toEqual(["update desk"]);
  stack.program("");
  await stack.up();
  expect(simulator.state().videosdk.released).toEqual([]);
  expect(simulator.state().videosdk.routingRules).toEqual([]);
});

test("an exported state is imported again, and a refresh of any form finds no difference", async () => {
  const stack = await Stack.create(workspace, "exported", { simulator, program: program("support") });
  await stack.up();
  await stack.succeed("stack", "export", "--file", "state.json");
  await stack.succeed("stack", "import", "--file", "state.json");
  expect((await stack.up()).requests).toEqual([]);
  await stack.succeed("refresh", "--preview-only", "--expect-no-changes");
  await stack.succeed("refresh", "--run-program", "--yes", "--expect-no-changes");
  expect((await stack.up("--refresh", "--expect-no-changes")).writes).toEqual([]);
});

test("an update plan of a preview is what the up does", async () => {
  const stack = await Stack.create(workspace, "planned", { simulator, program: program("support") });
  stack.environment({ PULUMI_EXPERIMENTAL: "true" });
  await stack.preview("--save-plan", "create.json");
  await stack.up("--plan", "create.json");
  stack.program(program("support").replace(second, third));
  await stack.preview("--save-plan", "change.json");
  await stack.up("--plan", "change.json");
  expect(connectedNumbers(simulator)).toEqual([first, third]);
  expect((await stack.up()).requests).toEqual([]);
});
