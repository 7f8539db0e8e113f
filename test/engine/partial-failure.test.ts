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

const create = "POST /v2/sip/phone-numbers";

test("a creation whose read-back fails is in state, and the next up completes it without a second creation", async () => {
  const stack = await Stack.create(workspace, "read-back", {
    simulator,
    settings: { "videosdk:maxRetries": "1" },
    program:
      declare("support", "PhoneNumberSet", { ...setArgs, gatewaySettings: "initial" }) +
      declare("tuned", "SipGateway", {
        gatewayId: reference("support.outboundGatewayIds[0]"),
        name: "Outgoing",
      }),
  });
  simulator.addFault({ method: "GET", path: "/v2/sip/phone-numbers**", kind: "drop-before", times: 100 });
  const failed = await stack.failing("up");
  expect(failed.writes).toEqual([create]);
  expect(failed.output).toMatch(
    /videosdk PhoneNumberSet: create failed: .*no answer from http:\/\/127\.0\.0\.1:\d+/,
  );
  const saved = await stack.resource("support");
  expect(saved.initErrors).toHaveLength(1);
  expect(saved.outputs?.["__provider"]).toBe(saved.inputs?.["__provider"]);

  simulator.clearFaults();
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update support", "create tuned"]);
  expect(writes).toEqual(["PATCH /v2/sip/phone-numbers/gateways/:gatewayId"]);
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  expect(gatewayCounts(simulator)).toEqual([1, 1]);
  expect((await stack.resource("support")).initErrors).toBeUndefined();
  expect((await stack.up()).requests).toEqual([]);
  await stack.destroy();
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
});

test("a set that was never read after its creation can be refreshed and destroyed", async () => {
  const stack = await Stack.create(workspace, "never-read", {
    simulator,
    settings: { "videosdk:maxRetries": "0" },
    program: declare("support", "PhoneNumberSet", setArgs),
  });
  simulator.addFault({ method: "GET", kind: "status", status: 500, times: 100 });
  await stack.failing("up");
  simulator.clearFaults();
  await stack.refresh();
  expect(await stack.resource("support")).toMatchObject({
    outputs: { inboundGatewayIds: [gateway(simulator, "inbound").id] },
  });
  await stack.destroy();
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
  expect(simulator.state().videosdk.released).toEqual([]);
});

test("an update that fails halfway is completed by the next up", async () => {
  const stack = await Stack.create(workspace, "halfway", {
    simulator,
    program: declare("support", "PhoneNumberSet", setArgs),
  });
  await stack.up();
  const patches = "/v2/sip/phone-numbers/gateways/*";
  simulator.addFault({ method: "PATCH", path: patches, nth: 2, kind: "status", status: 400 });
  stack.program(declare("support", "PhoneNumberSet", { ...setArgs, mediaEncryption: "enable" }));
  const failed = await stack.failing("up");
  expect(failed.output).toMatch(/videosdk PhoneNumberSet: update failed: .*\(HTTP 400, PATCH .*, request /);
  expect(gateway(simulator, "inbound").mediaEncryption).toBe("enable");
  expect(gateway(simulator, "outbound").mediaEncryption).toBe("disable");

  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update support"]);
  expect(writes).toEqual(["PATCH /v2/sip/phone-numbers/gateways/:gatewayId"]);
  expect(gateway(simulator, "outbound").mediaEncryption).toBe("enable");
});

test("a trunk whose creation was never answered is reported and not created again", async () => {
  const stack = await Stack.create(workspace, "lost-trunk", {
    simulator,
    program: declare("carrier", "SipTrunk", trunkArgs),
  });
  simulator.addFault({ method: "POST", path: "/v2/sip-trunk", kind: "drop-after" });
  const failed = await stack.failing("up");
  expect(failed.output).toContain(
    'Trunk "carrier" to example.pstn.provider.com may exist: VideoSDK did not answer whether it created it',
  );
  expect(failed.writes).toEqual(["POST /v2/sip-trunk 0"]);
  const again = await stack.failing("up");
  expect(again.output).toContain("set adoptTrunkId to its id");
  expect(again.requests).toEqual([]);

  const trunkId = simulator.state().videosdk.trunks[0]?.trunkId ?? "";
  stack.program(declare("carrier", "SipTrunk", { ...trunkArgs, adoptTrunkId: trunkId }));
  // State does not hold the credentials, so they cannot be compared and are sent.
  expect((await stack.up()).writes).toEqual(["PUT /v2/sip-trunk/:trunkId"]);
  expect((await stack.resource("carrier")).id).toBe(trunkId);
  expect(simulator.state().videosdk.trunks).toHaveLength(1);
});
