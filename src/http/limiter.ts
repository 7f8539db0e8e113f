import { AsyncLocalStorage } from "node:async_hooks";
import { longestTimerMs, type Deadline } from "./deadline";
import { Pace } from "./pace";
import { Standstill } from "./standstill";

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

/** A place in the queue: a request that is repeated keeps the one that it had. */
export interface Place {
  readonly order: number;
  /** When it was given, on the clock of `Date.now()`. */
  readonly since: number;
}

interface Waiting extends Omit<Place, "since"> {
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
  /** Whether the vendor had refused requests; else other requests were under way, or had just been started. */
  readonly paused: boolean;
}

/** The errors of a task that does not get a turn. */
export interface Refusals {
  /** The deadline ended, or the queue did not move for as long as was left of it. */
  readonly timeout: () => Error;
  /** The vendor asked for a pause that is longer than the time left, in milliseconds. */
  readonly held: (pauseMs: number) => Error;
}

/**
 * Bounds concurrency and rate of one account's requests. Requests start in the order of their arrival, those that the
 * vendor refused (429) before later ones, at a pace that is learned from refusals.
 */
export class Limiter {
  private readonly ceiling: number;
  private readonly pace: Pace;
  private running = 0;
  private arrivals = 0;
  /** When a request was last answered. */
  private movedAt = Date.now();
  private timer: NodeJS.Timeout | undefined;
  private queue: Waiting[] = [];
  /** The section under way. */
  private open: Section | undefined;
  /** The section that the running code belongs to. */
  private readonly sections = new AsyncLocalStorage<Section>();

  constructor(options: LimiterOptions) {
    this.ceiling = options.maxConcurrency;
    this.pace = new Pace(options.requestsPerSecond);
  }

  /** A place behind all that have one. */
  place(): Place {
    this.arrivals += 1;
    return { order: this.arrivals, since: Date.now() };
  }

  /**
   * Runs the task when its turn comes; rejects without running it when the deadline ends first, at once where that is
   * certain. The task gets how it waited, where it had to.
   */
  async run<T>(
    task: (wait: Wait | undefined) => Promise<T>,
    deadline: Deadline,
    refusals: Refusals,
    place: Place = this.place(),
  ): Promise<T> {
    const wait = await this.turn(deadline, refusals, place);
    const answered = deadline.sending();
    try {
      return await task(wait);
    } finally {
      answered();
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
    await this.turn(deadline, refusals, this.place(), section);
    try {
      return await this.sections.run(section, work);
    } finally {
      this.open = undefined;
      this.pump();
    }
  }

  /**
   * To be called for every 429: slows down, and holds new requests for the time that the vendor asked for.
   *
   * @returns whether it is the first of a burst
   */
  refused(startedAt: number, retryAfterMs: number | undefined): boolean {
    const begins = this.pace.refused(startedAt, retryAfterMs);
    if (retryAfterMs !== undefined) this.refuseHeld();
    return begins;
  }

  /** The vendor said with an answer that it accepts none for a while. */
  hold(pauseMs: number): void {
    this.pace.hold(pauseMs);
    this.refuseHeld();
  }

  /** To be called for every answer that is no refusal. */
  succeeded(startedAt: number): void {
    this.movedAt = Date.now();
    this.pace.succeeded(startedAt);
  }

  private turn(
    deadline: Deadline,
    refusals: Refusals,
    { order, since: placedAt }: Place,
    opens?: Section,
  ): Promise<Wait | undefined> {
    const { signal } = deadline;
    let since: number | undefined;
    if (signal.aborted) return Promise.reject(refusals.timeout());
    return new Promise((resolve, reject) => {
      const begun = deadline.queueing(() => this.pace.isSlowed);
      const abort = (): void => waiting.giveUp(refusals.timeout());
      const standstill = new Standstill(deadline, () => Math.max(placedAt, this.movedAt), abort);
      const leave = (): void => {
        standstill.dispose();
        begun();
        signal.removeEventListener("abort", abort);
      };
      const waiting: Waiting = {
        order,
        within: this.sections.getStore(),
        opens,
        deadline,
        refusals,
        start: () => {
          leave();
          const paused = since !== undefined && this.pace.held > since;
          resolve(since === undefined ? undefined : { ms: Date.now() - since, paused });
        },
        giveUp: (error) => {
          leave();
          this.queue = this.queue.filter((other) => other !== waiting);
          if (this.queue.length === 0) this.stopTimer();
          reject(error);
          // What waited behind a section may start now.
          if (opens !== undefined) this.pump();
        },
      };
      signal.addEventListener("abort", abort, { once: true });
      this.enqueue(waiting);
      this.refuseIfHeld(waiting);
      this.pump();
      since = Date.now();
    });
  }

  /** Nearly all come with the highest number, so the place is looked for from the end. */
  private enqueue(waiting: Waiting): void {
    const before = this.queue.findLastIndex(({ order }) => order <= waiting.order);
    this.queue.splice(before + 1, 0, waiting);
  }

  private refuseHeld(): void {
    for (const waiting of [...this.queue]) this.refuseIfHeld(waiting);
  }

  private refuseIfHeld({ deadline, refusals, giveUp }: Waiting): void {
    const pause = this.pace.asked - Date.now();
    if (pause >= deadline.remainingMs && pause > 0) giveUp(refusals.held(pause));
  }

  private pump(): void {
    for (let next = this.next(); next !== undefined; next = this.next()) {
      if (next.opens !== undefined) {
        this.open = next.opens;
        this.dequeue(next);
        continue;
      }
      const pause = this.pace.startsAt - Date.now();
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
      this.pace.started();
      this.running += 1;
      this.dequeue(next);
    }
  }

  /** Whose turn it is, if the bound of concurrency allows one. */
  private next(): Waiting | undefined {
    const { open } = this;
    const next = open === undefined ? this.queue[0] : this.queue.find(({ within }) => within === open);
    const bound = next?.opens === undefined ? this.ceiling : 1;
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
