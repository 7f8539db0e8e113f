import type { BehaviourChanges, Simulator } from "../../../src/simulator";
import type { Outcome, Stack } from "../../support/stack.js";
import type { Program } from "../../support/program.js";

/** An operation whose every request is made to fail, in every way. */
export interface Operation {
  /** What is done with it: `create`, `update of name`. */
  readonly name: string;
  /** Programs that are up before that, one after the other. */
  readonly earlier?: readonly Program[];
  /** What is up before it. Nothing by default. */
  readonly before?: Program;
  /** Settings that applied then, instead of the usual ones. */
  readonly formerly?: Readonly<Record<string, string>>;
  /** What happens at the vendor between that and the operation, without Pulumi. */
  readonly meanwhile?: (sim: Simulator) => Promise<unknown>;
  /** Resources that are removed from the state before the operation, as by `pulumi state delete`. */
  readonly forget?: readonly string[];
  /** Whether a refresh runs after that. */
  readonly refreshed?: boolean;
  /** What is run. An `up` by default. */
  readonly run?: "up" | "refresh" | "destroy";
  /** The program of the `up`; for a refresh, of the `up` after it. */
  readonly program: Program | ((sim: Simulator) => Program);
  /** Whether numbers change hands, so that none may be detached more than once whatever fails. */
  readonly moves?: boolean;
  /** Outputs that tell what was before the operation: after a kill nobody knows it. */
  readonly tellsOfBefore?: readonly string[];
  /** How the vendors behave. */
  readonly behaviour?: BehaviourChanges;
}

/** An operation whose program is known. */
export type KnownOperation = Operation & { readonly program: Program };

/** Runs the operation, as a user would start it. */
export function perform(stack: Stack, { run = "up" }: Operation, program: Program): Promise<Outcome> {
  switch (run) {
    case "up":
      return stack.up(program);
    case "refresh":
      return stack.refresh();
    case "destroy":
      return stack.destroy();
  }
}

/**
 * What a further `up` does at the end: nothing, unless the operation was a refresh that found something to correct.
 *
 * @returns its writes and errors
 */
export async function atRest(stack: Stack, { run }: Operation, program: Program): Promise<readonly string[]> {
  if (run === "destroy") return [];
  const { errors, writes } = await stack.up(program);
  // Paths name objects that this very run has made, by ids that are others in each run.
  const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return [...writes.map((write) => write.replace(uuids, "*")), ...errors];
}
