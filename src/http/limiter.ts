import { longestTimerMs, type Deadline } from "./deadline";

/** Bounds of the load on one account. */
export interface LimiterOptions {
  /** Requests under way at once. */
  readonly maxConcurrency: number;
  /** Requests started in a second; undefined for no bound. */
  readonly requestsPerSecond?: number | undefined;
}

interface Waiting {
  readonly start: () => void;
  readonly giveUp: (error: Error) => void;
  readonly deadline: Deadline;
  readonly refusals: Refusals;
}

/** How a task waited for its turn. */
export interface Wait {
  /** How long, in milliseconds. */
  readonly ms: number;
  /** Whether the vendor had asked for a pause; else other requests were under way, or had just been started. */
  readonly paused: boolean;
}

/** The errors of a task that does not get a turn. */
export interface Refusals {
  /** The deadline ended. */
  readonly timeout: () => Error;
  /** The vendor asked for a pause that is longer than the time left, in milliseconds. */
  readonly held: (pauseMs: number) => Error;
}

/**
 * Bounds concurrency and rate of one account's requests, and learns from 429: the bound is halved at once, and
 * grows back by one for each full round of successes.
 */
export class Limiter {
  private readonly ceiling: number;
  private readonly spacingMs: number;
  private allowed: number;
  private running = 0;
  private successes = 0;
  private nextStart = 0;
  /** The time until which the vendor asked for no requests. */
  private held = 0;
  private timer: NodeJS.Timeout | undefined;
  private queue: Waiting[] = [];

  constructor(options: LimiterOptions) {
    this.ceiling = options.maxConcurrency;
    this.allowed = options.maxConcurrency;
    this.spacingMs = options.requestsPerSecond === undefined ? 0 : 1000 / options.requestsPerSecond;
  }

  /** How many requests may run at once at this moment. */
  get concurrency(): number {
    return this.allowed;
  }

  /**
   * Runs the task when its turn comes; rejects without running it when the deadline ends first, at once where that is
   * certain. The task gets how it waited, where it had to.
   */
  async run<T>(
    task: (wait: Wait | undefined) => Promise<T>,
    deadline: Deadline,
    refusals: Refusals,
  ): Promise<T> {
    const wait = await this.turn(deadline, refusals);
    try {
      return await task(wait);
    } finally {
      this.running -= 1;
      this.pump();
    }
  }

  /** To be called for every 429: slows down, and holds new requests for the time the vendor asked for. */
  throttled(retryAfterMs: number | undefined): void {
    this.allowed = Math.max(1, Math.floor(this.allowed / 2));
    this.successes = 0;
    if (retryAfterMs === undefined) return;
    this.held = Math.max(this.held, Date.now() + retryAfterMs);
    for (const waiting of [...this.queue]) this.refuseIfHeld(waiting);
  }

  /** To be called for every success. */
  succeeded(): void {
    if (this.allowed === this.ceiling) return;
    this.successes += 1;
    if (this.successes >= this.allowed) {
      this.successes = 0;
      this.allowed += 1;
    }
  }

  private turn(deadline: Deadline, refusals: Refusals): Promise<Wait | undefined> {
    const { signal } = deadline;
    let since: number | undefined;
    if (signal.aborted) return Promise.reject(refusals.timeout());
    return new Promise((resolve, reject) => {
      const abort = (): void => waiting.giveUp(refusals.timeout());
      const waiting: Waiting = {
        deadline,
        refusals,
        start: () => {
          signal.removeEventListener("abort", abort);
          resolve(since === undefined ? undefined : { ms: Date.now() - since, paused: this.held > since });
        },
        giveUp: (error) => {
          signal.removeEventListener("abort", abort);
          this.queue = this.queue.filter((other) => other !== waiting);
          if (this.queue.length === 0) this.stopTimer();
          reject(error);
        },
      };
      signal.addEventListener("abort", abort, { once: true });
      this.queue.push(waiting);
      this.refuseIfHeld(waiting);
      this.pump();
      since = Date.now();
    });
  }

  private refuseIfHeld({ deadline, refusals, giveUp }: Waiting): void {
    const pause = this.held - Date.now();
    if (pause >= deadline.remainingMs && pause > 0) giveUp(refusals.held(pause));
  }

  private pump(): void {
    while (this.queue.length > 0 && this.running < this.allowed) {
      const pause = Math.max(this.nextStart, this.held) - Date.now();
      if (pause > 0) {
        this.timer ??= setTimeout(
          () => {
            this.timer = undefined;
            this.pump();
          },
          Math.min(pause, longestTimerMs),
        );
        return;
      }
      if (this.spacingMs > 0) this.nextStart = Math.max(this.nextStart, Date.now()) + this.spacingMs;
      this.running += 1;
      this.queue.shift()?.start();
    }
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
