import { describe, expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator";
import { canaries, first, outbound, pairs, second, support } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateway, gateways, leftovers } from "../../support/vendor-view.js";

const bench = useStack();

type Meddling = (dashboard: Dashboard, sim: Simulator) => Promise<unknown>;

async function deleteAll(dashboard: Dashboard, sim: Simulator): Promise<void> {
  for (const one of gateways(sim)) await dashboard.deleteGateway(one);
}

async function move(dashboard: Dashboard, e164: string): Promise<void> {
  await dashboard.detach(e164);
  await dashboard.create([e164]);
}

const meddlings: [string, Meddling, string[]][] = [
  ["one number is detached", (dashboard) => dashboard.detach(first), [second]],
  ["one number is released", (dashboard) => dashboard.release(first), [second]],
  [
    "all numbers are detached",
    async (dashboard) => {
      await dashboard.detach(first);
      await dashboard.detach(second);
    },
    [],
  ],
  [
    "all numbers are released",
    async (dashboard) => {
      await dashboard.release(first);
      await dashboard.release(second);
    },
    [],
  ],
];

const deletions: [string, Meddling][] = [
  ["an inbound gateway is deleted", (dashboard, sim) => dashboard.deleteGateway(one(sim, "inbound"))],
  ["an outbound gateway is deleted", (dashboard, sim) => dashboard.deleteGateway(one(sim, "outbound"))],
];

function one(sim: Simulator, direction: "inbound" | "outbound") {
  const found = gateways(sim).find((each) => each.direction === direction && each.numbers.includes(first));
  if (found === undefined) throw new Error(`${first} has no ${direction} gateway`);
  return found;
}

describe.each([
  ["one pair", support, "update"],
  ["a pair for each number", pairs, "update"],
] as const)("a set with %s", (_kind, declare, op) => {
  test.each(meddlings)(
    "%s: refresh shows what is left, the next up repairs it",
    async (_name, meddle, left) => {
      const { sim } = bench.current;
      await bench.current.done(bench.current.up([declare()]));
      await meddle(new Dashboard(sim), sim);
      const refresh = await bench.current.refresh();
      expect(refresh).toMatchObject({ errors: [], ops: { support: "refresh" }, writes: [] });
      expect(bench.current.outputs("support")).toMatchObject({ phoneNumbers: left });
      expect(await bench.current.up([declare()])).toMatchObject({ errors: [], ops: { support: op } });
      expectWhole(sim);
      expect(await bench.current.up([declare()])).toMatchObject({ ops: { support: "same" }, lines: [] });
    },
  );

  test.each(deletions)("%s: refresh shows it, the next up repairs it", async (_name, meddle) => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([declare()]));
    await meddle(new Dashboard(sim), sim);
    expect(await bench.current.refresh()).toMatchObject({
      errors: [],
      ops: { support: "refresh" },
      writes: [],
    });
    expect(await bench.current.up([declare()])).toMatchObject({ errors: [], ops: { support: op } });
    expectWhole(sim);
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "same" } });
  });

  test("all gateways are deleted: refresh drops the set from state, the next up creates it", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([declare()]));
    await deleteAll(new Dashboard(sim), sim);
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "delete" } });
    expect(bench.current.engine.state.size).toBe(0);
    expect(await bench.current.up([declare()])).toMatchObject({ errors: [], ops: { support: "create" } });
    expectWhole(sim);
  });

  test("a number moved to gateways of others: the error names both, and once it is free the set attaches it again", async () => {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    await bench.current.done(bench.current.up([declare()]));
    await move(dashboard, first);
    const foreign = one(sim, "inbound").id;
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "refresh" } });
    const up = await bench.current.up([declare()]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain(`${first} is attached to inbound gateway ${foreign}`);
    expect(one(sim, "inbound").id).toBe(foreign);
    for (const direction of ["inbound", "outbound"] as const)
      await dashboard.deleteGateway(one(sim, direction));
    expect(await bench.current.up([declare()])).toMatchObject({ errors: [] });
    expectWhole(sim);
  });

  test("without a refresh, an update finds what is missing and the run after it completes the set", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([declare()]));
    await new Dashboard(sim).detach(first);
    const program = [declare({ mediaEncryption: "enable" })];
    const up = await bench.current.up(program);
    if (up.errors.length > 0) expect(await bench.current.up(program)).toMatchObject({ errors: [] });
    expectWhole(sim);
    expect(gateways(sim).every(({ mediaEncryption }) => mediaEncryption === "enable")).toBe(true);
    expect(await bench.current.up(program)).toMatchObject({ ops: { support: "same" }, lines: [] });
  });
});

function expectWhole(sim: Simulator): void {
  expect(attached(sim)).toEqual([first, second]);
  expect(leftovers(sim)).toEqual([]);
  expect(new Set(gateways(sim).flatMap(({ numbers }) => numbers))).toEqual(new Set([first, second]));
}

describe("settings changed elsewhere", () => {
  test.each([
    ["mediaEncryption of one direction", "inbound", { mediaEncryption: "enable" }],
    ["the inbound region", "inbound", { sipRegion: "in002" }],
    ["the outbound region", "outbound", { sipRegion: "auto" }],
    ["the address", "outbound", { address: "elsewhere.example.com" }],
    ["the transport", "outbound", { transport: "udp" }],
    ["the password", "outbound", { auth: { username: "user", password: canaries.other } }],
  ] as const)("%s: found by refresh, fixed by the next up", async (_name, direction, change) => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    const before = gateway(sim, direction);
    await new Dashboard(sim).patchGateway(before.id, change);
    expect(await bench.current.refresh()).toMatchObject({
      errors: [],
      ops: { support: "refresh" },
      writes: [],
    });
    const up = await bench.current.up([support()]);
    expect(up).toMatchObject({
      errors: [],
      ops: { support: "update" },
      writes: [`PATCH /v2/sip/phone-numbers/gateways/{${direction}}`],
    });
    expect(gateway(sim, direction)).toEqual(before);
    expect(await bench.current.up([support()])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });

  test.each([1, 2, 3])(
    "one gateway of many: after %d refreshes only that one is fixed",
    async (refreshes) => {
      const { sim } = bench.current;
      await bench.current.done(bench.current.up([pairs()]));
      await new Dashboard(sim).patchGateway(one(sim, "outbound").id, { transport: "udp" });
      for (let count = 1; count <= refreshes; count += 1) await bench.current.done(bench.current.refresh());
      const up = await bench.current.up([pairs()]);
      expect(up).toMatchObject({ errors: [], writes: ["PATCH /v2/sip/phone-numbers/gateways/{outbound}"] });
      expect(gateways(sim).map(({ transport }) => transport)).toEqual([null, null, "tls", "tls"]);
    },
  );

  test("credentials that the program does not declare are not taken over, nor lost by an update", async () => {
    const { sim } = bench.current;
    const { auth, ...plain } = outbound;
    await bench.current.done(bench.current.up([support({ outbound: plain })]));
    await new Dashboard(sim).patchGateway(gateway(sim, "outbound").id, { auth });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "same" } });
    expect(JSON.stringify([...bench.current.engine.state])).not.toContain(canaries.set);
    const up = await bench.current.up([support({ outbound: { ...plain, transport: "udp" } })]);
    expect(up).toMatchObject({ errors: [] });
    expect(gateway(sim, "outbound")).toMatchObject({ auth, transport: "udp" });
  });
});
