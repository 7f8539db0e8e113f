import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { sorted } from "./support/requests.js";
import {
  connectedNumbers,
  elsewhere,
  first,
  gateway,
  gatewayCounts,
  gateways,
  second,
  third,
} from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

// One stack for one resource from creation to destroy: every test continues where the one before it ended.
const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

/** The arguments as they are now. */
let args: Record<string, unknown> & { outbound: object } = setArgs;

function declareSet(changes: object): void {
  args = { ...args, ...changes };
  stack.program(declare("support", "PhoneNumberSet", args));
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "numbers", { simulator });
});
afterAll(() => simulator.close());

const create = "POST /v2/sip/phone-numbers";
const patch = "PATCH /v2/sip/phone-numbers/gateways/:gatewayId";
const detach = "POST /v2/sip/phone-numbers/detach";
const deleteInbound = "DELETE /v2/sip/inbound-gateways/:gatewayId";
const deleteOutbound = "DELETE /v2/sip/outbound-gateways/:gatewayId";

test("creates numbers and gateways, and then has nothing to do", async () => {
  declareSet({});
  const made = await stack.up();
  expect(made.steps).toEqual(["create support"]);
  expect(made.writes).toEqual([create]);
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  const { id, outputs } = await stack.resource("support");
  expect(id).toBe(gateway(simulator, "inbound").id);
  expect(outputs).toMatchObject({
    inboundGatewayIds: [id],
    outboundGatewayIds: [gateway(simulator, "outbound").id],
  });

  const again = await stack.up();
  expect(again.steps).toEqual([]);
  expect(again.requests).toEqual([]);
});

test("changes each field in place, on exactly the gateways that have it", async () => {
  const changes: [string, object, string[]][] = [
    ["name", { name: "Support line" }, [patch, patch]],
    ["mediaEncryption", { mediaEncryption: "enable" }, [patch, patch]],
    ["inbound.sipRegion", { inbound: { sipRegion: "in002" } }, [patch]],
    ["outbound.sipRegion", { outbound: { ...args.outbound, sipRegion: "in002" } }, [patch]],
    [
      "outbound.address",
      { outbound: { ...args.outbound, sipRegion: "in002", address: "sip2.example.com" } },
      [patch],
    ],
    [
      "outbound.transport and outbound.auth",
      {
        outbound: {
          address: "sip2.example.com",
          sipRegion: "in002",
          transport: "udp",
          auth: { username: "other", password: "second-password" },
        },
      },
      [patch],
    ],
    // What only later operations do differently is not sent to the vendor.
    ["releaseOnDelete", { releaseOnDelete: true }, []],
  ];
  for (const [field, change, expected] of changes) {
    declareSet(change);
    const { steps, writes } = await stack.up();
    expect(steps, field).toEqual(["update support"]);
    expect(writes, field).toEqual(expected);
  }
  expect(gateway(simulator, "inbound")).toMatchObject({
    name: "Support line",
    mediaEncryption: "enable",
    geoRegion: "in002",
  });
  expect(gateway(simulator, "outbound")).toMatchObject({
    name: "Support line",
    mediaEncryption: "enable",
    geoRegion: "in002",
    address: "sip2.example.com",
    transport: "udp",
    auth: { username: "other", password: "second-password" },
  });
  declareSet({ adopt: true, releaseOnDelete: false });
  await stack.up();
  declareSet({ adopt: false });
  expect((await stack.up()).steps).toEqual([]);
});

test("removes a number in place: it stays registered, and the others keep their gateways", async () => {
  const before = gateway(simulator, "inbound").id;
  declareSet({ phoneNumbers: [first] });
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update support"]);
  expect(writes).toEqual([detach]);
  expect(gateway(simulator, "inbound")).toMatchObject({ id: before, numbers: [first] });
  expect(
    simulator
      .state()
      .videosdk.phoneNumbers.map(({ e164 }) => e164)
      .sort(),
  ).toEqual([first, second]);
});

test("a shared set grows in place: the preview says so, and no number is detached", async () => {
  const before = gateways(simulator, "inbound");
  declareSet({ phoneNumbers: [first, second, third] });
  expect((await stack.preview()).steps).toEqual(["update support"]);
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update support"]);
  expect(writes).toEqual([create]);
  expect(gateways(simulator, "inbound")).toMatchObject([...before, { numbers: [second, third] }]);
  expect(gatewayCounts(simulator)).toEqual([2, 2]);
  expect((await stack.refresh()).steps).toEqual([]);
  expect((await stack.up()).requests).toEqual([]);
});

test.each([
  { change: { consolidate: true }, field: "consolidate", pairs: 1 },
  { change: { outbound: { address: "sip.example.com", sipRegion: "us002" } }, field: "outbound", pairs: 1 },
  { change: { isShared: false }, field: "isShared", pairs: 3 },
])(
  "a change of $field that needs new gateways is shown as a replacement, then done without a release",
  async (change) => {
    const numbersBefore = connectedNumbers(simulator);
    const old = gateways(simulator, "inbound").map(({ id }) => id);
    declareSet(change.change);
    const foreseen = await stack.preview();
    expect(foreseen.steps).toContain(`replace support [${change.field}]`);
    expect(foreseen.requests).toEqual([]);

    const { steps, writes } = await stack.up();
    expect(steps).toEqual([
      "delete-replaced support",
      `replace support [${change.field}]`,
      "create-replacement support",
    ]);
    // The old ones are deleted first, because a number cannot be attached twice.
    expect(sorted(writes.slice(0, -1))).toEqual(
      sorted([...numbersBefore.map(() => detach), ...old.flatMap(() => [deleteInbound, deleteOutbound])]),
    );
    expect(writes.at(-1)).toBe(create);
    expect(gatewayCounts(simulator)).toEqual([change.pairs, change.pairs]);
    expect(gateways(simulator, "inbound").filter(({ id }) => old.includes(id))).toEqual([]);
    expect(simulator.state().videosdk.released).toEqual([]);
    expect((await stack.up()).requests).toEqual([]);
  },
);

test("a set with a pair for each number adds and removes numbers in place", async () => {
  const before = gateways(simulator, "inbound").map(({ id }) => id);
  declareSet({ phoneNumbers: [first, third, "+14155550103"] });
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update support"]);
  expect(sorted(writes)).toEqual(sorted([detach, deleteInbound, deleteOutbound, create]));
  expect(connectedNumbers(simulator)).toEqual([first, third, "+14155550103"]);
  expect(gateways(simulator, "inbound").filter(({ id }) => before.includes(id))).toHaveLength(2);
});

test("a number that was detached elsewhere is found by refresh and attached again by up", async () => {
  await elsewhere(simulator, "POST", "/v2/sip/phone-numbers/detach", { phoneNumber: first });
  const refreshed = await stack.refresh();
  expect(refreshed.steps).toEqual(["update support"]);
  expect(refreshed.writes).toEqual([]);
  expect((await stack.up()).steps).toEqual(["update support"]);
  expect(connectedNumbers(simulator)).toEqual([first, third, "+14155550103"]);
  // The gateways that the number lost are of no use and would never be deleted.
  expect(gatewayCounts(simulator)).toEqual([3, 3]);
});

test("a set that is gone is removed from state by refresh and recreated by up", async () => {
  for (const direction of ["inbound", "outbound"] as const) {
    for (const { id } of gateways(simulator, direction))
      await elsewhere(simulator, "DELETE", `/v2/sip/${direction}-gateways/${id}`);
  }
  expect((await stack.refresh()).steps).toEqual(["delete support"]);
  expect((await stack.up()).steps).toEqual(["create support"]);
  expect(connectedNumbers(simulator)).toEqual([first, third, "+14155550103"]);
});

test("destroy leaves no gateway and keeps the numbers registered; a second one has nothing to do", async () => {
  const { steps, writes } = await stack.destroy();
  expect(steps).toEqual(["delete support"]);
  expect(writes.filter((line) => line === detach)).toHaveLength(3);
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
  const { released, phoneNumbers } = simulator.state().videosdk;
  expect(released).toEqual([]);
  expect(phoneNumbers).toHaveLength(4);
  expect((await stack.destroy()).requests).toEqual([]);
});
