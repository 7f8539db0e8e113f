import { MalformedReplyError } from "../../http/errors";
import { parseReply } from "../../http/reply";
import type { Page } from "./listing";
import { e164In, numberRecordSchema, type NumberRecord } from "./replies";

/** A number on a page of the list. */
export interface ListedNumber {
  readonly e164: string;
  /** Checks what the page says of it; throws an error that says what is wrong. */
  readonly read: () => NumberRecord;
}

/** The number of a row that does not say which it is about. It is nobody's: such a number is asked for directly. */
const unnamed = "";

/** A number without gateways that this process has deleted: what shows them was read from a copy that is behind. */
export function withoutDeleted(record: NumberRecord, deleted: ReadonlySet<string>): NumberRecord {
  if (deleted.size === 0) return record;
  const left = <G extends { readonly id: string }>(gateway: G | undefined): G | undefined =>
    gateway !== undefined && deleted.has(gateway.id) ? undefined : gateway;
  return { ...record, inbound: left(record.inbound), outbound: left(record.outbound) };
}

/**
 * The numbers on a page.
 *
 * @param deleted gateways that this process has deleted
 */
export function listedNumbers({ items, reply }: Page, deleted: ReadonlySet<string>): ListedNumber[] {
  return items.map((item) => ({
    e164: e164In(item) ?? unnamed,
    read: () => withoutDeleted(parseReply(numberRecordSchema, { ...reply, body: item }), deleted),
  }));
}

/**
 * The numbers of a list by E.164. Each is checked when it is asked for: of the hundred on a page, most readers want one.
 * What the list says in a form that is not understood counts as not listed.
 */
export class ListedNumbers {
  private readonly listed = new Map<string, ListedNumber>();
  private readonly checked = new Map<string, NumberRecord>();
  private unreadable: Error | undefined;

  add(numbers: readonly ListedNumber[]): void {
    for (const number of numbers) {
      this.listed.set(number.e164, number);
      this.checked.delete(number.e164);
    }
  }

  has(e164: string): boolean {
    return this.listed.has(e164);
  }

  get(e164: string): NumberRecord | undefined {
    const known = this.checked.get(e164);
    if (known !== undefined) return known;
    try {
      const record = this.listed.get(e164)?.read();
      if (record !== undefined) this.checked.set(e164, record);
      return record;
    } catch (error) {
      if (!(error instanceof MalformedReplyError)) throw error;
      this.unreadable = error;
      return undefined;
    }
  }

  *values(): Generator<NumberRecord> {
    for (const e164 of this.listed.keys()) {
      const record = this.get(e164);
      if (record !== undefined) yield record;
    }
  }

  /** @throws what is wrong with a number that was read: then nothing follows from what is not among the others */
  assertReadable(): void {
    if (this.unreadable !== undefined) throw this.unreadable;
  }
}
