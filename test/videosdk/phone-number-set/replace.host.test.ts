import { describe, expect, test } from "vitest";
import { ref, sipGateway } from "../../support/program.js";
import { first, openOutbound, pairs, second, support, third } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateway, gateways, leftovers, registered } from "../../support/vendor-view.js";

const bench = useStack();

describe("replacement", () => {
  test.each([
    ["isShared, to a pair for each number", support(), pairs(), ["isShared"]],
    ["isShared, to one pair", pairs(), support(), ["isShared"]],
    [
      "a number that is added to a shared set that stays on one pair",
      support(),
      support({ phoneNumbers: [first, second, third], consolidate: true }),
      ["phoneNumbers"],
    ],
    [
      "a number of a shared set that stays on one pair, exchanged for another",
      support({ consolidate: true }),
      support({ phoneNumbers: [first, third], consolidate: true }),
      ["phoneNumbers"],
    ],
    ["credentials that are removed", support(), support({ outbound: openOutbound }), ["outbound"]],
    ["credentials removed from a set of pairs", pairs(), pairs({ outbound: openOutbound }), ["outbound"]],
    [
      "several causes at once",
      support(),
      pairs({ outbound: openOutbound, mediaEncryption: "enable" }),
      ["isShared", "outbound"],
    ],
  ])(
    "%s: old first, detached and never released, and the fields are named",
    async (_name, before, after, keys) => {
      const { sim } = bench.current;
      await bench.current.done(bench.current.up([before]));
      const oldIds = gateways(sim).map(({ id }) => id);
      const preview = await bench.current.preview([after]);
      expect(preview).toMatchObject({
        errors: [],
        ops: { support: "replace" },
        replaceKeys: { support: keys },
        lines: [],
      });

      const up = await bench.current.up([after]);
      expect(up).toMatchObject({ errors: [], ops: { support: "replace" }, replaceKeys: { support: keys } });
      const created = up.writes.indexOf("POST /v2/sip/phone-numbers");
      expect(created).toBe(up.writes.length - 1);
      expect(attached(sim)).toEqual([...(after.inputs["phoneNumbers"] as string[])].sort());
      expect(registered(sim)).toEqual(expect.arrayContaining([first, second]));
      expect(sim.state().videosdk.released).toEqual([]);
      expect(gateways(sim).filter(({ id }) => oldIds.includes(id))).toEqual([]);
      expect(leftovers(sim)).toEqual([]);
      expect(await bench.current.up([after])).toMatchObject({ ops: { support: "same" }, lines: [] });
    },
  );

  test("what depends on a gateway's id uses the new gateway", async () => {
    const { sim } = bench.current;
    const tuned = sipGateway("tuned", {
      gatewayId: ref("support", "outboundGatewayIds", 0),
      mediaEncryption: "enable",
    });
    const initial = { gatewaySettings: "initial", consolidate: true };
    await bench.current.done(bench.current.up([support(initial), tuned]));
    const program = [support({ ...initial, phoneNumbers: [first, second, third] }), tuned];
    const up = await bench.current.up(program);
    expect(up).toMatchObject({
      errors: [],
      ops: { support: "replace", tuned: "replace" },
      replaceKeys: { support: ["phoneNumbers"], tuned: ["gatewayId"] },
    });
    expect(gateway(sim, "outbound").mediaEncryption).toBe("enable");
    expect(bench.current.engine.state.get("tuned")?.id).toBe(gateway(sim, "outbound").id);
    expect(await bench.current.up(program)).toMatchObject({ lines: [] });
  });

  test("releaseOnDelete does not release for a replacement", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    const ids = sim.state().videosdk.phoneNumbers.map(({ phoneNumberId }) => phoneNumberId);
    const up = await bench.current.up([pairs({ releaseOnDelete: true })]);
    expect(up).toMatchObject({ errors: [], ops: { support: "replace" } });
    expect(sim.state().videosdk.released).toEqual([]);
    expect(sim.state().videosdk.phoneNumbers.map(({ phoneNumberId }) => phoneNumberId)).toEqual(ids);
  });

  test("a replacement whose creation is refused is completed by a later run, and nothing is left of the old set", async () => {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    await bench.current.done(bench.current.up([support()]));
    await dashboard.create([third]);
    const program = [support({ phoneNumbers: [first, second, third], consolidate: true })];
    const refused = await bench.current.up(program);
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toContain(`${third} is attached to`);
    expect(bench.current.engine.state.get("support")).toMatchObject({ pendingReplacement: true });
    expect(leftovers(sim)).toEqual([]);

    expect((await bench.current.up(program)).errors).toHaveLength(1);
    for (const one of gateways(sim)) await dashboard.deleteGateway(one);
    expect(await bench.current.up(program)).toMatchObject({ errors: [], ops: { support: "replace" } });
    expect(attached(sim)).toEqual([first, second, third]);
    expect(gateways(sim)).toHaveLength(2);
  });

  test("a replacement that cannot delete the old set keeps it, and the next run replaces it", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    sim.addFault({
      kind: "status",
      status: 500,
      method: "POST",
      path: "/v2/sip/phone-numbers/detach",
      times: 4,
    });
    const failed = await bench.current.up([pairs()]);
    expect(failed.errors).toHaveLength(1);
    expect(attached(sim)).toEqual([first, second]);
    expect(bench.current.engine.state.get("support")).toMatchObject({ pendingReplacement: false });
    sim.clearFaults();
    expect(await bench.current.up([pairs()])).toMatchObject({ errors: [], ops: { support: "replace" } });
    expect(gateways(sim)).toHaveLength(4);
  });
});
