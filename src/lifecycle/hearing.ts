import { availableParallelism } from "node:os";
import type { Deadline } from "../http/deadline";
import { parallelism } from "./engine-run";

/** No check for this long means that the engine has none to ask for, in milliseconds: at least, and at most. */
const quietMs = { least: 200, most: 1000 };
/** The same in multiples of the longest time that the engine and the program have taken to go on until now. */
const quietPauses = 4;
/** How long an operation looks out for further checks at most, in multiples of that silence. */
const patience = 3;
const stepMs = 15;

/**
 * Which resources the engine has asked about in this run, and whether it can ask about more. It checks one resource after
 * the other while steps run, and passes a step on only when a worker is free for it: while all workers are busy it checks
 * one resource ahead and no further, and with a single worker none. So what an operation has not heard of is either not
 * declared or not checked yet.
 *
 * There is one for all accounts of a process, because workers are shared.
 */
export class Hearing {
  private readonly waiting = new Set<string>();
  private readonly workers: () => number;
  private busy = 0;
  private heardAt = 0;
  /** When anything last happened, and the longest time from that to what the engine did next: a busy machine is slow. */
  private lastAt: number | undefined;
  private longestMs = 0;
  /** Whether a resource was asked about after the last operation began. */
  private isAhead = false;

  constructor(workers: () => number = () => parallelism() ?? 4 * availableParallelism()) {
    this.workers = workers;
  }

  /** The engine asks about a resource, which is to be operated on as far as is known. */
  checked(urn: string | undefined): void {
    this.wentOn();
    this.heardAt = Date.now();
    this.isAhead = true;
    if (urn !== undefined) this.waiting.add(urn);
  }

  /** Nothing is to be done with a resource. */
  unchanged(urn: string | undefined): void {
    if (urn !== undefined) this.waiting.delete(urn);
  }

  /** An operation began. */
  began(urn: string | undefined): void {
    this.wentOn();
    this.busy += 1;
    this.isAhead = false;
    if (urn !== undefined) this.waiting.delete(urn);
  }

  /** An operation ended. */
  ended(): void {
    this.busy -= 1;
    this.lastAt = Date.now();
  }

  /**
   * Looks out for checks for a moment: until one has told what is asked for, or none comes any more, or for 600 ms,
   * on a slow machine for 3 s. It waits for no operation.
   *
   * @returns whether resources may remain that the engine has not checked, because all its workers are busy
   */
  async listen(deadline: Deadline, isKnown: () => boolean = () => false): Promise<boolean> {
    const since = Date.now();
    const quiet = Math.min(quietMs.most, Math.max(quietMs.least, quietPauses * this.longestMs));
    while (!isKnown()) {
      const now = Date.now();
      const isQuiet = now - Math.max(this.heardAt, since) >= quiet && this.waiting.size === 0;
      if (isQuiet || now - since >= patience * quiet || !(await deadline.wait(stepMs))) break;
    }
    return this.isCrowded;
  }

  private wentOn(): void {
    const now = Date.now();
    if (this.lastAt !== undefined) this.longestMs = Math.max(this.longestMs, now - this.lastAt);
    this.lastAt = now;
  }

  /** With one worker the engine checks nothing ahead: what it has not asked about until now, it asks about later. */
  private get isCrowded(): boolean {
    const workers = this.workers();
    return this.waiting.size > 0 || (this.busy >= workers && (this.isAhead || workers === 1));
  }
}

/** What this process has heard. */
export const hearing = new Hearing();
