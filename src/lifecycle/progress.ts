/** When a long operation says how far it is, in milliseconds. */
export const progressPace = {
  /** How long it says nothing. */
  firstMs: 2_000,
  /** The time between two lines. */
  everyMs: 1_000,
} as const;

/** Says how far an operation is, while it is long and where there is something new to say. */
export class Progress {
  private timer: NodeJS.Timeout;
  private last: string | undefined;

  /**
   * @param text how far it is; undefined where there is nothing to say
   * @param say shows it
   */
  constructor(
    private readonly text: () => string | undefined,
    private readonly say: (line: string) => void,
    private readonly pace: { readonly firstMs: number; readonly everyMs: number } = progressPace,
  ) {
    this.timer = this.next(pace.firstMs);
  }

  /** Ends it. */
  dispose(): void {
    clearTimeout(this.timer);
  }

  /** It keeps no process alive. */
  private next(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.look(), milliseconds).unref();
  }

  private look(): void {
    this.timer = this.next(this.pace.everyMs);
    const line = this.text();
    if (line === undefined || line === this.last) return;
    this.last = line;
    this.say(line);
  }
}
