import type { Declared, Program } from "../../support/program.js";
import { Dashboard } from "../../support/vendor-view.js";
import type { World } from "./world.js";

/** The id in state of a trunk whose creation was never answered. */
const unanswered = "unanswered";

/** Whether an error asks the user to check, because no program can. */
export function asksAPerson(errors: readonly string[]): boolean {
  return errors.some((error) => error.includes("adoptTrunkId"));
}

/**
 * Does what the error asks for: looks for each uncertain trunk, names it in the program where it exists, and removes it
 * from the state where it does not.
 *
 * @returns the program as the user leaves it
 */
export function answer({ sim, stack }: World, program: Program): Program {
  const { state } = stack.engine;
  const known = new Set([...state.values()].map(({ id }) => id));
  const { trunks } = sim.state().videosdk;
  return program.map((declared): Declared => {
    if (state.get(declared.name)?.id !== unanswered) return declared;
    const trunk = trunks.find(({ trunkId, name }) => name === declared.inputs["name"] && !known.has(trunkId));
    if (trunk !== undefined)
      return { ...declared, inputs: { ...declared.inputs, adoptTrunkId: trunk.trunkId } };
    state.delete(declared.name);
    return declared;
  });
}

/**
 * Removes the trunks that a deletion could not and that a warning asks the user to remove.
 *
 * @returns whether one was asked for
 */
export async function removeWhatStays({ sim, stack }: World, output: string): Promise<boolean> {
  const known = new Set([...stack.engine.state.values()].map(({ id }) => id));
  const left = sim
    .state()
    .videosdk.trunks.filter(
      ({ trunkId }) => output.includes(`trunk ${trunkId} `) && output.includes("Remove it there."),
    );
  const orphans = left.filter(({ trunkId }) => !known.has(trunkId));
  for (const { trunkId } of orphans) await new Dashboard(sim).deleteTrunk(trunkId);
  return orphans.length > 0;
}
