import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import type { Finished } from "./support/cli.js";
import { declareAtSignalWire } from "./support/programs.js";
import {
  endpointArgs,
  endpointRequests,
  gatewayArgs,
  onlyEndpoint,
  onlyGateway,
} from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;

const both =
  declareAtSignalWire("pbx", "SipGateway", gatewayArgs) +
  declareAtSignalWire("phone", "SipEndpoint", {
    ...endpointArgs,
    callHandler: { type: "relay_topic", relayTopic: "office" },
  });

beforeAll(async () => {
  simulator = await startSimulator();
  const former = await Stack.create(workspace, "signalwire-former", {
    simulator,
    vendor: "signalwire",
    program: both,
  });
  await former.up();
});
afterAll(() => simulator.close());

/** Runs the command that writes an import file, which takes its credentials from the environment. */
function importFile(stack: Stack, type: string, name: string, id: string): Promise<Finished> {
  const { projectId, token } = simulator.signalwire;
  stack.environment({
    SIGNALWIRE_API_ENDPOINT: simulator.url,
    SIGNALWIRE_SPACE: "acme",
    SIGNALWIRE_PROJECT_ID: projectId,
    SIGNALWIRE_API_TOKEN: token,
  });
  const command = join(workspace.root, "node_modules", "pulumi-sip", "dist", "cli", "main.js");
  return stack.node(command, "import-file", `signalwire.${type}`, name, id);
}

/** Imports an object with the file that the command writes for it. */
async function importInto(stack: Stack, type: string, name: string, id: string): Promise<void> {
  const { code, stdout, stderr } = await importFile(stack, type, name, id);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const file = join(stack.folder, `${name}.json`);
  writeFileSync(file, stdout);
  const flags = ["--file", file, "--generate-code=false", "--protect=false"];
  expect((await stack.operate("import", ...flags)).output).toContain("1 imported");
}

test("an import file takes both over; the next up sends the password, and nothing else", async () => {
  const [gateway, endpoint] = [onlyGateway(simulator), onlyEndpoint(simulator)];
  const stack = await Stack.create(workspace, "signalwire-imports", {
    simulator,
    vendor: "signalwire",
    program: both,
  });
  await importInto(stack, "SipGateway", "pbx", gateway.id);
  await importInto(stack, "SipEndpoint", "phone", endpoint.id);

  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update phone"]);
  expect(writes).toEqual([endpointRequests.update]);
  expect(onlyGateway(simulator)).toEqual(gateway);
  expect(onlyEndpoint(simulator)).toEqual(endpoint);
  expect(await stack.succeed("stack", "export")).not.toContain("first-password");
  expect((await stack.up()).requests).toEqual([]);
});

test("the id inside a gateway is not that of its resource, and the command says so", async () => {
  const stack = await Stack.create(workspace, "signalwire-wrong-id", { simulator, vendor: "signalwire" });
  const { sip_gateway_id } = onlyGateway(simulator);
  const { code, stderr } = await importFile(stack, "SipGateway", "pbx", sip_gateway_id);
  expect(code).not.toBe(0);
  expect(stderr).toContain("The id of a gateway is that of its resource, not sip_gateway.id");
});
