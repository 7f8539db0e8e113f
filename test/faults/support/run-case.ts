import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "../../support/stack.js";
import { faultOf, type FaultCase } from "./fault-cases.js";
import { impatience, lateness } from "./fault-kinds.js";
import { perform, type Operation } from "./operation.js";
import type { Prepared } from "./prepared.js";
import { heal, judge } from "./recovery.js";
import type { Verdict } from "./verdict.js";
import { World } from "./world.js";

/** Runs the operation with the fault, then without, and judges what is there at the end. */
export async function runCase(prepared: Prepared, fault: FaultCase): Promise<Verdict> {
  const { operation, before } = prepared;
  const world = await World.start(operation.behaviour, before);
  try {
    const { errors } = await withFault(world, operation, fault);
    if (world.sim.faults().every(({ fired }) => fired === 0)) {
      return { finding: "wrong", details: ["the fault was never met"] };
    }
    world.sim.clearFaults();
    const healthy = { program: operation.program, asked: false, errors: [] };
    return await judge(world, prepared, errors.length === 0 ? healthy : await heal(world, operation));
  } finally {
    await world.end();
  }
}

async function withFault(world: World, operation: Operation, fault: FaultCase): Promise<Outcome> {
  world.set(impatience);
  world.sim.addFault(faultOf(fault));
  const running = perform(world.stack, operation, operation.program);
  if (fault.kind.kills === true) await world.killWhenMet(0, running);
  const outcome = await running;
  await sleep(lateness(fault.kind));
  world.set({});
  return outcome;
}
