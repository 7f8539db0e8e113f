/**
 * Lets operations that read a thing and then change it do so one after the other, so that none works on what another is
 * about to change. Only operations that run already take part, and each for a few requests: none waits for an operation
 * that has not begun.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();
  private readonly open = new Set<string>();

  /** A change of a thing got no answer, so it may still take effect, also after a later one. */
  leaveOpen(thing: string): void {
    this.open.add(thing);
  }

  /** Whether a change of a thing may still take effect in this run. */
  isOpen(thing: string): boolean {
    return this.open.has(thing);
  }

  /** Does a task once all earlier tasks on the same thing have ended. */
  async take<T>(thing: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(thing) ?? Promise.resolve()).then(task, task);
    this.last.set(thing, turn);
    try {
      return await turn;
    } finally {
      if (this.last.get(thing) === turn) this.last.delete(thing);
    }
  }
}

const all = new WeakMap<object, Turns>();

/** The turns on the objects of an account, by their ids. */
export function turnsOf(account: object): Turns {
  const turns = all.get(account) ?? new Turns();
  all.set(account, turns);
  return turns;
}
