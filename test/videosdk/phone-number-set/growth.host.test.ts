import { describe, expect, test } from "vitest";
import { first, fourth, outbound, second, support, third } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateway, gateways, leftovers, registered } from "../../support/vendor-view.js";

const bench = useStack();

const create = "POST /v2/sip/phone-numbers";
const post = { method: "POST", path: "/v2/sip/phone-numbers" } as const;
const grown = support({ phoneNumbers: [first, second, third] });
const onOnePair = support({ phoneNumbers: [first, second, third], consolidate: true });

/** A shared set that has grown by a number, so that it has two pairs. Returns the gateways of the first. */
async function growSet(): Promise<readonly string[]> {
  await bench.current.done(bench.current.up([support()]));
  const before = gateways(bench.current.sim).map(({ id }) => id);
  await bench.current.done(bench.current.up([grown]));
  return before;
}

/** The ids of inbound and outbound gateways in state. */
function idsInState(): { inbound: string[]; outbound: string[] } {
  const { inboundGatewayIds, outboundGatewayIds } = bench.current.outputs("support");
  return { inbound: inboundGatewayIds as string[], outbound: outboundGatewayIds as string[] };
}

describe("a shared set that grows", () => {
  test("is updated: the preview says so, and the new numbers get a further pair with the same settings", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    const before = gateways(sim);
    const { id } = bench.current.engine.state.get("support") ?? {};
    const program = [support({ phoneNumbers: [first, second, third, fourth] })];
    expect(await bench.current.preview(program)).toMatchObject({ ops: { support: "update" }, lines: [] });
    const up = await bench.current.up(program);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" }, writes: [create] });
    expect(up.requests.find(({ method }) => method === "POST")?.requestBody).toMatchObject({
      name: "support",
      phoneNumbers: [third, fourth],
      isShared: true,
      inbound: { sipRegion: "us002" },
      outbound,
    });
    expect(gateways(sim)).toHaveLength(4);
    const old = new Set(before.map((one) => one.id));
    expect(gateways(sim).filter((one) => old.has(one.id))).toEqual(before);
    expect(bench.current.engine.state.get("support")?.id).toBe(id);
    const ids = idsInState();
    expect([ids.inbound[0], ids.outbound[0]]).toEqual([id, before[1]?.id]);
    expect(bench.current.outputs("support")["numbers"]).toMatchObject(
      [0, 0, 1, 1].map((pair) => ({
        inboundGatewayId: ids.inbound[pair],
        outboundGatewayId: ids.outbound[pair],
      })),
    );
    expect(await bench.current.up(program)).toMatchObject({ ops: { support: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ ops: { support: "same" } });
    expect(idsInState()).toEqual(ids);
  });

  test("gives a number that was detached elsewhere a further pair, with a refresh before or without", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    await new Dashboard(sim).detach(second);
    await bench.current.done(bench.current.refresh());
    expect(await bench.current.up([support()])).toMatchObject({
      errors: [],
      ops: { support: "update" },
      writes: [create],
    });
    expect(attached(sim)).toEqual([first, second]);
    await new Dashboard(sim).detach(first);
    const up = await bench.current.up([support({ mediaEncryption: "enable" })]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(attached(sim)).toEqual([first, second]);
    expect(gateways(sim)).toMatchObject(Array(4).fill({ mediaEncryption: "enable" }));
    expect(leftovers(sim)).toEqual([]);
    expect(await bench.current.up([support({ mediaEncryption: "enable" })])).toMatchObject({ lines: [] });
  });

  test.each([
    ["names that must be unique", { gatewayNamesUnique: true, gatewayNamesInListings: true }],
    ["passwords that are not shown", { passwords: "omitted" }],
  ] as const)("grows, changes and comes to rest with %s", async (_what, videosdk) => {
    const { sim } = bench.current;
    sim.configure({ videosdk });
    await growSet();
    expect(await bench.current.up([grown])).toMatchObject({ ops: { support: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ ops: { support: "same" } });
    const changed = support({ phoneNumbers: [first, second, third, fourth], mediaEncryption: "enable" });
    expect(await bench.current.up([changed])).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(gateways(sim)).toMatchObject(Array(6).fill({ mediaEncryption: "enable" }));
    expect(await bench.current.up([changed])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });

  test("can get its settings back from others where names must be unique", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { gatewayNamesUnique: true } });
    const numbers = { phoneNumbers: [first, second, third] };
    await bench.current.done(bench.current.up([support({ gatewaySettings: "initial" })]));
    await bench.current.done(bench.current.up([support({ gatewaySettings: "initial", ...numbers })]));
    expect(await bench.current.up([support(numbers)])).toMatchObject({
      errors: [],
      ops: { support: "update" },
    });
    expect(await bench.current.up([support(numbers)])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });

  test("gets another name where names must be unique: all but one of its pairs in a form of its own", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { gatewayNamesUnique: true } });
    await growSet();
    const renamed = support({ phoneNumbers: [first, second, third, fourth], name: "Front desk" });
    expect(await bench.current.up([renamed])).toMatchObject({ errors: [], ops: { support: "update" } });
    const names = gateways(sim).map(({ direction, name }) => `${direction} ${name}`);
    expect(names.sort()).toEqual([
      "inbound Front desk",
      expect.stringMatching(/^inbound Front desk-(?:2|[0-9a-f]{8})$/),
      expect.stringMatching(/^inbound Front desk-(?:2|[0-9a-f]{8})$/),
      "outbound Front desk",
      expect.stringMatching(/^outbound Front desk-(?:2|[0-9a-f]{8})$/),
      expect.stringMatching(/^outbound Front desk-(?:2|[0-9a-f]{8})$/),
    ]);
    expect(await bench.current.up([renamed])).toMatchObject({ ops: { support: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ ops: { support: "same" } });
  });

  test("changes the settings of all its pairs, and drift of one pair is found", async () => {
    const { sim } = bench.current;
    await growSet();
    await new Dashboard(sim).patchGateway(idsInState().outbound[1] ?? "", { sipRegion: "auto" });
    await bench.current.done(bench.current.refresh());
    const up = await bench.current.up([grown]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(up.writes).toHaveLength(1);
    expect(gateways(sim).slice(2)).toMatchObject(Array(2).fill({ geoRegion: "in002" }));
  });

  test("takes over a pair that carries the new number with adopt, and is adopted with all its pairs", async () => {
    const { sim, engine } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    await new Dashboard(sim).create([third]);
    const program = [support({ phoneNumbers: [first, second, third], adopt: true })];
    expect(await bench.current.up(program)).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(gateways(sim)).toHaveLength(4);
    engine.state.delete("support");
    expect(await bench.current.up(program)).toMatchObject({ errors: [], ops: { support: "create" } });
    expect(idsInState().inbound).toEqual(
      gateways(sim).flatMap((one) => (one.direction === "inbound" ? [one.id] : [])),
    );
    expect(engine.state.get("support")?.id).toBe(idsInState().inbound[0]);
    expect(await bench.current.up(program)).toMatchObject({ ops: { support: "same" }, lines: [] });
  });
});

describe("a shared set of several pairs", () => {
  test("loses a pair that becomes empty; the others keep their places", async () => {
    const { sim } = bench.current;
    await growSet();
    const four = [first, second, third, fourth];
    await bench.current.done(bench.current.up([support({ phoneNumbers: four })]));
    const ids = idsInState();
    const less = [support({ phoneNumbers: [first, second, fourth] })];
    expect(await bench.current.up(less)).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(idsInState()).toEqual({
      inbound: [ids.inbound[0], ids.inbound[2]],
      outbound: [ids.outbound[0], ids.outbound[2]],
    });
    expect(gateways(sim)).toHaveLength(4);
    expect(registered(sim)).toEqual(four);
  });

  test("keeps its id when the pair of that id is deleted, is still read and updated, and destroyed", async () => {
    const { sim, engine } = bench.current;
    await growSet();
    const { id } = engine.state.get("support") ?? {};
    const rest = support({ phoneNumbers: [third] });
    expect(await bench.current.up([rest])).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(engine.state.get("support")?.id).toBe(id);
    expect(idsInState().inbound).toEqual([gateway(sim, "inbound").id]);
    expect(idsInState().inbound).not.toContain(id);
    expect(leftovers(sim)).toEqual([]);
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "same" } });
    const more = support({ phoneNumbers: [third, fourth], mediaEncryption: "enable" });
    expect(await bench.current.up([more])).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(attached(sim)).toEqual([third, fourth]);
    expect(await bench.current.up([more])).toMatchObject({ ops: { support: "same" }, lines: [] });
    await bench.current.done(bench.current.destroy());
    expect(gateways(sim)).toEqual([]);
    expect(registered(sim)).toEqual([first, second, third, fourth]);
  });

  test("is destroyed with all its pairs", async () => {
    const { sim } = bench.current;
    await growSet();
    await bench.current.done(bench.current.destroy());
    expect(gateways(sim)).toEqual([]);
    expect(sim.state().videosdk.released).toEqual([]);
  });

  test("is replaced by a change of isShared", async () => {
    await growSet();
    const kind = support({ phoneNumbers: [first, second, third], isShared: false });
    expect(await bench.current.up([kind])).toMatchObject({
      errors: [],
      replaceKeys: { support: ["isShared"] },
    });
  });
});

describe("consolidate", () => {
  test("brings all numbers onto one pair: a replacement that says which calls it interrupts", async () => {
    const { sim } = bench.current;
    await growSet();
    const preview = await bench.current.preview([onOnePair]);
    expect(preview).toMatchObject({ ops: { support: "replace" }, replaceKeys: { support: ["consolidate"] } });
    expect(preview.output).toContain(`Calls of ${first}, ${second}, ${third} are interrupted`);
    expect(preview.lines).toEqual([]);
    const up = await bench.current.up([onOnePair]);
    expect(up).toMatchObject({ errors: [], ops: { support: "replace" } });
    expect(gateways(sim)).toHaveLength(2);
    expect(attached(sim)).toEqual([first, second, third]);
    expect(sim.state().videosdk.released).toEqual([]);
    expect(await bench.current.up([onOnePair])).toMatchObject({ ops: { support: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ ops: { support: "same" } });
    expect(await bench.current.up([grown])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });

  test("is no change of a set that has one pair", async () => {
    await bench.current.done(bench.current.up([support()]));
    expect(await bench.current.up([support({ consolidate: true })])).toMatchObject({
      ops: { support: "same" },
      lines: [],
    });
  });

  test("left at true makes a growth a replacement, and a number that was detached elsewhere one of the next up", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support({ consolidate: true })]));
    const up = await bench.current.up([onOnePair]);
    expect(up).toMatchObject({ errors: [], replaceKeys: { support: ["phoneNumbers"] } });
    expect(up.output).toContain("consolidate brings all its numbers onto one new pair");
    await new Dashboard(sim).detach(first);
    const changed = support({
      phoneNumbers: [first, second, third],
      consolidate: true,
      mediaEncryption: "enable",
    });
    expect(await bench.current.up([changed])).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(attached(sim)).toEqual([first, second, third]);
    expect(await bench.current.up([changed])).toMatchObject({ replaceKeys: { support: ["consolidate"] } });
    expect(gateways(sim)).toHaveLength(2);
  });
});

describe("a growth that is cut off", () => {
  test("by a time limit: refresh finds the new pair, and a destroy leaves no gateway", async () => {
    const { sim, engine } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    const { config } = engine;
    engine.config = { ...config, "videosdk:operationTimeout": "3" };
    sim.addFault({ ...post, kind: "delay", when: "after", milliseconds: 600_000 });
    expect((await bench.current.up([grown])).errors).toHaveLength(1);
    expect(gateways(sim)).toHaveLength(4);
    sim.clearFaults();
    engine.config = config;
    const cut = engine.state.get("support");
    await bench.current.done(bench.current.refresh());
    expect(idsInState().inbound).toHaveLength(2);
    if (cut !== undefined) engine.state.set("support", cut);
    await bench.current.done(bench.current.destroy());
    expect(gateways(sim)).toEqual([]);
    expect(registered(sim)).toEqual([first, second, third]);
  });

  test("after the vendor created the pair: the next up takes it over, and no third one is made", async () => {
    const { sim, engine } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    sim.addFault({ ...post, kind: "delay", when: "after", milliseconds: 600_000 });
    const running = bench.current.up([grown]);
    await expect.poll(() => gateways(sim).length, { timeout: 50_000, interval: 10 }).toBe(4);
    engine.kill();
    expect((await running).errors).toHaveLength(1);
    expect(await bench.current.up([grown])).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(gateways(sim)).toHaveLength(4);
    expect(await bench.current.up([grown])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });
});
