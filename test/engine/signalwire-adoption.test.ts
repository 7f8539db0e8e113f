import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { importFile, importInto } from "./support/imports.js";
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

test("an import file takes both over; the next up sends the password, and nothing else", async () => {
  const [gateway, endpoint] = [onlyGateway(simulator), onlyEndpoint(simulator)];
  const stack = await Stack.create(workspace, "signalwire-imports", {
    simulator,
    vendor: "signalwire",
    program: both,
  });
  await importInto(workspace, simulator, stack, "signalwire.SipGateway", "pbx", gateway.id);
  await importInto(workspace, simulator, stack, "signalwire.SipEndpoint", "phone", endpoint.id);

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
  const { code, stderr } = await importFile(
    workspace,
    simulator,
    stack,
    "signalwire.SipGateway",
    "pbx",
    sip_gateway_id,
  );
  expect(code).not.toBe(0);
  expect(stderr).toContain("The id of a SipGateway is that of its resource, not sip_gateway.id");
});
