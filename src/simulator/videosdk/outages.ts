/** A time during which a registered number that had gateways is not attached in both directions. */
export interface Outage {
  readonly e164: string;
  /** The requests that arrived during it, as `METHOD url body`; the one that ends it is not among them. */
  readonly requests: readonly string[];
  /** Whether the number is attached again. */
  readonly isOver: boolean;
}

interface OpenOutage {
  readonly e164: string;
  /** Count of the request that began it. */
  readonly began: number;
  readonly requests: string[];
  isOver: boolean;
}

/** When numbers were without gateways, so that a test can see how long a number was down, and for what. */
export class OutageLog {
  #all: OpenOutage[] = [];
  #count = 0;
  readonly #open = new Map<string, OpenOutage>();

  /** A request is about to be carried out. */
  passed(line: string): void {
    this.#count += 1;
    for (const { requests } of this.#open.values()) requests.push(line);
  }

  /** The number has lost a gateway. */
  began(e164: string): void {
    if (this.#open.has(e164)) return;
    const outage = { e164, began: this.#count, requests: [], isOver: false };
    this.#open.set(e164, outage);
    this.#all.push(outage);
  }

  /** The number has gateways of both directions. */
  ended(e164: string): void {
    const outage = this.#open.get(e164);
    if (outage === undefined) return;
    outage.isOver = true;
    // The request that attaches it has been counted when it arrived.
    outage.requests.pop();
    this.#open.delete(e164);
    // One request that replaces the numbers of a gateway leaves none of them without.
    if (outage.began === this.#count) this.#all = this.#all.filter((other) => other !== outage);
  }

  /** All outages, in the order in which they began. */
  list(): Outage[] {
    return this.#all.map(({ e164, requests, isOver }) => ({ e164, requests: [...requests], isOver }));
  }

  /** Forgets outages that are over, and what happened during the others. */
  clear(): void {
    this.#all = [...this.#open.values()];
    for (const { requests } of this.#all) requests.length = 0;
  }

  reset(): void {
    this.#open.clear();
    this.#all = [];
  }
}
