/** What the requests of an operation do at the moment, for the user who waits. */
export class Activity {
  private answered = 0;
  private sent = 0;
  private queued = 0;
  private isSlowed = (): boolean => false;
  /** Since when it only waits; undefined while it does not. */
  private waitingSince: number | undefined;
  /** Requests to change something that were sent and got no answer, also where they were sent again. */
  unanswered = 0;
  private readonly shared = new Set<Activity>();

  /**
   * A request waits for its turn.
   *
   * @param isSlowed whether the vendor refuses requests at the moment
   * @returns to be called when the wait is over
   */
  queueing(isSlowed: () => boolean): () => void {
    this.queued += 1;
    this.isSlowed = isSlowed;
    this.update();
    return () => {
      this.queued -= 1;
      this.update();
    };
  }

  /**
   * A request is under way.
   *
   * @returns to be called when it is answered
   */
  sending(): () => void {
    this.sent += 1;
    this.update();
    return () => {
      this.sent -= 1;
      this.answered += 1;
      this.update();
    };
  }

  /** Whether there is nothing but requests that wait; or some are under way, but the vendor refuses others. */
  get isWaiting(): boolean {
    return this.waitingSince !== undefined;
  }

  /** Work that others share is waited for until the promise is settled: what its requests do is told as well. */
  async following<T>(work: Promise<T>, activity: Activity): Promise<T> {
    this.shared.add(activity);
    try {
      return await work;
    } finally {
      this.shared.delete(activity);
    }
  }

  /** In words, such as «31 requests answered; waiting for the rate limit, 12 s»; undefined before the first answer or wait. */
  describe(done?: string): string | undefined {
    const all = [this, ...this.shared];
    const answered = all.reduce((sum, one) => sum + one.answered, 0);
    const count =
      answered === 0 ? undefined : `${answered} ${answered === 1 ? "request" : "requests"} answered`;
    const parts = [done ?? count, ...all.flatMap((one) => one.wait() ?? []).slice(0, 1)];
    const said = parts.filter((part) => part !== undefined);
    return said.length === 0 ? undefined : said.join("; ");
  }

  private wait(): string | undefined {
    if (this.waitingSince === undefined) return undefined;
    const seconds = Math.floor((Date.now() - this.waitingSince) / 1000);
    return seconds === 0
      ? undefined
      : `waiting for ${this.isSlowed() ? "the rate limit" : "its turn"}, ${seconds} s`;
  }

  private update(): void {
    const waits = this.queued > 0 && (this.sent === 0 || this.isSlowed());
    if (waits !== this.isWaiting) this.waitingSince = waits ? Date.now() : undefined;
  }
}
