import { beforeAll, describe, expect, test } from "vitest";
import { startSimulator } from "../../src/simulator";
import { Dashboard } from "../support/vendor-view";

const load = () => import("../../scripts/lib/demo-screen.mjs");

let screen: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  screen = await load();
});

describe("what the demo shows", () => {
  test("has each id of a gateway in the form in which the requests have it", async () => {
    const simulator = await startSimulator();
    try {
      const dashboard = new Dashboard(simulator);
      await dashboard.create(["+14155550100"], { name: "support" });
      const { inboundGateways, outboundGateways } = simulator.state().videosdk;
      const text = screen.vendorLines(simulator.state()).join("\n");
      for (const { id } of [...inboundGateways, ...outboundGateways])
        // With the number, and on a line of its own.
        expect(text.split(id)).toHaveLength(3);
    } finally {
      await simulator.close();
    }
  });

  test("says of a 404 why it is no failure, and nothing of other answers", () => {
    const request = { method: "GET", url: "/v2/sip/outbound-gateways/gw", status: 404 };
    expect(screen.remarks([request] as never).join(" ")).toMatch(/404 is no failure\. .*taken for deleted/);
    expect(screen.remarks([{ ...request, status: 200 }] as never)).toEqual([]);
  });
});
