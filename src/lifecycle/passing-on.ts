import type { Account, Operation } from "./definition";

/** Gives a resource what it waits for, in an operation of its own. */
type Resume<A extends Account, I, O> = (operation: Operation<A, I, O>) => Promise<unknown>;

/**
 * The resources of one class whose operation is over and that still want a key which another object has: the engine had not
 * checked the resource of that object then. That one passes the key on once it has given it up; where none does, the next run
 * takes it. No operation waits.
 */
export class PassingOn<A extends Account, I, O> {
  private readonly waiting = new WeakMap<A, Map<string, Resume<A, I, O>>>();

  /**
   * Enters a resource that awaits things.
   *
   * @returns a function that takes it out again
   */
  enter(
    { account, urn, moves }: Operation<A, I, O>,
    things: readonly string[],
    resume: Resume<A, I, O>,
  ): () => void {
    const all = this.waiting.get(account) ?? new Map<string, Resume<A, I, O>>();
    this.waiting.set(account, all);
    if (urn !== undefined) all.set(urn, resume);
    moves.await(things);
    return () => {
      if (urn !== undefined) all.delete(urn);
    };
  }

  /** Gives the resource of an operation what it waits for; nothing where it waits for nothing. */
  async resume(operation: Operation<A, I, O>): Promise<void> {
    const { account, urn = "" } = operation;
    const all = this.waiting.get(account);
    const resume = all?.get(urn);
    all?.delete(urn);
    await resume?.(operation);
  }

  /** Passes things on that a resource has just given up, to those that wait for them. */
  async passOn({ claimant, moves }: Operation<A, I, O>, things: readonly string[]): Promise<void> {
    for (const thing of things) {
      const taker = claimant(thing);
      if (taker !== undefined && moves.isAwaited(taker, thing)) await moves.handOver(taker, [thing]);
    }
  }
}
