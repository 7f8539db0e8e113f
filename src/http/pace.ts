/** How long after which many refusals in a row the next try comes, in milliseconds, where the vendor does not say. */
const firstHoldMs = 250;
const longestHoldMs = 8_000;

/** The share of the rate that was last too much at which growth becomes slow. */
const nearlyAll = 0.95;

/** A rate that is assumed where nothing was answered in the last second, in requests a second. */
const cautious = 5;

/** A rate that bounds nothing. */
const unbounded = 1_000;

/**
 * How fast an account's requests may start, learned from refusals (429). A vendor rarely says what it allows, so the
 * rate is halved once for each burst of refusals and nothing starts for a moment; then it grows back quickly to a little
 * below what was last too much, and slowly, faster with time, beyond it.
 */
export class Pace {
  /** The rate in requests a second that the settings allow. */
  private readonly bound: number;
  private rate: number;
  /** The rate that was last too much. */
  private tooMuch = Infinity;
  private nextStart = 0;
  private heldUntil = 0;
  private askedUntil = 0;
  /** When the burst began or was continued; undefined when a request of after it was answered. */
  private burstAt: number | undefined;
  private burstLength = 0;
  private slowSince = 0;
  private readonly answered: number[] = [];

  constructor(requestsPerSecond = Infinity) {
    this.bound = requestsPerSecond;
    this.rate = requestsPerSecond;
  }

  /** How many requests may start in a second; Infinity for no bound. */
  get perSecond(): number {
    return this.rate;
  }

  /** When nothing may start before, because of a refusal; on the clock of `Date.now()`. */
  get held(): number {
    return this.heldUntil;
  }

  /** Until when the vendor asked for no requests, on the clock of `Date.now()`. */
  get asked(): number {
    return this.askedUntil;
  }

  /** When the next request may start, on the clock of `Date.now()`. */
  get startsAt(): number {
    return Math.max(this.nextStart, this.heldUntil);
  }

  /** Whether requests are held back because the vendor refused some. */
  get isSlowed(): boolean {
    return this.rate < this.bound || this.heldUntil > Date.now();
  }

  /** To be called when a request starts. */
  started(): void {
    if (this.rate < Infinity) this.nextStart = Math.max(this.nextStart, Date.now()) + 1000 / this.rate;
  }

  /** The vendor asks for no requests for a while, in milliseconds. */
  hold(pauseMs: number): void {
    this.askedUntil = Math.max(this.askedUntil, Date.now() + pauseMs);
    this.heldUntil = Math.max(this.heldUntil, this.askedUntil);
  }

  /**
   * To be called for every answer that is no refusal.
   *
   * @param startedAt when its request was started
   */
  succeeded(startedAt: number): void {
    const now = Date.now();
    this.answered.push(now);
    while ((this.answered[0] ?? now) <= now - 1000) this.answered.shift();
    if (this.burstAt !== undefined && startedAt >= this.burstAt) {
      this.burstAt = undefined;
      this.slowSince = 0;
    }
    if (this.burstAt === undefined && this.rate < this.bound) this.grow(now);
  }

  /**
   * To be called for every 429. Refusals of requests that had been started before the rate was lowered, and those that
   * follow without an answer in between, are one burst.
   *
   * @param startedAt when its request was started
   * @param retryAfterMs how long the vendor asks to wait
   * @returns whether a burst begins
   */
  refused(startedAt: number, retryAfterMs: number | undefined): boolean {
    const now = Date.now();
    if (retryAfterMs !== undefined) this.hold(retryAfterMs);
    if (this.burstAt !== undefined && startedAt < this.burstAt) return false;
    const begins = this.burstAt === undefined;
    if (begins) this.lower(now);
    this.burstLength = begins ? 0 : this.burstLength + 1;
    this.burstAt = now;
    if (retryAfterMs === undefined)
      this.heldUntil = Math.max(
        this.heldUntil,
        now + Math.min(longestHoldMs, firstHoldMs * 2 ** this.burstLength),
      );
    return begins;
  }

  private lower(now: number): void {
    const recent = this.answered.filter((at) => at > now - 1000).length;
    if (recent > 0) this.tooMuch = Math.max(1, Math.min(this.rate, recent));
    this.rate = Math.max(0.1, recent > 0 ? this.tooMuch / 2 : Math.min(this.rate / 2, cautious, this.bound));
    this.nextStart = 0;
  }

  /** One answer's share of the growth: a tenth each, then half a percent in a second, which doubles every five seconds. */
  private grow(now: number): void {
    if (this.rate < this.tooMuch * nearlyAll) {
      this.rate = Math.min(this.bound, this.rate * 1.1);
      if (this.tooMuch < Infinity) this.rate = Math.min(this.rate, this.tooMuch * nearlyAll);
    } else {
      if (this.slowSince === 0) this.slowSince = now;
      this.rate += 0.005 * 2 ** ((now - this.slowSince) / 5_000);
    }
    if (this.rate >= Math.min(this.bound, unbounded)) this.rate = this.bound;
  }
}
