import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { importInto } from "./support/imports.js";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { sorted } from "./support/requests.js";
import { Stack } from "./support/stack.js";
import { elsewhere, first, gateway, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
  await elsewhere(simulator, "POST", "/v2/sip/phone-numbers", {
    name: "support",
    isShared: true,
    ...setArgs,
    outbound: { ...setArgs.outbound, transport: "tls" },
  });
  await elsewhere(simulator, "POST", "/v2/sip-trunk", { name: "carrier", ...trunkArgs });
});
afterEach(() => simulator.close());

/** Ids of what another client created. */
function ids(): { inbound: string; outbound: string; trunk: string } {
  const [trunk] = simulator.state().videosdk.trunks;
  const [inbound, outbound] = [gateway(simulator, "inbound"), gateway(simulator, "outbound")];
  return { inbound: inbound.id, outbound: outbound.id, trunk: trunk?.trunkId ?? "" };
}

test("get looks up what exists, by every kind of id, and never changes or deletes it", async () => {
  const { inbound, outbound, trunk } = ids();
  const stack = await Stack.create(workspace, "lookups", {
    simulator,
    program: `
      const byGateway = videosdk.PhoneNumberSet.get("by-gateway", "${inbound}");
      const byNumbers = videosdk.PhoneNumberSet.get("by-numbers", "${second},${first}");
      const out = videosdk.SipGateway.get("out", byGateway.outboundGatewayIds[0]);
      const trunk = videosdk.SipTrunk.get("trunk", "${trunk}");
      module.exports = {
        numbers: byGateway.phoneNumbers, same: byNumbers.outboundGatewayIds,
        direction: out.direction, address: out.effective.address, domain: trunk.domain,
      };
    `,
  });
  const looked = await stack.up();
  expect(looked.writes).toEqual([]);
  expect(await stack.outputs()).toEqual({
    numbers: [first, second],
    same: [outbound],
    direction: "outbound",
    address: "sip.example.com:5061",
    domain: "example.pstn.provider.com",
  });
  // This stack does not need the password of another owner.
  expect(await stack.succeed("stack", "export", "--show-secrets")).not.toContain("first-password");
  expect((await stack.destroy()).requests).toEqual([]);
});

test.each([
  ["PhoneNumberSet", "a-gateway-that-is-not"],
  ["SipGateway", "a-gateway-that-is-not"],
  ["SipTrunk", "a-trunk-that-is-not"],
])("get of a %s that does not exist fails and names the id", async (type, id) => {
  const stack = await Stack.create(workspace, `no-${type.toLowerCase()}`, {
    simulator,
    program: `videosdk.${type}.get("missing", "${id}");`,
  });
  const { output, writes } = await stack.failing("up");
  expect(output).toContain(id);
  expect(output).toMatch(/has no such object|no gateway|not found/);
  expect(writes).toEqual([]);
});

test("an import file takes objects over; after it only secrets differ, and the next up adds them", async () => {
  const { inbound, outbound, trunk } = ids();
  const program = [
    declare("support", "PhoneNumberSet", { ...setArgs, gatewaySettings: "managed" }),
    declare("out", "SipGateway", {
      gatewayId: reference("support.outboundGatewayIds[0]"),
      mediaEncryption: "disable",
    }),
    declare("carrier", "SipTrunk", trunkArgs),
  ].join("");
  const stack = await Stack.create(workspace, "imports", { simulator, program });
  const wanted = [
    ["PhoneNumberSet", "support", inbound],
    ["SipGateway", "out", outbound],
    ["SipTrunk", "carrier", trunk],
  ] as const;
  for (const [type, name, id] of wanted) {
    const { file, requests } = await importInto(workspace, simulator, stack, `videosdk.${type}`, name, id);
    expect(file).not.toContain("first-password");
    expect(requests).toEqual([]);
  }

  const { steps, writes } = await stack.up();
  expect(sorted(steps)).toEqual(["update carrier", "update support"]);
  // A trunk is sent with all fields or none.
  expect(writes).toEqual(["PUT /v2/sip-trunk/:trunkId"]);
  const state = await stack.succeed("stack", "export");
  expect(state).not.toContain("first-password");
  expect((await stack.up()).requests).toEqual([]);
  await stack.destroy();
  expect(simulator.state().videosdk.released).toEqual([]);
});

test("adopt takes over gateways that carry exactly the declared numbers", async () => {
  const before = ids();
  const stack = await Stack.create(workspace, "adopts", {
    simulator,
    program: declare("support", "PhoneNumberSet", setArgs),
  });
  const { output } = await stack.failing("up");
  expect(output).toContain(`${first} is attached to inbound gateway ${before.inbound} and outbound gateway`);
  expect(output).toContain(`set adopt: "${before.inbound}"`);

  stack.program(
    declare("support", "PhoneNumberSet", { ...setArgs, adopt: true }) +
      declare("carrier", "SipTrunk", { ...trunkArgs, adoptTrunkId: before.trunk }),
  );
  expect(sorted((await stack.up()).steps)).toEqual(["create carrier", "create support"]);
  expect(ids()).toEqual(before);
  expect((await stack.up()).requests).toEqual([]);
});
