import type { Program } from "../../support/program.js";
import { atRest, perform, type KnownOperation } from "./operation.js";
import { answer, asksAPerson } from "./person.js";
import type { Prepared } from "./prepared.js";
import { stateView } from "./state-view.js";
import { compareVendor, differences, type Verdict } from "./verdict.js";
import { vendorObjects } from "./vendor-objects.js";
import type { World } from "./world.js";

/** What the next operation came to. */
export interface Healing {
  /** The program, as a person may have changed it. */
  readonly program: Program;
  /** Whether a person was asked. */
  readonly asked: boolean;
  readonly errors: readonly string[];
}

/** Runs the operation again on healthy vendors, and a third time after a person has answered where one was asked. */
export async function heal(world: World, operation: KnownOperation): Promise<Healing> {
  const { program } = operation;
  const { errors } = await perform(world.stack, operation, program);
  if (!asksAPerson(errors)) return { program, asked: false, errors };
  const answered = answer(world, program);
  const answeredRun = await world.stack.up(answered);
  return { program: answered, asked: true, errors: answeredRun.errors };
}

/** Compares everything with what there is where nothing ever failed. */
export async function judge(world: World, prepared: Prepared, healing: Healing): Promise<Verdict> {
  const { sim, stack } = world;
  const writes = await atRest(stack, prepared.operation, healing.program);
  const vendor = compareVendor(vendorObjects(sim), prepared.vendor);
  const details = [
    ...healing.errors,
    ...vendor.details,
    ...differences(writes, prepared.writesAtRest, "writes at rest"),
    ...differences(stateView(sim, stack.engine.state), prepared.state, "state"),
  ];
  if (details.length === 0) return { finding: healing.asked ? "asked" : "converged", details };
  return { finding: vendor.finding === "converged" ? "wrong" : vendor.finding, details };
}
