import type { Declared, Program } from "../../support/program.js";
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
