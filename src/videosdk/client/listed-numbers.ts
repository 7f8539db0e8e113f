import { parseReply } from "../../http/reply";
import type { Page } from "./listing";
import { e164In, numberRecordSchema, type NumberRecord } from "./replies";

/** A number on a page of the list. */
export interface ListedNumber {
  readonly e164: string;
  /** The gateways that it shows, by their direction. */
  readonly gatewayIds: readonly string[];
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
 * The numbers on a page. What they show is checked when it is asked for: of the hundred on a page, most readers want one.
 *
 * @param deleted gateways that this process has deleted
 */
export function listedNumbers({ items, reply }: Page, deleted: ReadonlySet<string>): ListedNumber[] {
  return items.map((item) => {
    const row = rowIn(item);
    return {
      e164: e164In(row) ?? unnamed,
      gatewayIds: ["inbound", "outbound"].flatMap((direction) => idIn(row[direction]) ?? []),
      read: () => withoutDeleted(parseReply(numberRecordSchema, { ...reply, body: row }), deleted),
    };
  });
}

function rowIn(item: unknown): Readonly<Record<string, unknown>> {
  return typeof item === "object" && item !== null ? (item as Record<string, unknown>) : {};
}

function idIn(gateway: unknown): string | undefined {
  const { id } = (gateway ?? {}) as { readonly id?: unknown };
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
}
