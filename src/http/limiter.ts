import { AsyncLocalStorage } from "node:async_hooks";
import { longestTimerMs, type Deadline } from "./deadline";

/** Bounds of the load on one account. */
export interface LimiterOptions {
  /** Requests under way at once. */
  readonly maxConcurrency: number;
  /** Requests started in a second; undefined for no bound. */
  readonly requestsPerSecond?: number | undefined;
}

/** A stretch of work during which no other task starts. */
interface Section {
  readonly isSection: true;
}

interface Waiting {
  /** The section that the task belongs to; undefined for one of none. */
  readonly within: Section | undefined;
  /** The section that begins with this turn; undefined for a task. */
  readonly opens: Section | undefined;
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
  /** The section under way. */
  private open: Section | undefined;
  /** The section that the running code belongs to. */
  private readonly sections = new AsyncLocalStorage<Section>();

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

  /**
   * Runs work during which only its own tasks start: it begins when no task is running, and the others wait in the order
   * of arrival until it ends. Work inside such work is part of it.
   *
   * The section is kept in a pause that the vendor asked for: that pause holds the other tasks too, and its own are the
   * first after it. It ends with the work, so the work must have a deadline, and must not wait for a task that was begun
   * outside of it.
   */
  async alone<T>(work: () => Promise<T>, deadline: Deadline, refusals: Refusals): Promise<T> {
    if (this.open !== undefined && this.sections.getStore() === this.open) return work();
    const section: Section = { isSection: true };
    await this.turn(deadline, refusals, section);
    try {
      return await this.sections.run(section, work);
    } finally {
      this.open = undefined;
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

  private turn(deadline: Deadline, refusals: Refusals, opens?: Section): Promise<Wait | undefined> {
    const { signal } = deadline;
    let since: number | undefined;
    if (signal.aborted) return Promise.reject(refusals.timeout());
    return new Promise((resolve, reject) => {
      const abort = (): void => waiting.giveUp(refusals.timeout());
      const waiting: Waiting = {
        within: this.sections.getStore(),
        opens,
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
          // What waited behind a section may start now.
          if (opens !== undefined) this.pump();
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
    for (let next = this.next(); next !== undefined; next = this.next()) {
      if (next.opens !== undefined) {
        this.open = next.opens;
        this.dequeue(next);
        continue;
      }
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
      this.dequeue(next);
    }
  }

  /** Whose turn it is, if the bound of concurrency allows one. */
  private next(): Waiting | undefined {
    const { open } = this;
    const next = open === undefined ? this.queue[0] : this.queue.find(({ within }) => within === open);
    const bound = next?.opens === undefined ? this.allowed : 1;
    return this.running < bound ? next : undefined;
  }

  private dequeue(next: Waiting): void {
    this.queue.splice(this.queue.indexOf(next), 1);
    next.start();
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
