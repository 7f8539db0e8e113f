import { beforeEach, describe, expect, test } from "vitest";
import { ref, sipGateway, type Declared } from "../../support/program.js";
import { outbound, support } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { gateway } from "../../support/vendor-view.js";
import type { Properties } from "../../support/wire.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0" } });

/** The set only creates the gateways; the resources tested here own their settings. */
const set = support({ gatewaySettings: "initial" });

function tuned(args: Properties, direction: "inbound" | "outbound" = "outbound"): Declared {
  return sipGateway("tuned", { gatewayId: ref("support", `${direction}GatewayIds`, 0), ...args });
}

const patchOut = "PATCH /v2/sip/phone-numbers/gateways/{outbound}";

beforeEach(async () => {
  await bench.current.done(bench.current.up([set]));
});

describe("two resources that each manage some fields of one gateway", () => {
  const gatewayId = ref("support", "outboundGatewayIds", 0);
  const owners = (name: string, region: string, address: string): Declared[] => [
    sipGateway("label", { gatewayId, name }),
    sipGateway("place", { gatewayId, sipRegion: region }),
    sipGateway("peer", { gatewayId, address, auth: outbound.auth }),
  ];

  test.each([
    ["keeps what a request leaves out", false],
    ["resets the region where a request leaves it out", true],
  ])("lose no update of each other at a vendor that %s", async (_what, patchResetsRegion) => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { patchResetsRegion } });
    for (const [name, geoRegion, address] of [
      ["One", "us002", "one.example.com"],
      ["Two", "in002", "two.example.com"],
      ["Three", "us002", "three.example.com"],
    ] as const) {
      const program = [set, ...owners(name, geoRegion, address)];
      const up = await bench.current.up(program);
      expect(up.errors).toEqual([]);
      expect(gateway(sim, "outbound")).toMatchObject({ name, geoRegion, address, auth: outbound.auth });
      expect(await bench.current.up(program)).toMatchObject({ errors: [], lines: [] });
    }
  });

  test("give a gateway its region back where VideoSDK has reset it, and only there", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { patchResetsRegion: true } });
    const up = await bench.current.up([set, tuned({ transport: "udp" })]);
    expect(up).toMatchObject({ errors: [], writes: [patchOut, patchOut] });
    expect(up.requests.slice(-2).map(({ requestBody }) => requestBody)).toEqual([
      { transport: "udp" },
      { sipRegion: "in002" },
    ]);
    expect(gateway(sim, "outbound")).toMatchObject({ geoRegion: "in002", transport: "udp" });
    expect(bench.current.outputs("tuned")).toMatchObject({ effective: { sipRegion: "in002" } });
  });
});

describe("a password that VideoSDK masks", () => {
  const declared = { auth: outbound.auth, transport: "tls" };

  test.each(["partial", "word", "masked", "omitted"] as const)(
    "%s: is no drift, is never sent back, and never takes the place of the real one in state",
    async (passwords) => {
      const { sim } = bench.current;
      sim.configure({ videosdk: { passwords } });
      await bench.current.done(bench.current.up([set, tuned(declared)]));
      for (const transport of ["tls", "udp"]) {
        const program = [set, tuned({ ...declared, transport })];
        await bench.current.done(bench.current.up(program));
        expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { tuned: "same" } });
        expect(bench.current.outputs("tuned")).toMatchObject({ auth: outbound.auth });
        expect(await bench.current.up(program)).toMatchObject({ errors: [], lines: [] });
        expect(gateway(sim, "outbound")).toMatchObject({ auth: outbound.auth, transport });
      }
    },
  );

  test("is none either where it was shown until now", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([set, tuned(declared)]));
    sim.configure({ videosdk: { passwords: "partial" } });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { tuned: "same" } });
    expect(bench.current.outputs("tuned")).toMatchObject({ auth: outbound.auth });
  });

  test("of a gateway whose credentials are not declared is not sent with another field", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { passwords: "partial" } });
    await bench.current.done(bench.current.up([set, tuned({ transport: "udp" })]));
    expect(gateway(sim, "outbound")).toMatchObject({ auth: outbound.auth, transport: "udp" });
  });
});
