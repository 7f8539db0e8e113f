import { MalformedReplyError } from "../../http/errors";
import type { Direction } from "./api";
import type { ListedNumber } from "./listed-numbers";
import type { Gateway, NumberRecord } from "./replies";

/** A gateway and where it was found, which is the only sign of its direction. */
export interface GatewayRecord {
  readonly direction: Direction;
  readonly gateway: Gateway;
}

/** When a request was sent: by the clock, and among the writes of this process. */
export interface Moment {
  readonly at: number;
  readonly writes: number;
}

interface Sighting extends Moment {
  readonly number: ListedNumber;
  /** The page of the list that it was on, when it was last seen there. */
  readonly page: number | undefined;
  record?: NumberRecord | undefined;
}

/**
 * What this process has read of the account's numbers, and which of it still holds: a write ends that only for the numbers
 * and gateways that it is about. Rows of a list are checked when they are asked for; what is not understood counts as not
 * seen.
 */
export class Sightings {
  private readonly seen = new Map<string, Sighting>();
  private readonly byGateway = new Map<string, Set<string>>();
  /** The last write to a number or gateway, as a count of all writes. */
  private readonly touched = new Map<string, number>();
  private touchedAll = 0;
  private writes = 0;

  /** Now. What is requested from here on shows all writes that have ended. */
  now(): Moment {
    return { at: Date.now(), writes: this.writes };
  }

  /** Adds what a request showed that was sent at this moment. */
  add(numbers: readonly ListedNumber[], moment: Moment, page?: number): void {
    for (const number of numbers) {
      const before = this.seen.get(number.e164);
      if (before !== undefined && isLater(before, moment)) continue;
      for (const id of before?.number.gatewayIds ?? []) this.byGateway.get(id)?.delete(number.e164);
      for (const id of number.gatewayIds) {
        const others = this.byGateway.get(id) ?? new Set();
        this.byGateway.set(id, others.add(number.e164));
      }
      this.seen.set(number.e164, { ...moment, number, page: page ?? before?.page });
    }
  }

  /**
   * A write is about these numbers and gateways, and about the gateways of these numbers: nothing that was requested before
   * it ended is used after it.
   *
   * @param objects undefined where that is not known: then it is about all
   */
  touch(objects?: readonly string[]): void {
    this.writes += 1;
    if (objects === undefined) this.touchedAll = this.writes;
    for (const object of objects ?? []) {
      const gateways = this.seen.get(object)?.number.gatewayIds ?? [];
      for (const each of [object, ...gateways]) this.touched.set(each, this.writes);
    }
  }

  /** A number as it was seen at this time of the clock or later; undefined where that no longer holds. */
  get(e164: string, notBefore: number): NumberRecord | undefined {
    const sighting = this.seen.get(e164);
    if (sighting === undefined || sighting.at < notBefore || !this.isCurrent(sighting)) return undefined;
    return recordOf(sighting);
  }

  /** The page of the list where a number was last seen. */
  pageOf(e164: string): number | undefined {
    return this.seen.get(e164)?.page;
  }

  /** Forgets where numbers are in the list: its pages have another size now. */
  forgetPages(): void {
    for (const [e164, sighting] of this.seen) this.seen.set(e164, { ...sighting, page: undefined });
  }

  /** The numbers that show a gateway, as {@link get}. */
  *numbersOn(id: string, notBefore: number): Generator<NumberRecord> {
    for (const e164 of this.byGateway.get(id) ?? []) {
      const record = this.get(e164, notBefore);
      if (record !== undefined) yield record;
    }
  }

  /** A gateway by what its numbers show, as {@link get}. */
  gateway(id: string, notBefore: number): GatewayRecord | undefined {
    for (const record of this.numbersOn(id, notBefore)) {
      const found = gatewayIn(record, id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private isCurrent({ number, writes }: Sighting): boolean {
    const isUntouched = (object: string): boolean => (this.touched.get(object) ?? 0) <= writes;
    return this.touchedAll <= writes && isUntouched(number.e164) && number.gatewayIds.every(isUntouched);
  }
}

function isLater(one: Moment, other: Moment): boolean {
  return one.writes > other.writes || (one.writes === other.writes && one.at > other.at);
}

/** A gateway of a number, by its id. */
export function gatewayIn({ inbound, outbound }: NumberRecord, id: string): GatewayRecord | undefined {
  if (inbound?.id === id) return { direction: "inbound", gateway: inbound };
  if (outbound?.id === id) return { direction: "outbound", gateway: outbound };
  return undefined;
}

/** A number that was read, in the form of a list's row. */
export function asListed(record: NumberRecord): ListedNumber {
  const { phoneNumber, inbound, outbound } = record;
  const gatewayIds = [inbound, outbound].flatMap((gateway) => gateway?.id ?? []);
  return { e164: phoneNumber.e164, gatewayIds, read: () => record };
}

/** What is listed of a number; undefined where that is not understood. */
export function readOrNothing(number: ListedNumber): NumberRecord | undefined {
  try {
    return number.read();
  } catch (error) {
    if (!(error instanceof MalformedReplyError)) throw error;
    return undefined;
  }
}

function recordOf(sighting: Sighting): NumberRecord | undefined {
  return (sighting.record ??= readOrNothing(sighting.number));
}
