import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { Program } from "../../support/program.js";
import { phoneNumberSet } from "../../support/program.js";
import { first, outbound, pairs, second, setArgs, support, third } from "../../support/samples.js";
import { engineFor, Stack, useStack, type Outcome } from "../../support/stack.js";
import { attached, Dashboard, gateways, leftovers } from "../../support/vendor-view.js";

const bench = useStack();

/** Runs `up` and kills the provider's process once the creating request has taken effect, before its answer. */
async function upKilledAfterCreation(program: Program, pairsAtTheVendor: number): Promise<Outcome> {
  const { sim } = bench.current;
  sim.addFault({
    kind: "delay",
    method: "POST",
    path: "/v2/sip/phone-numbers",
    when: "after",
    milliseconds: 600_000,
  });
  const expected = pairsAtTheVendor * 2;
  return upKilledWhen(program, () => expect(gateways(sim)).toHaveLength(expected));
}

/** Runs `up` and kills the provider's process as soon as something holds. */
async function upKilledWhen(program: Program, expectation: () => void): Promise<Outcome> {
  const running = bench.current.up(program);
  await vi.waitFor(expectation, { timeout: 50_000, interval: 10 });
  bench.current.engine.kill();
  const outcome = await running;
  expect(outcome.errors).toHaveLength(1);
  return outcome;
}

describe("a provider process that is killed between the creation and its record", () => {
  test.each([
    ["one pair", support(), 1],
    ["a pair for each number", pairs(), 2],
  ] as const)("the next up of the same resource takes the gateways over: %s", async (_name, set, count) => {
    const { sim, engine } = bench.current;
    await upKilledAfterCreation([set], count);
    expect(engine.state.size).toBe(0);
    const made = gateways(sim).map(({ id }) => id);
    expect(await bench.current.up([set])).toMatchObject({ errors: [], ops: { support: "create" } });
    expect(gateways(sim).map(({ id }) => id)).toEqual(made);
    expect(await bench.current.up([set])).toMatchObject({ ops: { support: "same" }, lines: [] });
    await bench.current.done(bench.current.destroy());
    expect(gateways(sim)).toEqual([]);
  });

  test("settings that were changed in the meantime are applied to what was found", async () => {
    const { sim } = bench.current;
    await upKilledAfterCreation([support()], 1);
    const up = await bench.current.up([support({ mediaEncryption: "enable", name: "Sales" })]);
    expect(up).toMatchObject({ errors: [] });
    expect(gateways(sim)).toMatchObject(Array(2).fill({ name: "Sales", mediaEncryption: "enable" }));
  });

  test("the note that it leaves shows no setting", async () => {
    await upKilledAfterCreation([support()], 1);
    const notes = join(bench.home, ".pulumi", "pulumi-sip", "creating");
    const [note = ""] = readdirSync(notes).map((file) => readFileSync(join(notes, file), "utf8"));
    for (const value of ["us002", outbound.address, outbound.auth.password, outbound.auth.username])
      expect(note).not.toContain(value);
  });

  test("another resource, or the same name in another stack, gets the conflict error and no gateway", async () => {
    const { sim } = bench.current;
    await upKilledAfterCreation([support()], 1);
    const before = sim.state();
    const other = await bench.current.up([phoneNumberSet("other", setArgs)]);
    expect(other.errors).toHaveLength(1);
    expect(other.errors[0]).toContain(`${first} is attached to`);
    const elsewhere = new Stack(sim, engineFor(sim, bench.home, {}, "shop/prod"));
    expect((await elsewhere.up([support()])).errors).toHaveLength(1);
    expect(sim.state()).toEqual(before);
    expect(await bench.current.up([support()])).toMatchObject({ errors: [] });
  });

  test("a replacement that was cut off is continued", async () => {
    const { sim, engine } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    await upKilledAfterCreation([pairs()], 2);
    expect(engine.state.get("support")).toMatchObject({ pendingReplacement: true });
    expect(await bench.current.up([pairs()])).toMatchObject({ errors: [], ops: { support: "replace" } });
    expect(gateways(sim)).toHaveLength(4);
    expect(attached(sim)).toEqual([first, second]);
    await bench.current.done(bench.current.destroy());
    expect(gateways(sim)).toEqual([]);
  });

  test("a number that was being added to a set of pairs belongs to it after the next up", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([pairs()]));
    const program = [pairs({ phoneNumbers: [first, second, third] })];
    await upKilledAfterCreation(program, 3);
    expect(await bench.current.up(program)).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(gateways(sim)).toHaveLength(6);
    expect(bench.current.outputs("support")["inboundGatewayIds"]).toHaveLength(3);
    expect(await bench.current.up(program)).toMatchObject({ ops: { support: "same" }, lines: [] });
  });
});

describe("what a completed creation leaves behind", () => {
  test("no claim on gateways that another client creates for these numbers later", async () => {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    await bench.current.done(bench.current.up([support()]));
    for (const one of gateways(sim)) await dashboard.deleteGateway(one);
    expect(await bench.current.refresh()).toMatchObject({ ops: { support: "delete" } });
    await dashboard.create([first, second]);
    const before = sim.state();
    const up = await bench.current.up([support()]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain(`set adopt: "${gateways(sim)[0]?.id ?? ""}"`);
    expect(sim.state()).toEqual(before);
  });

  test("no claim on gateways that were there before the request arrived", async () => {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    await dashboard.create([first, second]);
    const before = sim.state();
    sim.addFault({ kind: "delay", method: "POST", path: "/v2/sip/phone-numbers", milliseconds: 600_000 });
    const notes = join(bench.home, ".pulumi", "pulumi-sip", "creating");
    await upKilledWhen([support()], () => expect(existsSync(notes) && readdirSync(notes)).toHaveLength(1));
    sim.clearFaults();
    const up = await bench.current.up([support()]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain(`set adopt: "${gateways(sim)[0]?.id ?? ""}"`);
    expect(sim.state()).toEqual(before);
  });

  test("nor does a refused one", async () => {
    const { sim } = bench.current;
    const dashboard = new Dashboard(sim);
    sim.addFault({ kind: "status", status: 403, method: "POST", path: "/v2/sip/phone-numbers" });
    expect((await bench.current.up([support()])).errors).toHaveLength(1);
    await dashboard.create([first, second]);
    expect((await bench.current.up([support()])).errors).toHaveLength(1);
    expect(bench.current.engine.state.size).toBe(0);
    expect(leftovers(sim)).toEqual([]);
  });
});
