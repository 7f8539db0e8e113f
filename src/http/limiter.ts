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
  readonly signal: AbortSignal;
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

  /** Runs the task when its turn comes; rejects when the deadline ends first, without running it. */
  async run<T>(task: () => Promise<T>, deadline: Deadline, onTimeout: () => Error): Promise<T> {
    await this.turn(deadline.signal, onTimeout);
    try {
      return await task();
    } finally {
      this.running -= 1;
      this.pump();
    }
  }

  /** To be told of every 429: slows down, and holds new requests for the time the vendor asked for. */
  throttled(retryAfterMs: number | undefined): void {
    this.allowed = Math.max(1, Math.floor(this.allowed / 2));
    this.successes = 0;
    if (retryAfterMs !== undefined) this.nextStart = Math.max(this.nextStart, Date.now() + retryAfterMs);
  }

  /** To be told of every success. */
  succeeded(): void {
    if (this.allowed === this.ceiling) return;
    this.successes += 1;
    if (this.successes >= this.allowed) {
      this.successes = 0;
      this.allowed += 1;
    }
  }

  private turn(signal: AbortSignal, onTimeout: () => Error): Promise<void> {
    if (signal.aborted) return Promise.reject(onTimeout());
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.queue = this.queue.filter((other) => other !== waiting);
        if (this.queue.length === 0) this.stopTimer();
        reject(onTimeout());
      };
      const waiting: Waiting = {
        signal,
        start: () => {
          signal.removeEventListener("abort", abort);
          resolve();
        },
      };
      signal.addEventListener("abort", abort, { once: true });
      this.queue.push(waiting);
      this.pump();
    });
  }

  private pump(): void {
    while (this.queue.length > 0 && this.running < this.allowed) {
      const pause = this.nextStart - Date.now();
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
