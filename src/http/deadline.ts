import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

/** The longest a timer can be set to, in milliseconds; a longer one would fire at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** The time one operation may take in all, shared by its requests, retries and waits. */
export class Deadline {
  /** Aborted when the time is over, or when {@link cancel} is called. */
  readonly signal: AbortSignal;
  /** The limit in milliseconds, for messages. */
  readonly limitMs: number;
  /** When the operation began, on the clock of `Date.now()`. */
  readonly startedAt = Date.now();
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly endsAt: number;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
    this.endsAt = this.startedAt + limitMs;
    this.signal = this.controller.signal;
    // An operation may have a hundred requests under way, and each listens; Node reports more than ten as a leak.
    setMaxListeners(0, this.signal);
    this.timer = setTimeout(() => this.controller.abort(), Math.min(limitMs, longestTimerMs));
  }

  /** Milliseconds left; 0 when over. */
  get remainingMs(): number {
    return this.signal.aborted ? 0 : Math.max(0, this.endsAt - Date.now());
  }

  /** Ends the time now. */
  cancel(): void {
    clearTimeout(this.timer);
    this.controller.abort();
  }

  /** Releases the timer, so that nothing outlives the operation. */
  dispose(): void {
    clearTimeout(this.timer);
  }

  /**
   * Waits, unless the time would end before the wait.
   *
   * @returns whether the wait was completed
   */
  async wait(milliseconds: number): Promise<boolean> {
    if (milliseconds >= this.remainingMs) return false;
    try {
      await delay(milliseconds, undefined, { signal: this.signal });
      return true;
    } catch {
      return false;
    }
  }
}
