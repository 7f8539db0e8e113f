import type { GatewayRecord } from "./records.js";

/** The gateway that a number has in each direction. */
export interface Attachment {
  readonly inbound: GatewayRecord | null;
  readonly outbound: GatewayRecord | null;
}

/** A kind of read, each of which may lag behind in its own way. */
export type ReadKind = "number" | "list" | "gateway";

/** How many reads of each kind are behind. */
export type Lags = Readonly<Record<ReadKind, number>>;

interface Late {
  readonly before: Attachment;
  readonly left: Record<ReadKind, number>;
}

/** What reads show of numbers whose attachment has changed, as an eventually consistent store does. */
export class ReadLag {
  readonly #late = new Map<string, Late>();

  /** True when every read shows what is there. */
  get isNone(): boolean {
    return this.#late.size === 0;
  }

  /** A number is attached or detached. Reads that lag show what was there before the first such change. */
  change(e164: string, before: Attachment, lags: Lags): void {
    if (Object.values(lags).every((reads) => reads === 0)) return;
    this.#late.set(e164, { before: this.#late.get(e164)?.before ?? before, left: { ...lags } });
  }

  /** What a read of this kind shows of a number; undefined where it shows what is there. Counts the read. */
  look(e164: string, kind: ReadKind): Attachment | undefined {
    const late = this.#late.get(e164);
    if (late === undefined || late.left[kind] === 0) return undefined;
    late.left[kind] -= 1;
    if (Object.values(late.left).every((reads) => reads === 0)) this.#late.delete(e164);
    return late.before;
  }

  /** The numbers of a gateway as a read of this kind shows them. Counts the read for those that changed. */
  roster(
    gateway: { readonly id: string; readonly numbers: readonly string[] },
    kind: ReadKind,
  ): readonly string[] {
    if (this.isNone) return gateway.numbers;
    const numbers = new Set(gateway.numbers);
    for (const e164 of [...this.#late.keys()]) {
      const { inbound, outbound } = this.#late.get(e164)?.before ?? {};
      const wasOn = inbound?.id === gateway.id || outbound?.id === gateway.id;
      if (!wasOn && !numbers.has(e164)) continue;
      if (this.look(e164, kind) === undefined) continue;
      if (wasOn) numbers.add(e164);
      else numbers.delete(e164);
    }
    return [...numbers];
  }

  clear(): void {
    this.#late.clear();
  }
}
