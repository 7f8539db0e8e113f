/** Keeps what was just attached out of the next reads, as a store does that takes its time to agree with itself. */
export class NumberVisibility {
  readonly #readsLeft = new Map<string, { reads: number; isNew: boolean }>();

  /**
   * @param reads how many reads shall miss the attachment
   * @param isNew whether those reads miss the number itself, too
   */
  hide(number: string, reads: number, isNew: boolean): void {
    if (reads > 0) this.#readsLeft.set(number, { reads, isNew });
  }

  /** How a read sees a number; counts the read. */
  look(number: string): "visible" | "detached" | "absent" {
    const hidden = this.#readsLeft.get(number);
    if (hidden === undefined) return "visible";
    hidden.reads -= 1;
    if (hidden.reads <= 0) this.#readsLeft.delete(number);
    return hidden.isNew ? "absent" : "detached";
  }

  /** Whether nothing is hidden, so that a read need not look at each number. */
  get hidesNothing(): boolean {
    return this.#readsLeft.size === 0;
  }

  clear(): void {
    this.#readsLeft.clear();
  }
}
