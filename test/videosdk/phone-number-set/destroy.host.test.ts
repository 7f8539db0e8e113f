import { describe, expect, test } from "vitest";
import { first, outbound, pairs, second, support, third } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateways, leftovers, registered } from "../../support/vendor-view.js";

const bench = useStack();

const release = "POST /v2/sip/phone-numbers/{number}/release";

describe("destroy", () => {
  test.each([
    ["one pair", support()],
    ["a pair for each number", pairs()],
  ])(
    "a set with %s: every number detached, every gateway deleted, no number released",
    async (_name, set) => {
      const { sim } = bench.current;
      await bench.current.done(bench.current.up([set]));
      const destroy = await bench.current.destroy();
      expect(destroy).toMatchObject({ errors: [], ops: { support: "delete" }, output: "" });
      expect(destroy.writes.filter((line) => line.includes("detach"))).toHaveLength(2);
      expect(gateways(sim)).toEqual([]);
      expect(registered(sim)).toEqual([first, second]);
      expect(sim.state().videosdk.released).toEqual([]);
      expect(await bench.current.destroy()).toMatchObject({ errors: [], lines: [] });
    },
  );

  test("a set removed from the program is destroyed the same way", async () => {
    await bench.current.done(bench.current.up([support()]));
    expect(await bench.current.up([])).toMatchObject({ errors: [], ops: { support: "delete" } });
    expect(gateways(bench.current.sim)).toEqual([]);
  });

  test.each([
    ["one number detached", (dashboard: Dashboard) => dashboard.detach(first)],
    ["one number released", (dashboard: Dashboard) => dashboard.release(first)],
    [
      "one gateway of each direction deleted",
      async (dashboard: Dashboard) => {
        const [inbound, outboundGateway] = [
          gateways(bench.current.sim)[0],
          gateways(bench.current.sim).at(-1),
        ];
        if (inbound !== undefined) await dashboard.deleteGateway(inbound);
        if (outboundGateway !== undefined) await dashboard.deleteGateway(outboundGateway);
      },
    ],
  ])("after %s elsewhere, it removes the rest", async (_name, meddle) => {
    for (const set of [support(), pairs()]) {
      await bench.current.done(bench.current.up([set]));
      await meddle(new Dashboard(bench.current.sim));
      expect(await bench.current.destroy()).toMatchObject({ errors: [] });
      expect(gateways(bench.current.sim)).toEqual([]);
    }
  });

  test("a number that was moved to gateways of others stays there", async () => {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    await bench.current.done(bench.current.up([support()]));
    await dashboard.detach(first);
    await dashboard.create([first]);
    const foreign = gateways(sim).filter(({ numbers }) => numbers.includes(first));
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
    expect(gateways(sim)).toEqual(foreign);
  });

  test("all gone elsewhere: nothing to do is success, and needs no write", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    for (const one of gateways(sim)) await new Dashboard(sim).deleteGateway(one);
    expect(await bench.current.destroy()).toMatchObject({ errors: [], writes: [] });
    expect(bench.current.engine.state.size).toBe(0);
  });

  test("a number with one foreign gateway is not detached: the error says so and nothing changes", async () => {
    const { sim } = bench.current;
    await tearFirst();
    const before = gateways(sim);
    const destroy = await bench.current.destroy();
    expect(destroy.errors).toHaveLength(1);
    expect(destroy.errors[0]).toContain(first);
    expect(destroy.writes).toEqual([]);
    expect(gateways(sim)).toEqual(before);
  });

  test("an update does not detach it either", async () => {
    const { sim } = bench.current;
    await tearFirst();
    const before = gateways(sim).filter(({ numbers }) => numbers.includes(first));
    await bench.current.up([support({ phoneNumbers: [second] })]);
    expect(gateways(sim).filter(({ numbers }) => numbers.includes(first))).toEqual(before);
  });

  /** Leaves the first number on the set's inbound gateway and on a foreign outbound one. */
  async function tearFirst(): Promise<void> {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    await bench.current.done(bench.current.up([support()]));
    const ours = gateways(sim).at(-1);
    if (ours === undefined) throw new Error("there is no outbound gateway");
    await dashboard.setGatewayNumbers(ours, [second]);
    await dashboard.createGateway("outbound", {
      name: "Elsewhere",
      address: "elsewhere.example.com",
      numbers: [first],
    });
  }

  test.each([
    [
      "a detach that fails before it takes effect",
      { path: "/v2/sip/phone-numbers/detach", when: "before" as const },
    ],
    [
      "a detach that fails after it took effect",
      { path: "/v2/sip/phone-numbers/detach", when: "after" as const },
    ],
    [
      "a gateway's deletion that fails before",
      { path: "/v2/sip/inbound-gateways/*", when: "before" as const },
    ],
    [
      "a gateway's deletion that fails after",
      { path: "/v2/sip/outbound-gateways/*", when: "after" as const },
    ],
  ])("%s, repeatedly: the next destroy completes it", async (_name, place) => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([pairs()]));
    const method = place.path.includes("detach") ? "POST" : "DELETE";
    sim.addFault({ kind: "status", status: 500, method, ...place, times: 3 });
    bench.current.engine.config = { ...bench.current.engine.config, "videosdk:maxRetries": "0" };
    await bench.current.destroy();
    sim.clearFaults();
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
    expect(gateways(sim)).toEqual([]);
    expect(registered(sim)).toEqual([first, second]);
  });
});

describe("releaseOnDelete", () => {
  test("releases every number of the set, once, after the gateways are gone", async () => {
    const { sim } = bench.current;
    await new Dashboard(sim).create([third]);
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    const destroy = await bench.current.destroy();
    expect(destroy).toMatchObject({ errors: [] });
    expect(destroy.writes.filter((line) => line.includes("release"))).toHaveLength(2);
    expect([...sim.state().videosdk.released].sort()).toEqual([first, second]);
    expect(registered(sim)).toEqual([third]);
    expect(leftovers(sim)).toEqual([]);
  });

  test.each([200, 404] as const)(
    "a number released elsewhere is no failure where the vendor answers %d",
    async (status) => {
      const { sim } = bench.current;
      sim.configure({ videosdk: { secondRelease: status } });
      await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
      await new Dashboard(sim).release(first);
      expect(await bench.current.destroy()).toMatchObject({ errors: [] });
      expect(registered(sim)).toEqual([]);
    },
  );

  test("a release that fails is done by the next destroy", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    sim.addFault({
      kind: "status",
      status: 500,
      method: "POST",
      path: "/v2/sip/phone-numbers/*/release",
      times: 2,
    });
    expect((await bench.current.destroy()).errors).toHaveLength(1);
    expect(await bench.current.destroy()).toMatchObject({ errors: [], writes: [release, release] });
    expect(registered(sim)).toEqual([]);
  });

  test("a number that the set lost before the destroy is not released", async () => {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    await dashboard.detach(first);
    await dashboard.create([first]);
    await bench.current.destroy();
    expect(attached(sim)).toEqual([first]);
  });

  test("bought numbers are never released: nothing changes, and the error says what to do", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { purchasedNumbers: [second] } });
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    const destroy = await bench.current.destroy();
    expect(destroy).toMatchObject({ writes: [] });
    expect(destroy.errors).toHaveLength(1);
    expect(destroy.errors[0]).toContain(second);
    expect(destroy.errors[0]).toContain("releaseOnDelete: false");
    expect(attached(sim)).toEqual([first, second]);
    await bench.current.done(bench.current.up([support({ outbound })]));
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
    expect(gateways(sim)).toEqual([]);
  });

  test("a bought number that was detached elsewhere is not released either", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { purchasedNumbers: [second] } });
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    await new Dashboard(sim).detach(second);
    await bench.current.destroy();
    expect(sim.state().videosdk.released).not.toContain(second);
    expect(registered(sim)).toContain(second);
  });

  test("bought numbers are replaced like all others, because a replacement releases nothing", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { purchasedNumbers: [second] } });
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    expect(await bench.current.up([pairs({ releaseOnDelete: true })])).toMatchObject({ errors: [] });
    expect(gateways(sim)).toHaveLength(4);
  });
});
