import fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "../../support/program.js";
import { compareWith, type Inventory } from "./expectation.js";
import { faultKinds, impatience, lateness, type FaultKind } from "./fault-kinds.js";
import { edit, edited, programOf, slots, type Edit, type Wishes } from "./generated-programs.js";
import { answer, asksAPerson } from "./person.js";
import { World } from "./world.js";

/** A fault at any request of a method. */
export interface StrayFault {
  readonly method: string;
  readonly kind: FaultKind;
  readonly nth: number;
  readonly times: number;
}

/** An edit, and the faults while it is applied. */
export interface Step {
  readonly edit: Edit;
  readonly faults: readonly StrayFault[];
}

const fault: fc.Arbitrary<StrayFault> = fc.record({
  method: fc.constantFrom("GET", "POST", "PATCH", "PUT", "DELETE"),
  kind: fc.constantFrom(...faultKinds),
  nth: fc.integer({ min: 1, max: 4 }),
  times: fc.constantFrom(1, 1, 2, 1_000_000),
});

/** The faults while a program is applied. */
export const faults = fc.array(fault, { maxLength: 2 });

/** A program and its edits. */
export const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.record({ edit: edit("many"), faults }),
    fc.array(fc.record({ edit: edit("few"), faults }), { minLength: 1, maxLength: 2 }),
  )
  .map(([first, others]) => [first, ...others]);

/** The result of a sequence. */
export interface End {
  /** The program at the end. */
  readonly wishes: Wishes;
  /** What the vendors should hold, and what they hold. */
  readonly expected: Inventory;
  readonly actual: Inventory;
  /** Errors of the last run without faults, and the writes of a further one. */
  readonly unrest: readonly string[];
}

/** Applies edits under faults, then runs the last program without faults. */
export async function play(sequence: readonly Step[]): Promise<End> {
  const world = await World.start({ videosdk: { trunkDelete: 200 } });
  try {
    let wishes: Wishes = {};
    for (const step of sequence) {
      wishes = edited(wishes, { ...step.edit, ...unfinished(world, wishes) });
      await runUnder(world, step.faults, programOf(wishes));
    }
    const unrest = await heal(world, programOf(wishes));
    return { wishes, ...compareWith(wishes, world.sim), unrest };
  } finally {
    await world.end();
  }
}

/**
 * Resources whose creation was begun and is not in state. Pulumi deletes nothing that is not in state, so removing such
 * a resource from the program, or replacing it, leaves behind what may exist: a run must complete it first.
 */
function unfinished({ stack }: World, wishes: Wishes): Wishes {
  const open = slots.filter((slot) => {
    const resource = stack.engine.state.get(slot);
    return slot !== "tuning" && (resource === undefined || resource.pendingReplacement);
  });
  return Object.fromEntries(
    open.flatMap((slot) => (wishes[slot] === undefined ? [] : [[slot, wishes[slot]]])),
  );
}

/** Applies a program under faults, which are over then. */
export async function runUnder(world: World, faults: readonly StrayFault[], program: Program): Promise<void> {
  const { sim, stack } = world;
  world.set(impatience);
  for (const { kind, method, nth, times } of faults) sim.addFault({ ...kind.fault, method, nth, times });
  const running = stack.up(program);
  const fatal = faults.findIndex(({ kind }) => kind.kills === true);
  if (fatal >= 0) await world.killWhenMet(fatal, running);
  const { errors } = await running;
  await sleep(Math.max(0, ...faults.map(({ kind }) => lateness(kind))));
  sim.clearFaults();
  world.set({});
  if (asksAPerson(errors)) await stack.up(answer(world, program));
}

/**
 * Runs without faults until one succeeds, two at most: the first records what only a replacement can fix, so that the
 * second replaces. Then one more, which must have nothing to do.
 */
async function heal(world: World, program: Program): Promise<readonly string[]> {
  const { stack } = world;
  const first = await stack.up(program);
  const answered = asksAPerson(first.errors) ? answer(world, program) : program;
  const { errors } = first.errors.length === 0 ? first : await stack.up(answered);
  const atRest = await stack.up(answered);
  return [...errors, ...atRest.errors, ...atRest.writes];
}
