import { expect, test } from "vitest";
import { ref, sipGateway } from "../../support/program.js";
import { canaries, outbound, support } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { Dashboard, gateway } from "../../support/vendor-view.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0" } });

const initial = support({ gatewaySettings: "initial" });
const tuned = sipGateway("tuned", {
  gatewayId: ref("support", "outboundGatewayIds", 0),
  name: "Tuned",
  auth: { username: "user", password: canaries.other },
});
const patch = { method: "PATCH", path: "/v2/sip/phone-numbers/gateways/*" } as const;

test.each(["clear", "masked", "partial", "omitted"] as const)(
  "a set that manages its gateways again sets all, also what VideoSDK hides, with passwords %s",
  async (passwords) => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { passwords } });
    await bench.current.done(bench.current.up([initial, tuned]));
    expect(gateway(sim, "outbound")).toMatchObject({ name: "Tuned", auth: { password: canaries.other } });
    await bench.current.done(bench.current.up([support()]));
    expect(gateway(sim, "outbound")).toMatchObject({ name: "support", auth: outbound.auth });
    for (const program of [[support()], [initial]]) {
      await bench.current.done(bench.current.up(program));
      expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "same" } });
      expect(bench.current.outputs("support")).toMatchObject({ ...program[0]?.inputs, outbound });
    }
  },
);

test("a set whose take-over fails, and that leaves the settings to others again, has all of its values in state", async () => {
  const changed = {
    name: "Sales",
    outbound: { ...outbound, auth: { username: "user", password: "CANARY-new" } },
  };
  await bench.current.done(bench.current.up([initial]));
  bench.current.sim.addFault({ ...patch, kind: "status", status: 500, times: 9 });
  expect((await bench.current.up([support(changed)])).errors).toHaveLength(1);
  bench.current.sim.clearFaults();
  await bench.current.done(bench.current.refresh());
  await bench.current.done(bench.current.up([initial]));
  expect(bench.current.outputs("support")).toMatchObject({ name: "support", outbound });
});

test.each(["inbound", "outbound"] as const)(
  "the %s gateway renamed elsewhere is drift where VideoSDK shows names",
  async (direction) => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { gatewayNamesInListings: true } });
    await bench.current.done(bench.current.up([support()]));
    await new Dashboard(sim).patchGateway(gateway(sim, direction).id, { name: "Renamed" });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "refresh" } });
    expect(await bench.current.up([support()])).toMatchObject({
      errors: [],
      writes: [`PATCH /v2/sip/phone-numbers/gateways/{${direction}}`],
    });
    expect(gateway(sim, direction).name).toBe("support");
  },
);
