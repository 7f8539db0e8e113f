import { describe, expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator";
import { first, second, support, third } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateways } from "../../support/vendor-view.js";
import type { Properties } from "../../support/wire.js";

const bench = useStack();

/** A set whose gateways carry a third number, which was attached to them elsewhere. */
async function joined(args: Properties = {}): Promise<Simulator> {
  const { sim } = bench.current;
  await bench.current.done(bench.current.up([support(args)]));
  await new Dashboard(sim).join(third);
  return sim;
}

/** Removes from the state what release 0.1.0 did not write, and adds these numbers, as its refresh did. */
function asFormerRelease(phoneNumbers: readonly string[]): void {
  const { engine } = bench.current;
  const old = engine.state.get("support");
  if (old === undefined) throw new Error("the set is not in state");
  const written = Object.entries(old.outputs).filter(
    ([key]) => !["__declared", "foreignNumbers", "__urn"].includes(key),
  );
  engine.state.set("support", { ...old, outputs: { ...Object.fromEntries(written), phoneNumbers } });
}

describe("a number that was attached to the set's gateways elsewhere", () => {
  test("is shown as foreign, is no difference, and stays attached through every update", async () => {
    const sim = await joined();
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { support: "same" } });
    const outputs = bench.current.outputs("support");
    expect(outputs).toMatchObject({ phoneNumbers: [first, second], foreignNumbers: [third] });
    expect(outputs["numbers"]).toHaveLength(2);
    expect(await bench.current.up([support()])).toMatchObject({ ops: { support: "same" }, lines: [] });
    await bench.current.done(bench.current.up([support({ phoneNumbers: [first], name: "Renamed" })]));
    expect(attached(sim)).toEqual([first, third]);
    expect(bench.current.outputs("support")).toMatchObject({ foreignNumbers: [third] });
  });

  test("keeps its gateways when the set is destroyed, which says so, and is not released", async () => {
    const sim = await joined({ releaseOnDelete: true });
    await bench.current.done(bench.current.refresh());
    const destroyed = await bench.current.done(bench.current.destroy());
    expect(attached(sim)).toEqual([third]);
    expect(gateways(sim)).toHaveLength(2);
    expect([...sim.state().videosdk.released].sort()).toEqual([first, second]);
    for (const { id } of gateways(sim)) {
      expect(destroyed.output).toContain(`gateway ${id} stays: ${third} is attached to it`);
    }
  });

  test("becomes a number of the set in place once the program declares it", async () => {
    const sim = await joined();
    await bench.current.done(bench.current.refresh());
    const all = support({ phoneNumbers: [first, second, third] });
    expect(await bench.current.up([all])).toMatchObject({ ops: { support: "update" }, writes: [] });
    await bench.current.done(bench.current.destroy());
    expect(attached(sim)).toEqual([]);
    expect(gateways(sim)).toEqual([]);
  });
});

describe("a state of release 0.1.0, which does not say what was declared", () => {
  test("detaches and releases nothing, deletes no gateway that carries a number, and stays", async () => {
    const sim = await joined({ releaseOnDelete: true });
    asFormerRelease([first, second, third]);
    const destroyed = await bench.current.destroy();
    expect(destroyed.errors).toEqual([
      expect.stringContaining("did not record which numbers the program declared"),
    ]);
    expect(destroyed.writes).toEqual([]);
    expect(bench.current.engine.state.has("support")).toBe(true);
    expect(attached(sim)).toEqual([first, second, third]);
  });

  test("after one up has recorded the list, is destroyed like every other", async () => {
    const sim = await joined({ releaseOnDelete: true });
    asFormerRelease([first, second, third]);
    await bench.current.done(bench.current.up([support({ releaseOnDelete: true })]));
    expect(attached(sim)).toEqual([first, second, third]);
    await bench.current.done(bench.current.destroy());
    expect(attached(sim)).toEqual([third]);
    expect([...sim.state().videosdk.released].sort()).toEqual([first, second]);
  });

  test("can be replaced: the numbers that the program wants again are its own", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    asFormerRelease([first, second]);
    await bench.current.done(bench.current.up([support({ isShared: false })]));
    expect(attached(sim)).toEqual([first, second]);
    expect(gateways(sim)).toHaveLength(4);
  });
});
