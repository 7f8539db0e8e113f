/** What a list says of itself on its first page. */
interface Counts {
  readonly total: number | undefined;
  readonly pages: number | undefined;
}

/**
 * Finds out whether a list was read as a whole. A list that changes between two of its pages, or is in another order on each,
 * shows some items twice and others not at all. Then it has to be read again, and what several readings show is put together.
 */
export class Census<T extends { readonly id: string }> {
  /** What all readings showed. */
  private readonly known = new Map<string, T>();
  private reading = new Map<string, T>();
  private tally = emptyTally();
  private receivedBefore: number | undefined;

  /** To be called with the items of every page; those without an id are undefined. */
  take(items: readonly (T | undefined)[]): void {
    const named = items.filter((item) => item !== undefined);
    const fresh = named.filter(({ id }) => !this.reading.has(id)).length;
    this.tally.received += items.length;
    this.tally.unnamed += items.length - named.length;
    this.tally[fresh === 0 ? "repeated" : "mixed"] += named.length - fresh;
    for (const item of named) this.reading.set(item.id, item);
  }

  /** The whole list, once it is certain; undefined where it has to be read again. To be called after every reading. */
  whole({ total = 0, pages }: Counts): Map<string, T> | undefined {
    const { reading, known } = this;
    const { received, unnamed, mixed, repeated } = this.tally;
    // A list without pages answers each request for one with all of its items, and does not say how many there are.
    const echoed = pages === undefined ? repeated : 0;
    const isComplete = received >= total || received === this.receivedBefore;
    for (const [id, item] of reading) known.set(id, item);
    if (mixed + repeated === echoed && isComplete) return reading;
    if (known.size + unnamed >= Math.max(total, received - echoed)) return known;
    this.reading = new Map();
    this.tally = emptyTally();
    this.receivedBefore = received;
    return undefined;
  }
}

/** Items of one reading: all, those without an id, and those shown again on pages with something new or without. */
function emptyTally(): Record<"received" | "unnamed" | "mixed" | "repeated", number> {
  return { received: 0, unnamed: 0, mixed: 0, repeated: 0 };
}
