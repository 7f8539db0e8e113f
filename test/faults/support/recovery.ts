import type { Program } from "../../support/program.js";
import { atRest, perform, type KnownOperation } from "./operation.js";
import { answer, asksAPerson } from "./person.js";
import type { Prepared } from "./prepared.js";
import { stateView } from "./state-view.js";
import { compareVendor, differences, dropped, type Verdict } from "./verdict.js";
import { vendorObjects } from "./vendor-objects.js";
import type { World } from "./world.js";

/** The result of the next operation. */
export interface Healing {
  /** The program, as the user may have changed it. */
  readonly program: Program;
  /** Whether the user was asked. */
  readonly asked: boolean;
  readonly errors: readonly string[];
}

/** Runs the operation again without faults, and a third time after the user has answered, if asked. */
export async function heal(world: World, operation: KnownOperation): Promise<Healing> {
  const { program } = operation;
  const { errors } = await perform(world.stack, operation, program);
  if (!asksAPerson(errors)) return { program, asked: false, errors };
  const answered = answer(world, program);
  const answeredRun = await world.stack.up(answered);
  return { program: answered, asked: true, errors: answeredRun.errors };
}

/**
 * Compares everything with the result of a run without faults.
 *
 * @param forgotten outputs that are not compared; none by default
 */
export async function judge(
  world: World,
  prepared: Prepared,
  healing: Healing,
  forgotten: readonly string[] = [],
): Promise<Verdict> {
  const { sim, stack } = world;
  const writes = await atRest(stack, prepared.operation, healing.program);
  const vendor = compareVendor(vendorObjects(sim), prepared.vendor);
  const drops = prepared.operation.moves === true ? dropped(sim, healing.program) : [];
  const details = [
    ...healing.errors,
    ...drops,
    ...vendor.details,
    ...differences(writes, prepared.furtherWrites, "writes of a further up"),
    ...differences(
      withoutOutputs(stateView(sim, stack.engine.state), forgotten),
      withoutOutputs(prepared.state, forgotten),
      "state",
    ),
  ];
  if (details.length === 0) return { finding: healing.asked ? "asked" : "converged", details };
  if (vendor.finding !== "converged") return { finding: vendor.finding, details };
  return { finding: drops.length > 0 ? "dropped" : "wrong", details };
}

function withoutOutputs(
  state: Readonly<Record<string, unknown>>,
  outputs: readonly string[],
): Readonly<Record<string, unknown>> {
  if (outputs.length === 0) return state;
  const text = JSON.stringify(state, (key, value: unknown) => (outputs.includes(key) ? null : value));
  return JSON.parse(text) as Record<string, unknown>;
}
