import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Activity } from "./activity";

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
  private timer: NodeJS.Timeout | undefined;
  private endsAt: number;
  /** When the clock was stopped; undefined while it runs. */
  private stoppedAt: number | undefined;
  private isDisposed = false;

  /** @param activity is told what the operation's requests do */
  constructor(
    limitMs: number,
    readonly activity = new Activity(),
  ) {
    this.limitMs = limitMs;
    this.endsAt = this.startedAt + limitMs;
    this.signal = this.controller.signal;
    // An operation may have a hundred requests under way, and each listens; Node reports more than ten as a leak.
    setMaxListeners(0, this.signal);
    this.arm();
  }

  /** Milliseconds left; 0 when over. */
  get remainingMs(): number {
    return this.signal.aborted ? 0 : Math.max(0, this.endsAt - (this.stoppedAt ?? Date.now()));
  }

  /**
   * A request of the operation waits for its turn. The clock stops while the operation only waits, or while the vendor
   * refuses requests: how long that takes is not for the operation to decide.
   *
   * @param isSlowed whether the vendor refuses requests at the moment
   * @returns to be called when the wait is over
   */
  queueing(isSlowed: () => boolean): () => void {
    return this.counted(this.activity.queueing(isSlowed));
  }

  /**
   * A request of the operation is under way.
   *
   * @returns to be called when it is answered
   */
  sending(): () => void {
    return this.counted(this.activity.sending());
  }

  /** Ends the time now. */
  cancel(): void {
    clearTimeout(this.timer);
    this.controller.abort();
  }

  /** Releases the timer, so that nothing outlives the operation. */
  dispose(): void {
    this.isDisposed = true;
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

  private counted(end: () => void): () => void {
    this.update();
    return () => {
      end();
      this.update();
    };
  }

  private update(): void {
    const stops = this.activity.isWaiting;
    if (stops === (this.stoppedAt !== undefined)) return;
    if (stops) {
      this.stoppedAt = Date.now();
      clearTimeout(this.timer);
      return;
    }
    this.endsAt += Date.now() - (this.stoppedAt ?? 0);
    this.stoppedAt = undefined;
    if (!this.isDisposed && !this.signal.aborted) this.arm();
  }

  private arm(): void {
    this.timer = setTimeout(() => this.controller.abort(), Math.min(this.remainingMs, longestTimerMs));
  }
}
