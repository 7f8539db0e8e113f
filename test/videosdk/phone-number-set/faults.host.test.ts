import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Fault } from "../../../src/simulator";
import {
  canaries,
  first,
  fourth,
  outbound,
  pairs,
  second,
  setArgs,
  support,
  third,
} from "../../support/samples.js";
import { phoneNumberSet } from "../../support/program.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateway, gateways, leftovers, registered } from "../../support/vendor-view.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0" } });

const post = { method: "POST", path: "/v2/sip/phone-numbers" } as const;
const reads = { method: "GET", path: "/v2/sip/phone-numbers**" } as const;
const patch = { method: "PATCH", path: "/v2/sip/phone-numbers/gateways/*" } as const;
const forever = 1000;

/** Every way in which an answer can leave open whether the request took effect. */
const openEnds: [string, Fault][] = [
  ["dropped before the effect", { kind: "drop-before" }],
  ["dropped after the effect", { kind: "drop-after" }],
  ["500 before the effect", { kind: "status", status: 500 }],
  ["500 after the effect", { kind: "status", status: 500, when: "after" }],
  ["cut off", { kind: "malformed", when: "after" }],
  ["an HTML page of a proxy", { kind: "html", when: "after" }],
  ["no answer in time", { kind: "delay", milliseconds: 60_000, when: "after" }],
];

/** Makes the client abandon a late answer soon; with other faults, that happens only on a slow machine. */
function limitWaits({ kind }: Fault): void {
  const { engine } = bench.current;
  if (kind === "delay") engine.config = { ...engine.config, "videosdk:requestTimeout": "1" };
}

describe("the creating request", () => {
  test.each(openEnds)(
    "answer %s: resolved by a read, in the same run, with one pair at the end",
    async (_name, fault) => {
      const { sim } = bench.current;
      limitWaits(fault);
      sim.addFault({ ...post, ...fault });
      expect(await bench.current.up([support()])).toMatchObject({ errors: [], ops: { support: "create" } });
      expect(gateways(sim)).toHaveLength(2);
      expect(attached(sim)).toEqual([first, second]);
      expect(await bench.current.up([support()])).toMatchObject({ lines: [] });
    },
  );

  test("a number that is detached elsewhere before it was read back: the next up gives it a further pair", async () => {
    const { sim, engine } = bench.current;
    engine.config = { ...engine.config, "videosdk:operationTimeout": "4" };
    sim.addFault({ ...reads, kind: "delay", milliseconds: 1_000 });
    const running = bench.current.up([support()]);
    await vi.waitFor(() => expect(gateways(sim)).toHaveLength(2), { timeout: 50_000, interval: 5 });
    await new Dashboard(sim).detach(second);
    expect((await running).errors[0]).toContain(`does not show the gateways of ${second} yet`);
    expect(await bench.current.up([support()])).toMatchObject({ errors: [] });
    expect(attached(sim)).toEqual([first, second]);
    expect(gateways(sim)).toHaveLength(4);
    expect(await bench.current.up([support()])).toMatchObject({ lines: [] });
  });

  test.each([
    ["dropped", { kind: "drop-before" }],
    ["500", { kind: "status", status: 500 }],
  ] as const)(
    "answer %s while the numbers belong to another owner: their gateways are not taken over",
    async (_name, fault) => {
      const { sim } = bench.current;
      await new Dashboard(sim).create([first, second]);
      const before = sim.state();
      sim.addFault({ ...post, ...fault });
      const up = await bench.current.up([support()]);
      expect(up).toMatchObject({ errors: [expect.stringContaining(`${first} is attached to`)] });
      expect(sim.state()).toEqual(before);
      expect(bench.current.engine.state.size).toBe(0);
    },
  );

  test("a refusal whose words were lost is no success: the gateways that carry another number stay the other set's", async () => {
    const { sim } = bench.current;
    await bench.current.up([support({ phoneNumbers: [first, second] })]);
    sim.addFault({ ...post, kind: "empty", when: "after", times: forever });
    const moved = [
      phoneNumberSet("new", { ...setArgs, phoneNumbers: [second] }),
      support({ phoneNumbers: [first] }),
    ];
    await bench.current.up(moved);
    sim.clearFaults();
    await bench.current.up(moved);
    expect(await bench.current.up(moved)).toMatchObject({ errors: [], lines: [] });
    expect(attached(sim)).toEqual([first, second]);
    expect(gateways(sim)).toHaveLength(4);
  });

  test("409 is tried again, as the vendor advises", async () => {
    bench.current.sim.addFault({ ...post, kind: "status", status: 409, times: 2 });
    const up = await bench.current.up([support()]);
    expect(up).toMatchObject({ errors: [], ops: { support: "create" } });
    expect(up.writes).toHaveLength(3);
    expect(gateways(bench.current.sim)).toHaveLength(2);
  });

  test("an empty answer is as good as the documented message", async () => {
    bench.current.sim.addFault({ ...post, kind: "empty", when: "after" });
    expect(await bench.current.up([support()])).toMatchObject({ errors: [] });
    expect(gateways(bench.current.sim)).toHaveLength(2);
  });

  test.each([
    ["one pair", support()],
    ["a pair for each number", pairs()],
  ])(
    "reads that fail after it leave the set in state, and the next up completes it: %s",
    async (_name, set) => {
      const { sim } = bench.current;
      sim.addFault({ ...reads, kind: "status", status: 503, times: forever });
      const failed = await bench.current.up([set]);
      expect(failed.errors).toHaveLength(1);
      expect(bench.current.engine.state.get("support")?.initErrors).toHaveLength(1);
      expect(failed.errors.join() + failed.output).not.toContain("CANARY");
      const made = gateways(sim).map(({ id }) => id);

      sim.clearFaults();
      const again = await bench.current.up([set]);
      expect(again).toMatchObject({ errors: [], ops: { support: "update" }, writes: [] });
      expect(gateways(sim).map(({ id }) => id)).toEqual(made);
      expect(bench.current.outputs("support")["numbers"]).toMatchObject([{ e164: first }, { e164: second }]);
      expect(await bench.current.up([set])).toMatchObject({ ops: { support: "same" }, lines: [] });
      await bench.current.done(bench.current.destroy());
      expect(gateways(sim)).toEqual([]);
    },
  );

  test("a set that is known by its numbers only can be refreshed, replaced and destroyed", async () => {
    const { sim } = bench.current;
    for (const operation of ["refresh", "replace", "destroy"] as const) {
      sim.addFault({ ...reads, kind: "status", status: 503, times: forever });
      expect((await bench.current.up([support()])).errors).toHaveLength(1);
      sim.clearFaults();
      if (operation === "refresh") await bench.current.done(bench.current.refresh());
      if (operation === "replace") await bench.current.done(bench.current.up([pairs()]));
      expect(leftovers(sim)).toEqual([]);
      expect(attached(sim)).toEqual([first, second]);
      await bench.current.done(bench.current.destroy());
      expect(gateways(sim)).toEqual([]);
    }
  });
});

describe("an update that fails halfway", () => {
  beforeEach(async () => {
    await bench.current.done(bench.current.up([pairs()]));
  });

  const changed = { mediaEncryption: "enable", outbound: { ...outbound, transport: "udp" } };

  test.each([1, 2, 3, 4])("at gateway %d of 4: the next up does the rest", async (nth) => {
    const { sim } = bench.current;
    sim.addFault({ ...patch, kind: "status", status: 500, nth });
    const failed = await bench.current.up([pairs(changed)]);
    expect(failed.errors).toHaveLength(1);
    expect(bench.current.engine.state.get("support")?.initErrors).toHaveLength(1);
    expect(await bench.current.up([pairs(changed)])).toMatchObject({
      errors: [],
      ops: { support: "update" },
    });
    expect(gateways(sim).map(({ mediaEncryption }) => mediaEncryption)).toEqual(Array(4).fill("enable"));
    expect(gateways(sim).map(({ transport }) => transport)).toEqual([null, null, "udp", "udp"]);
    expect(await bench.current.up([pairs(changed)])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });

  test("and is then reverted in the program: what was done is undone", async () => {
    const { sim } = bench.current;
    sim.addFault({ ...patch, kind: "status", status: 500, nth: 3 });
    await bench.current.up([pairs(changed)]);
    expect(await bench.current.up([pairs()])).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(gateways(sim).map(({ mediaEncryption }) => mediaEncryption)).toEqual(Array(4).fill("disable"));
  });

  test.each(openEnds)(
    "a number that is added, answer %s: it has one pair of its own",
    async (_name, fault) => {
      const { sim } = bench.current;
      limitWaits(fault);
      sim.addFault({ ...post, ...fault });
      const set = pairs({ phoneNumbers: [first, second, third] });
      expect(await bench.current.up([set])).toMatchObject({ errors: [], ops: { support: "update" } });
      expect(attached(sim)).toEqual([first, second, third]);
      expect(gateways(sim)).toHaveLength(6);
    },
  );

  test("a number that was added while all reads failed is found by the next up", async () => {
    const { sim } = bench.current;
    const set = pairs({ phoneNumbers: [first, second, third] });
    // The first reads are those before the update's changes; those after the creation fail.
    sim.addFault({ ...reads, kind: "status", status: 503, nth: 3, times: forever });
    const failed = await bench.current.up([set]);
    expect(failed.errors).toHaveLength(1);
    expect(gateways(sim)).toHaveLength(6);
    sim.clearFaults();
    expect(await bench.current.up([set])).toMatchObject({ errors: [] });
    expect(gateways(sim)).toHaveLength(6);
    expect(bench.current.outputs("support")["inboundGatewayIds"]).toHaveLength(3);
    await bench.current.done(bench.current.destroy());
    expect(gateways(sim)).toEqual([]);
  });

  test("numbers that are added, one detached elsewhere before it was read back: the next up continues with what there is", async () => {
    const { sim, engine } = bench.current;
    engine.config = { ...engine.config, "videosdk:operationTimeout": "4" };
    // The list is read before the changes, before the creation and after it.
    const read = { method: "GET", path: "/v2/sip/phone-numbers", nth: 3 } as const;
    sim.addFault({ ...read, kind: "delay", milliseconds: 1_000 });
    const set = pairs({ phoneNumbers: [first, second, third, fourth] });
    const running = bench.current.up([set]);
    await vi.waitFor(() => expect(gateways(sim)).toHaveLength(8), { timeout: 50_000, interval: 5 });
    await new Dashboard(sim).detach(fourth);
    expect((await running).errors[0]).toContain(`does not show the gateways of ${fourth} yet`);
    expect(bench.current.outputs("support")["inboundGatewayIds"]).toHaveLength(3);
    expect(await bench.current.up([set])).toMatchObject({ errors: [] });
    expect(attached(sim)).toEqual([first, second, third, fourth]);
    expect(await bench.current.up([set])).toMatchObject({ lines: [] });
  });

  test.each([
    ["the detach", { method: "POST", path: "/v2/sip/phone-numbers/detach", times: 2 }],
    ["the deletion of its gateway", { method: "DELETE", path: "/v2/sip/**" }],
    ["the look at its gateway", { method: "GET", path: "/v2/sip/outbound-gateways/*" }],
  ] as const)(
    "a number that is removed, %s failing: completely removed after the next up",
    async (_name, place) => {
      const { sim } = bench.current;
      sim.addFault({ ...place, kind: "status", status: 500 });
      const set = pairs({ phoneNumbers: [second] });
      expect((await bench.current.up([set])).errors).toHaveLength(1);
      expect(await bench.current.up([set])).toMatchObject({ errors: [], ops: { support: "update" } });
      expect(attached(sim)).toEqual([second]);
      expect(leftovers(sim)).toEqual([]);
      expect(registered(sim)).toEqual([first, second]);
      expect(await bench.current.up([set])).toMatchObject({ ops: { support: "same" }, lines: [] });
    },
  );
});

describe("a change whose effect is unknown and that is then reverted", () => {
  const lost = { ...patch, kind: "drop-after", times: 2 } as const;

  test("a password is put back although the vendor does not show it", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { passwords: "masked" } });
    await bench.current.done(bench.current.up([support()]));
    sim.addFault(lost);
    const rotated = { ...outbound, auth: { username: "user", password: canaries.other } };
    expect((await bench.current.up([support({ outbound: rotated })])).errors).toHaveLength(1);
    expect(gateway(sim, "outbound").auth?.password).toBe(canaries.other);
    sim.clearFaults();
    expect(await bench.current.up([support()])).toMatchObject({ errors: [] });
    expect(gateway(sim, "outbound").auth?.password).toBe(canaries.set);
  });

  test("a name is put back although listings do not show it", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    sim.addFault(lost);
    expect((await bench.current.up([support({ name: "Sales" })])).errors).toHaveLength(1);
    sim.clearFaults();
    expect(await bench.current.up([support()])).toMatchObject({ errors: [] });
    expect(gateways(sim).map(({ name }) => name)).toEqual(["support", "support"]);
  });
});

describe("gateways that are taken over", () => {
  test.each([
    ["of a new set", undefined, support({ adopt: true })],
    ["of a number that is added", pairs(), pairs({ phoneNumbers: [first, second, third], adopt: true })],
  ])(
    "%s: what could not be set in the first run, the name too, is set in the next",
    async (_name, old, goal) => {
      const { sim } = bench.current;
      if (old !== undefined) await bench.current.done(bench.current.up([old]));
      await new Dashboard(sim).create(old === undefined ? [first, second] : [third]);
      sim.addFault({ ...patch, kind: "status", status: 500, times: forever });
      expect(await bench.current.up([goal])).toMatchObject({ errors: [expect.stringContaining("500")] });
      sim.clearFaults();
      await bench.current.done(bench.current.up([goal]));
      expect(gateways(sim).map(({ name }) => name)).toEqual(gateways(sim).map(() => "support"));
    },
  );

  test("after a run that could not read whether the numbers were free: only if the program adopts them", async () => {
    const { sim, engine } = bench.current;
    await new Dashboard(sim).create([first, second]);
    const before = sim.state();
    sim.addFault({ kind: "drop-before", times: forever });
    await bench.current.up([support()]);
    sim.clearFaults();
    const up = await bench.current.up([support()]);
    expect(up).toMatchObject({ errors: [expect.stringContaining(`${first} is attached to`)] });
    await bench.current.done(bench.current.destroy());
    expect(sim.state()).toEqual(before);
    expect(engine.state.size).toBe(0);
  });

  test("after an answer that says «created»: their settings turn out to differ, and all are set", async () => {
    const { sim } = bench.current;
    await new Dashboard(sim).create([first, second]);
    sim.addFault({ ...post, kind: "empty" });
    await bench.current.done(bench.current.up([support({ adopt: true })]));
    expect(gateways(sim).map(({ name }) => name)).toEqual(["support", "support"]);
  });
});
