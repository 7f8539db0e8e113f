import type { Deadline } from "../../src/http/deadline";
import type { Account, Moves, Operation } from "../../src/lifecycle/definition";

/** An operation, and what it reported. */
export interface Spied<A extends Account, I, O> {
  readonly operation: Operation<A, I, O>;
  readonly checkpoints: ({ id: string; inputs: Partial<I>; outputs: Partial<O> } | undefined)[];
  readonly warnings: string[];
  /** How often a creation began. */
  readonly begun: () => number;
}

/** A run in which nothing changes hands. */
export const noMoves: Moves = {
  owner: () => undefined,
  changes: () => undefined,
  holds: () => undefined,
  hasGivenUp: () => false,
  givenUpBy: () => undefined,
  isReplaced: () => false,
  isOver: () => false,
  over: () => undefined,
  await: () => undefined,
  isAwaited: () => false,
  isHandedOver: () => false,
  handOver: () => Promise.resolve(),
  listen: () => Promise.resolve(false),
};

/** An operation on an account. */
export function spiedOperation<A extends Account, I, O>(
  { account, deadline }: { readonly account: A; readonly deadline: Deadline },
  changes: Partial<Operation<A, I, O>>,
): Spied<A, I, O> {
  const checkpoints: Spied<A, I, O>["checkpoints"] = [];
  const warnings: string[] = [];
  let begun = 0;
  const operation: Operation<A, I, O> = {
    account,
    deadline,
    urn: "urn:pulumi:stack::project::type::resource",
    note: undefined,
    begin: () => (begun += 1),
    made: () => undefined,
    leftOpen: () => undefined,
    claimant: () => undefined,
    holder: () => undefined,
    moves: noMoves,
    trustAbsence: () => undefined,
    replacing: false,
    unheard: () => undefined,
    decide: () => undefined,
    warn: (message) => void warnings.push(message),
    report: () => undefined,
    checkpoint: (found) => void checkpoints.push(found),
    ...changes,
  };
  return { operation, checkpoints, warnings, begun: () => begun };
}
