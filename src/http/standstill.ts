import { longestTimerMs, type Deadline } from "./deadline";

/** How long nothing may move, in milliseconds, before those that wait give up. */
const longestMs = 120_000;

/**
 * Watches a queue for a request that waits in it: an operation's clock stands while it only waits, so it must not wait
 * for ever where nothing moves.
 */
export class Standstill {
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param movedAt when the queue last moved, or the request came to it, on the clock of `Date.now()`: a request that is
   *   refused again and again has one place, and its tries are no move
   * @param end called once when it has not moved for as long as is left of the deadline
   */
  constructor(
    private readonly deadline: Deadline,
    private readonly movedAt: () => number,
    private readonly end: () => void,
  ) {
    this.arm(Math.max(0, this.movedAt() + this.limitMs - Date.now()));
  }

  /** Ends the watch. */
  dispose(): void {
    clearTimeout(this.timer);
  }

  private get limitMs(): number {
    return Math.min(longestMs, this.deadline.remainingMs);
  }

  private arm(milliseconds: number): void {
    this.timer = setTimeout(() => this.look(), Math.min(milliseconds, longestTimerMs));
  }

  private look(): void {
    const leftMs = this.movedAt() + this.limitMs - Date.now();
    if (leftMs <= 0) this.end();
    else this.arm(leftMs);
  }
}
