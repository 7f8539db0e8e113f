import { setTimeout as delay } from "node:timers/promises";
import type { Deadline } from "../../http/deadline";
import { directions, type Direction, type VideoSdkApi } from "./api";
import type { ListedNumber } from "./listed-numbers";
import { NumberReader } from "./number-reader";
import type { NumberRecord } from "./replies";
import { withRosters } from "./rosters";
import { asListed, gatewayIn, Sightings, type GatewayRecord, type Moment } from "./sightings";
import { share, within, type Shared } from "./within";

/** How old what was read may be, in milliseconds, before another process's writes are asked for again. */
const lifetimeMs = 30_000;

/** As this many times what reading the whole list took: a long one must serve all that wait for it. */
const lifetimes = 10;

/** Readers that arrive within this time of each other, in milliseconds, are served together. */
const gatherMs = 4;

/**
 * The purpose of a read. To `show` what is there, what this run has read and is not too old is enough; what decides about a
 * `write` is read after its operation began, so that it includes everything that another process did before.
 */
export type Purpose = "show" | "write";

/** Numbers that readers wait for together. */
interface Batch {
  readonly numbers: Set<string>;
  readers: number;
  readonly answer: Shared<ReadonlyMap<string, NumberRecord>>;
}

/**
 * The account's numbers and the gateways they are attached to, read as rarely as possible: readers share requests and what
 * these have shown.
 *
 * What it never does: report a number as absent that was not asked for directly, answer from before a write of this process
 * to that number or its gateways, or give a writer what was read before its operation began.
 */
export class NumberDirectory {
  private readonly api: VideoSdkApi;
  private readonly timeoutMs: number;
  private readonly sightings = new Sightings();
  private readonly reader: NumberReader;
  private batch: Batch | undefined;
  /** The reading for the batch before. */
  private before: Shared<unknown> | undefined;
  /** The reading of the whole list that is under way. */
  private listing: (Moment & { readonly rows: Shared<readonly ListedNumber[]> }) | undefined;
  /** The first reading of the list. Readers that come meanwhile wait: it shows where their numbers are. */
  private opening: Shared<unknown> | undefined;
  /** Numbers whose readers wait for it. */
  private waiting = 0;
  /** How long the longest reading took. */
  private longestMs = 0;

  constructor(api: VideoSdkApi, timeoutMs: number) {
    this.api = api;
    this.timeoutMs = timeoutMs;
    this.reader = new NumberReader(api, this.sightings);
  }

  /**
   * Does a write. Whatever was read of its objects before its end is not used for readers that come after it.
   *
   * @param objects the numbers and gateways that it is about
   */
  async write<T>(objects: readonly string[], task: () => Promise<T>): Promise<T> {
    this.sightings.touch(objects);
    try {
      return await task();
    } finally {
      this.sightings.touch(objects);
    }
  }

  /** Makes the next reader ask the vendor again for these numbers, by default for all. */
  invalidate(numbers?: readonly string[]): void {
    this.sightings.touch(numbers);
  }

  /** The records of the numbers that are registered; a number that is missing in the answer is not. */
  async find(
    numbers: readonly string[],
    deadline: Deadline,
    purpose: Purpose = "write",
  ): Promise<Map<string, NumberRecord>> {
    if (numbers.length === 0) return new Map();
    const notBefore = this.notBefore(deadline, purpose);
    const seen = (e164: string): NumberRecord | undefined => this.sightings.get(e164, notBefore);
    if (numbers.some((e164) => seen(e164) === undefined)) await this.opened(deadline, numbers.length);
    // Kept, because a write may end what was seen while the others are read: that does not make a number absent.
    const known = recordsOf(numbers, seen);
    const missing = numbers.filter((e164) => !known.has(e164));
    const fresh =
      missing.length === 0 ? new Map<string, NumberRecord>() : await within(this.gather(missing), deadline);
    const records = recordsOf(numbers, (e164) => fresh.get(e164) ?? known.get(e164));
    return withRosters(records, (id) => this.sightings.numbersOn(id, notBefore));
  }

  /** A gateway by its id. `hints` save requests: numbers that were attached to it, the direction it has. */
  async gateway(
    id: string,
    hints: { readonly numbers?: readonly string[] | undefined; readonly direction?: Direction | undefined },
    deadline: Deadline,
    purpose: Purpose = "write",
  ): Promise<GatewayRecord | undefined> {
    const seen = this.sightings.gateway(id, this.notBefore(deadline, purpose));
    if (seen !== undefined) return seen;
    const hinted = await this.find((hints.numbers ?? []).slice(0, 1), deadline, purpose);
    for (const record of hinted.values()) {
      const found = gatewayIn(record, id);
      if (found !== undefined) return found;
    }
    for (const direction of hints.direction === undefined ? directions : [hints.direction]) {
      const gateway = await this.api.getGateway(direction, id, deadline);
      if (gateway !== undefined) return { direction, gateway };
    }
    // No page says that those two endpoints show gateways created with numbers, so the list decides.
    const rows = await this.listed(deadline, purpose);
    const found = this.sightings.gateway(id, this.notBefore(deadline, purpose));
    // Nothing follows from what is not among the others where one of them is not understood.
    if (found === undefined) for (const row of rows) row.read();
    return found;
  }

  /** What is already known of a gateway's direction, without a request. */
  directionOf(id: string): Direction | undefined {
    return this.sightings.gateway(id, 0)?.direction;
  }

  /** Every number of the account, as it is now. */
  async all(deadline: Deadline): Promise<readonly NumberRecord[]> {
    return (await this.listed(deadline, "write")).map((row) => row.read());
  }

  /** Keeps a list that was just read elsewhere, for readers that only show. */
  learn(records: readonly NumberRecord[]): void {
    this.sightings.add(records.map(asListed), this.sightings.now());
  }

  private async listed(deadline: Deadline, purpose: Purpose): Promise<readonly ListedNumber[]> {
    const notBefore = this.notBefore(deadline, purpose);
    await this.opened(deadline);
    const now = this.sightings.now();
    if (this.listing === undefined || this.listing.at < notBefore || this.listing.writes !== now.writes) {
      const rows = this.first((limit) => this.reader.all(notBefore, limit));
      const listing = { ...now, rows };
      const ended = (): void => {
        if (this.listing === listing) this.listing = undefined;
      };
      this.listing = listing;
      rows.result.then(ended, ended);
    }
    return within(this.listing.rows, deadline);
  }

  /** What was read earlier by the clock is not used. */
  private notBefore(deadline: Deadline, purpose: Purpose): number {
    if (purpose === "write") return deadline.startedAt;
    return Date.now() - Math.max(lifetimeMs, lifetimes * this.longestMs);
  }

  /**
   * Waits a moment for other readers, and while others read, then serves all of them with the fewest requests: on a slow
   * machine, or with a slow vendor, many readers would else read the same pages one beside the other.
   */
  private gather(numbers: readonly string[]): Shared<ReadonlyMap<string, NumberRecord>> {
    if (this.batch === undefined) {
      const batch: Batch = {
        numbers: new Set(),
        readers: 0,
        answer: this.first(async (deadline) => {
          await delay(gatherMs);
          await over(this.before, deadline);
          this.batch = undefined;
          this.before = batch.answer;
          const others = (): number => this.waiting + (this.batch?.numbers.size ?? 0);
          return this.reader.find(batch.numbers, { readers: batch.readers, others }, deadline);
        }),
      };
      this.batch = batch;
    }
    for (const e164 of numbers) this.batch.numbers.add(e164);
    this.batch.readers += 1;
    return this.batch.answer;
  }

  /** Waits for the first reading of the list, unless readers can still join it. */
  private async opened(deadline: Deadline, numbers = 0): Promise<void> {
    if (this.opening === undefined || this.batch !== undefined) return;
    this.waiting += numbers;
    try {
      await over(this.opening, deadline);
    } finally {
      this.waiting -= numbers;
    }
  }

  /** Does a reading, for whose end others wait if it is the first of the list. */
  private first<T>(read: (deadline: Deadline) => Promise<T>): Shared<T> {
    const reading = share(this.timeoutMs, async (deadline) => {
      const startedAt = Date.now();
      try {
        return await read(deadline);
      } finally {
        this.longestMs = Math.max(this.longestMs, Date.now() - startedAt);
      }
    });
    if (this.reader.knowsList || this.opening !== undefined) return reading;
    const ended = (): void => {
      if (this.opening === reading) this.opening = undefined;
    };
    this.opening = reading;
    reading.result.then(ended, ended);
    return reading;
  }
}

/** Waits until a reading for others is over. What failed for them is tried again. */
async function over(reading: Shared<unknown> | undefined, deadline: Deadline): Promise<void> {
  try {
    if (reading !== undefined) await within(reading, deadline);
  } catch (error) {
    if (deadline.signal.aborted) throw error;
  }
}

function recordsOf(
  numbers: readonly string[],
  recordOf: (e164: string) => NumberRecord | undefined,
): Map<string, NumberRecord> {
  return new Map(
    numbers.flatMap((e164) => {
      const record = recordOf(e164);
      return record === undefined ? [] : [[e164, record]];
    }),
  );
}
