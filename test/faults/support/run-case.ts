import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "../../support/stack.js";
import { faultOf, type FaultCase } from "./fault-cases.js";
import { impatient, lateness } from "./fault-kinds.js";
import { perform, type KnownOperation } from "./operation.js";
import type { Prepared } from "./prepared.js";
import { removeWhatStays } from "./person.js";
import { heal, judge } from "./recovery.js";
import type { Verdict } from "./verdict.js";
import { World } from "./world.js";

/**
 * How many times as long as usual the operation waits in each try of a case. On a busy machine, a request before the
 * one with the fault may run out of time.
 */
const degrees = [1, 4, 16];

/**
 * Runs the operation with the fault, then without, and checks what exists at the end.
 *
 * @returns undefined when the fault never occurred, where numbers move: how often they are looked at depends on how soon the
 *   engine checks the resource that gives them up
 */
export async function runCase(prepared: Prepared, fault: FaultCase): Promise<Verdict | undefined> {
  for (const patience of degrees) {
    const verdict = await attempt(prepared, fault, patience);
    if (verdict !== undefined) return verdict;
  }
  return prepared.operation.moves === true
    ? undefined
    : { finding: "wrong", details: ["the fault never occurred"] };
}

/** @returns undefined when the fault never occurred */
async function attempt(prepared: Prepared, fault: FaultCase, patience: number): Promise<Verdict | undefined> {
  const { operation, before } = prepared;
  const world = await World.start(operation.behaviour, before);
  try {
    const { errors, output } = await withFault(world, operation, fault, patience);
    if (world.sim.faults().every(({ fired }) => fired === 0)) return undefined;
    world.sim.clearFaults();
    // A list that only fills an output is passed over where it cannot be read; the next refresh has it.
    if (errors.length === 0 && fault.place.path.endsWith("/addresses")) await world.stack.refresh();
    const asked = await removeWhatStays(world, output);
    const healthy = { program: operation.program, asked, errors: [] };
    const forgotten = fault.kind.kills === true ? (operation.tellsOfBefore ?? []) : [];
    return await judge(
      world,
      prepared,
      errors.length === 0 ? healthy : await heal(world, operation),
      forgotten,
    );
  } finally {
    await world.end();
  }
}

async function withFault(
  world: World,
  operation: KnownOperation,
  fault: FaultCase,
  patience: number,
): Promise<Outcome> {
  world.set(impatient(patience));
  world.sim.addFault(faultOf(fault, patience));
  const running = perform(world.stack, operation, operation.program);
  if (fault.kind.kills === true) await world.killWhenMet(0, running);
  const outcome = await running;
  await sleep(lateness(fault.kind) * patience);
  world.set({});
  return outcome;
}
