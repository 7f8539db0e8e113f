import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declareAtSignalWire } from "./support/programs.js";
import {
  changeGateway,
  deleteGateway,
  gatewayArgs,
  gatewayRequests,
  onlyGateway,
} from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

// One stack for one resource from creation to destroy: every test continues where the one before it ended. VideoSDK is
// not configured: a program without it must not need it.
const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;
let args: typeof gatewayArgs = gatewayArgs;

const { list, create, read, addresses, update } = gatewayRequests;

const iso8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function declareGateway(changes: Partial<typeof gatewayArgs>): void {
  args = { ...args, ...changes };
  stack.program(declareAtSignalWire("pbx", "SipGateway", args));
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "signalwire-gateway", { simulator, vendor: "signalwire" });
});
afterAll(() => simulator.close());

test("creates a gateway, shows SignalWire's outputs, and then has nothing to do", async () => {
  declareGateway({});
  const { steps, requests } = await stack.up();
  expect(steps).toEqual(["create pbx"]);
  // The list from before distinguishes a gateway whose creation was never answered from one of another owner.
  expect(requests).toEqual([list, create, addresses]);
  const made = onlyGateway(simulator);
  expect(made).toMatchObject(gatewayArgs);
  expect(await stack.resource("pbx")).toMatchObject({
    id: made.id,
    outputs: {
      ...gatewayArgs,
      gatewayId: made.sip_gateway_id,
      projectId: simulator.signalwire.projectId,
      displayName: "Carrier",
      type: "sip_gateway",
      createdAt: expect.stringMatching(iso8601) as string,
      updatedAt: expect.stringMatching(iso8601) as string,
      addresses: [{ name: "carrier", channels: { audio: "/external/carrier?channel=audio" } }],
    },
  });
  expect((await stack.up()).requests).toEqual([]);
});

const changes: [string, Partial<typeof gatewayArgs>][] = [
  ["name", { name: "Carrier line" }],
  ["uri", { uri: "sip:calls@pbx2.example.com:5061" }],
  ["encryption", { encryption: "optional" }],
  ["ciphers", { ciphers: ["AES_256_CM_HMAC_SHA1_80"] }],
  ["codecs", { codecs: ["PCMU", "G722", "OPUS@48000H@20I"] }],
];

test.each(changes)(
  "changes the field %s in place, with one request that sends all five",
  async (_, change) => {
    const { id } = onlyGateway(simulator);
    declareGateway(change);
    const { steps, requests, log } = await stack.up();
    expect(steps).toEqual(["update pbx"]);
    // Whether a URI is free is asked before it is sent.
    expect(requests).toEqual([read, ...("uri" in change ? [list] : []), update, addresses]);
    expect(log.at(-2)?.requestBody).toEqual(args);
    expect(onlyGateway(simulator)).toMatchObject({ id, ...args });
  },
);

test("treats another order of a list as a change, and a missing sip: as none", async () => {
  const { uri } = args;
  declareGateway({ uri: uri.replace("sip:", "") });
  expect((await stack.up()).requests).toEqual([]);
  declareGateway({ uri, codecs: args.codecs.toReversed() });
  expect((await stack.up()).writes).toEqual([update]);
  expect(onlyGateway(simulator).codecs).toEqual(args.codecs);
});

test("a gateway that was changed elsewhere is found by refresh and corrected by up", async () => {
  await changeGateway(simulator, { encryption: "required", ciphers: ["AES_CM_128_HMAC_SHA1_32"] });
  const refresh = await stack.refresh();
  expect(refresh.steps).toEqual(["update pbx"]);
  expect(refresh.requests).toEqual([read, addresses]);
  expect((await stack.up()).writes).toEqual([update]);
  expect(onlyGateway(simulator)).toMatchObject(args);
  expect((await stack.refresh()).steps).toEqual([]);
});

test("a gateway that is gone is removed from state by refresh and recreated by up", async () => {
  await deleteGateway(simulator);
  expect((await stack.refresh()).steps).toEqual(["delete pbx"]);
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["create pbx"]);
  expect(writes).toEqual([create]);
  expect(onlyGateway(simulator)).toMatchObject(args);
});

test("bad input is refused with all its problems at once, and nothing is sent", async () => {
  stack.program(
    declareAtSignalWire("pbx", "SipGateway", {
      ...args,
      uri: "sip:x@acme.sip.signalwire.com",
      ciphers: ["AES_CM_256_HMAC_SHA1_80"],
      codecs: [],
    }),
  );
  const { output, requests } = await stack.failing("up");
  expect(output).toContain(
    'ciphers[0]: "AES_CM_256_HMAC_SHA1_80" is not a cipher; the nearest is AES_CM_128_HMAC_SHA1_80',
  );
  expect(output).toContain("codecs: [] is not accepted. Accepted: a list with at least one codec");
  expect(output).toContain("not one of SignalWire's own domains");
  expect(requests).toEqual([]);
});

test("destroy deletes the gateway, and a second one has nothing to do", async () => {
  expect(await stack.destroy()).toMatchObject({
    steps: ["delete pbx"],
    requests: [gatewayRequests.delete],
  });
  expect(simulator.state().signalwire.gateways).toEqual([]);
  expect(await stack.destroy()).toMatchObject({ steps: [], requests: [] });
});

test("destroy of a gateway that was deleted elsewhere is a success", async () => {
  declareGateway({});
  await stack.up();
  await deleteGateway(simulator);
  expect(await stack.destroy()).toMatchObject({
    steps: ["delete pbx"],
    // The answer does not name a gateway, so the list must agree.
    requests: [`${gatewayRequests.delete} 404`, list],
  });
});
