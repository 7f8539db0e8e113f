import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { elsewhere, first, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

// One stack for one resource from creation to destroy: every test continues where the one before it ended.
const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;
let args: object = trunkArgs;

function declareTrunk(changes: object): void {
  args = { ...args, ...changes };
  stack.program(declare("carrier", "SipTrunk", args));
}

/** The trunks that exist. */
function trunks(): readonly object[] {
  return simulator.state().videosdk.trunks;
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "trunks", { simulator });
});
afterAll(() => simulator.close());

test("creates a trunk under the resource's name, and then has nothing to do", async () => {
  declareTrunk({});
  const { steps, requests } = await stack.up();
  expect(steps).toEqual(["create carrier"]);
  expect(requests).toEqual(["POST /v2/sip-trunk"]);
  expect(trunks()).toMatchObject([{ name: "carrier", ...trunkArgs }]);
  expect((await stack.resource("carrier")).id).toBe(simulator.state().videosdk.trunks[0]?.trunkId);
  expect((await stack.up()).requests).toEqual([]);
});

test("changes each field in place, with one request that sends all of them", async () => {
  const changes: [string, object][] = [
    ["name", { name: "Carrier line" }],
    ["domain", { domain: "other.pstn.provider.com:5080" }],
    ["direction", { direction: "inbound" }],
    ["numbers", { numbers: [second, first] }],
    ["auth", { auth: { username: "other", password: "second-password" } }],
  ];
  for (const [field, change] of changes) {
    declareTrunk(change);
    const { steps, writes } = await stack.up();
    expect(steps, field).toEqual(["update carrier"]);
    expect(writes, field).toEqual(["PUT /v2/sip-trunk/:trunkId"]);
  }
  const { name, domain, direction, auth } = Object.assign(
    {},
    ...changes.map(([, change]) => change),
  ) as Record<string, unknown>;
  expect(trunks()).toMatchObject([{ name, domain, direction, auth, numbers: [first, second] }]);

  declareTrunk({ numbers: [first, second] });
  expect((await stack.up()).steps, "another order").toEqual([]);
});

test("a trunk that was changed elsewhere is corrected by refresh and up", async () => {
  const [trunk] = simulator.state().videosdk.trunks;
  const { trunkId, ...fields } = { trunkId: "", ...trunk };
  await elsewhere(simulator, "PUT", `/v2/sip-trunk/${trunkId}`, { ...fields, domain: "rogue.example.com" });
  expect((await stack.refresh()).steps).toEqual(["update carrier"]);
  expect((await stack.up()).writes).toEqual(["PUT /v2/sip-trunk/:trunkId"]);
  expect(trunks()).toMatchObject([{ domain: "other.pstn.provider.com:5080" }]);
});

test("a trunk that is gone is removed from state by refresh and recreated by up", async () => {
  simulator.configure({ videosdk: { trunkDelete: 204 } });
  await elsewhere(
    simulator,
    "DELETE",
    `/v2/sip-trunk/${simulator.state().videosdk.trunks[0]?.trunkId ?? ""}`,
  );
  expect((await stack.refresh()).steps).toEqual(["delete carrier"]);
  expect((await stack.up()).steps).toEqual(["create carrier"]);
  expect(trunks()).toHaveLength(1);
});

test("destroy sends nothing, says which trunk stays, and removes it from state", async () => {
  const { trunkId } = simulator.state().videosdk.trunks[0] ?? { trunkId: "" };
  const { steps, requests, output } = await stack.destroy();
  expect(steps).toEqual(["delete carrier"]);
  expect(requests).toEqual([]);
  expect(output).toContain(`trunk ${trunkId} (Carrier line) stays at VideoSDK`);
  expect(trunks()).toHaveLength(1);
  expect((await stack.destroy()).steps).toEqual([]);
});

test("attemptDelete deletes where the vendor can, and otherwise says so", async () => {
  declareTrunk({ attemptDelete: true });
  await stack.up();
  expect((await stack.destroy()).writes).toEqual(["DELETE /v2/sip-trunk/:trunkId"]);
  expect(trunks()).toHaveLength(1);

  await stack.up();
  simulator.configure({ videosdk: { trunkDelete: false } });
  const { output, code } = await stack.destroy();
  expect(code).toBe(0);
  expect(output).toContain("stays at VideoSDK: the attempt to delete it was refused");
  expect(trunks()).toHaveLength(2);
});
