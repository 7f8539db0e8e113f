import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, reference, setArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { elsewhere, first, gateway, gatewayCounts, gateways, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

// One stack for one resource from creation to destroy: every test continues where the one before it ended.
const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

const patch = "PATCH /v2/sip/phone-numbers/gateways/:gatewayId";
const outboundId = reference("numbers.outboundGatewayIds[0]");

/** A set that leaves the settings to other resources, and settings of its gateways. */
function declareGateways(gatewaysByName: Record<string, object>, set: object = {}): void {
  const declarations = Object.entries(gatewaysByName).map(([name, args]) =>
    declare(name, "SipGateway", args),
  );
  const numbers = declare("numbers", "PhoneNumberSet", { ...setArgs, gatewaySettings: "initial", ...set });
  stack.program(numbers + declarations.join(""));
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "gateways", { simulator });
});
afterAll(() => simulator.close());

test("configures a gateway of a set that was created in the same run, and then has nothing to do", async () => {
  declareGateways({ tuned: { gatewayId: outboundId, mediaEncryption: "enable" } });
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["create numbers", "create tuned"]);
  expect(writes).toEqual(["POST /v2/sip/phone-numbers", patch]);
  const outbound = gateway(simulator, "outbound");
  // What the program leaves out stays as the set created it.
  expect(outbound).toMatchObject({
    mediaEncryption: "enable",
    address: "sip.example.com:5061",
    transport: "tls",
  });
  expect(await stack.resource("tuned")).toMatchObject({
    id: outbound.id,
    outputs: { direction: "outbound", numbers: [first, second] },
  });
  expect((await stack.up()).requests).toEqual([]);
});

test("changes each field in place with one request", async () => {
  const changes: [string, object][] = [
    ["name", { name: "Outgoing" }],
    ["mediaEncryption", { mediaEncryption: "disable" }],
    ["sipRegion", { sipRegion: "in002" }],
    ["address", { address: "sip2.example.com:5080" }],
    ["transport", { transport: "tcp" }],
    ["auth", { auth: { username: "other", password: "second-password" } }],
  ];
  let args: object = { gatewayId: outboundId, mediaEncryption: "enable" };
  for (const [field, change] of changes) {
    args = { ...args, ...change };
    declareGateways({ tuned: args });
    const { steps, writes } = await stack.up();
    expect(steps, field).toEqual(["update tuned"]);
    expect(writes, field).toEqual([patch]);
  }
  expect(gateway(simulator, "outbound")).toMatchObject({
    name: "Outgoing",
    mediaEncryption: "disable",
    geoRegion: "in002",
    address: "sip2.example.com:5080",
    transport: "tcp",
    auth: { username: "other", password: "second-password" },
  });

  // A field that is no longer declared is no longer managed.
  declareGateways({ tuned: { gatewayId: outboundId, address: "sip2.example.com:5080" } });
  expect((await stack.up()).requests).toEqual([]);
});

test("a setting that was changed elsewhere is found by refresh and corrected by up", async () => {
  const { id } = gateway(simulator, "outbound");
  await elsewhere(simulator, "PATCH", `/v2/sip/phone-numbers/gateways/${id}`, {
    address: "rogue.example.com",
  });
  expect((await stack.refresh()).steps).toEqual(["update tuned"]);
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update tuned"]);
  expect(writes).toEqual([patch]);
  expect(gateway(simulator, "outbound").address).toBe("sip2.example.com:5080");
});

test("an inbound gateway refuses what only outbound ones have, and nothing is sent to it", async () => {
  declareGateways({
    tuned: { gatewayId: outboundId, address: "sip2.example.com:5080" },
    wrong: { gatewayId: reference("numbers.inboundGatewayIds[0]"), address: "sip3.example.com" },
  });
  const { output, writes } = await stack.failing("up");
  expect(output).toContain('address: "sip3.example.com" is not accepted, because gateway');
  expect(output).toContain("Accepted for inbound gateways: name, mediaEncryption, sipRegion");
  expect(writes).toEqual([]);
});

test("another gateway id is a replacement that leaves the old gateway as it is", async () => {
  declareGateways({ tuned: { gatewayId: reference("numbers.inboundGatewayIds[0]"), sipRegion: "auto" } });
  const foreseen = await stack.preview();
  expect(foreseen.steps).toContain("replace tuned [gatewayId]");
  const { steps, writes } = await stack.up();
  expect(steps).toContain("replace tuned [gatewayId]");
  expect(writes).toEqual([patch]);
  expect(gateway(simulator, "inbound").geoRegion).toBe("auto");
  expect(gateway(simulator, "outbound").address).toBe("sip2.example.com:5080");
});

test("a gateway that is gone is removed from state by refresh; up uses the new one of its set", async () => {
  const lost = gateway(simulator, "outbound").id;
  declareGateways({ tuned: { gatewayId: outboundId, address: "sip2.example.com:5080" } });
  await stack.up();
  for (const direction of ["inbound", "outbound"] as const)
    await elsewhere(simulator, "DELETE", `/v2/sip/${direction}-gateways/${gateway(simulator, direction).id}`);
  expect((await stack.refresh()).steps.toSorted()).toEqual(["delete numbers", "delete tuned"]);
  const { steps } = await stack.up();
  expect(steps).toEqual(["create numbers", "create tuned"]);
  const made = gateway(simulator, "outbound");
  expect(made.id).not.toBe(lost);
  expect(made.address).toBe("sip2.example.com:5080");
});

test("two owners of one field are an error that names both solutions", async () => {
  declareGateways(
    { tuned: { gatewayId: outboundId, address: "sip4.example.com" } },
    { gatewaySettings: "managed" },
  );
  const { output, steps } = await stack.failing("up");
  expect(output).toContain("dynamic/videosdk:PhoneNumberSet::numbers) sets address of gateway");
  expect(output).toContain('set gatewaySettings: "initial" on the PhoneNumberSet');
  expect(steps).toEqual(["update numbers"]);
  // From now on the conflict is in state, and is found before anything is done.
  expect((await stack.failing("preview")).requests).toEqual([]);
  expect((await stack.failing("up")).requests).toEqual([]);
});

test("removed from the program, the gateway stays; the set deletes it when it is destroyed", async () => {
  declareGateways({});
  const removed = await stack.up();
  expect(removed.steps).toEqual(["update numbers", "delete tuned"]);
  expect(removed.writes).toEqual([]);
  expect(gateways(simulator, "outbound")).toHaveLength(1);
  await stack.destroy();
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
  expect(simulator.state().videosdk.released).toEqual([]);
});
