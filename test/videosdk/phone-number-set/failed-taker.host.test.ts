import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { startSimulator, type Simulator } from "../../../src/simulator";
import { EngineModel } from "../../support/engine-model.js";
import { converge } from "../../support/moves.js";
import { phoneNumberSet, type Declared } from "../../support/program.js";
import { launchResident } from "../../support/resident-hosts.js";
import { setArgs } from "../../support/samples.js";
import { settingsFor, Stack } from "../../support/stack.js";

const number = (index: number): string => `+141555503${String(index).padStart(2, "0")}`;
const set = (name: string, indexes: readonly number[], args: object = {}): Declared =>
  phoneNumberSet(name, { ...setArgs, name, phoneNumbers: indexes.map(number), ...args });

let sim: Simulator;
let homes: string[] = [];
/** One step after the other, in the order of the program, also after one that failed. */
let first: Stack;

/** What an earlier run noted on another machine is not known. */
function machine(): string {
  const home = mkdtempSync(join(tmpdir(), "pulumi-sip-failed-taker-"));
  homes.push(home);
  return home;
}

function stackOn(home: string, limits: { parallel?: number; continueOnError?: boolean } = {}): Stack {
  const [projectDir, config] = [inject("fixtureDir"), settingsFor(sim)];
  return new Stack(sim, new EngineModel({ projectDir, home, config, launch: launchResident, ...limits }));
}

/** The same stack in later runs, on the same machine or another, as usual. */
function later(where: string): Stack {
  const stack = stackOn(where === "the same" ? (homes[0] ?? "") : machine());
  for (const [name, resource] of first.engine.state) stack.engine.state.set(name, resource);
  return stack;
}

/** Lets the operation of a set fail that changes its settings: no other of the run sends this request. */
function failing(name: string): void {
  const [inbound] = (first.outputs(name)["inboundGatewayIds"] ?? []) as string[];
  const path = `/v2/sip/phone-numbers/gateways/${inbound ?? ""}`;
  sim.addFault({ kind: "status", status: 400, times: 1_000_000, method: "PATCH", path });
}

beforeEach(async () => {
  sim = await startSimulator();
  first = stackOn(machine(), { parallel: 1, continueOnError: true });
});
afterEach(async () => {
  await sim.close();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
  homes = [];
});

describe.each(["the same", "another"])("after a run that failed, on %s machine", (where) => {
  test("a set gets the numbers that several others gave up: none was put where no state leads to", async () => {
    await first.done(first.up([set("taker", [1]), set("one", [2, 3]), set("other", [4, 5])]));
    failing("taker");
    sim.clearOutages();
    const after = [set("taker", [1, 2, 4], { name: "renamed" }), set("one", [3]), set("other", [5])];
    expect((await first.up(after)).errors).toHaveLength(1);
    expect(sim.outages()).toEqual([]);
    sim.clearFaults();
    const { harm, runs } = await converge(later(where), after);
    expect(runs[0]?.errors).toEqual([]);
    expect(harm).toEqual([]);
  });

  test("a set gets a number of one that is replaced, which is not done while its calls would end nowhere", async () => {
    await first.done(first.up([set("taker", [1]), set("giver", [2, 3])]));
    failing("taker");
    sim.clearOutages();
    const after = [set("taker", [1, 2], { name: "renamed" }), set("giver", [3], { isShared: false })];
    const { errors } = await first.up(after);
    expect(errors[1]).toContain(`wants ${number(2)}, which is on gateways of this set`);
    expect(sim.outages()).toEqual([]);
    sim.clearFaults();
    const { harm, runs } = await converge(later(where), after);
    expect(runs[0]?.errors).toEqual([]);
    // The number that stays has the outage of the replacement.
    expect(harm.filter((one) => !one.startsWith(number(3)))).toEqual([]);
  });
});
