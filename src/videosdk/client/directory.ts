import { setTimeout as delay } from "node:timers/promises";
import { Deadline } from "../../http/deadline";
import { MalformedReplyError } from "../../http/errors";
import { directions, type Direction, type VideoSdkApi } from "./api";
import { ListedNumbers } from "./listed-numbers";
import type { FirstPage } from "./listing";
import type { Gateway, NumberRecord } from "./replies";
import { withRosters } from "./rosters";
import { within } from "./within";

/** A gateway and where it was found, which is the only sign of its direction. */
export interface GatewayRecord {
  readonly direction: Direction;
  readonly gateway: Gateway;
}

/** How old a listing may be, in milliseconds, before another process's writes are asked for again. */
const lifetimeMs = 30_000;

/** Readers that arrive within this time of each other, in milliseconds, are served together. */
const gatherMs = 4;

/**
 * This many readers before the first write mean a refresh of many resources: then the whole list is read, also for the
 * readers that follow.
 */
const manyReaders = 4;

/**
 * The purpose of a read. To `show` what is there, a listing of this run that is not too old is enough; what decides
 * about a `write` is read after its operation began, so that it includes everything that another process did before.
 */
export type Purpose = "show" | "write";

/** One listing, which may still be under way. */
interface Listing {
  readonly generation: number;
  readonly startedAt: number;
  /** Undefined where the list was read elsewhere. */
  readonly first: Promise<FirstPage | undefined>;
  readonly numbers: ListedNumbers;
  /** How many readers it has served, or will serve when it is complete. */
  readers: number;
  rest: Promise<void> | undefined;
}

/** Numbers that readers wait for together. */
interface Batch {
  readonly numbers: Set<string>;
  readers: number;
  readonly answer: Promise<Map<string, NumberRecord>>;
}

/**
 * The account's numbers and the gateways they are attached to, read as rarely as possible: one page of the list holds a
 * hundred numbers with both gateways, so all readers of a run share one listing.
 *
 * What it never does: report a number as absent that was not asked for directly (a list that changes while it is paged
 * skips items), answer from before a write of this process, or give a writer what was read before its operation began.
 *
 * Further pages of the list are read while that costs no more requests than asking for each number. Only the first page
 * shows how long the list is, so an account that was not read yet costs that page: at most one request more than the
 * cheaper way.
 */
export class NumberDirectory {
  private readonly api: VideoSdkApi;
  private readonly timeoutMs: number;
  private generation = 0;
  /** Numbers that were asked for directly since the last write: together they may cost more than the list. */
  private asked = 0;
  /** Pages of the list as it was last seen. */
  private pages = 0;
  private listing: Listing | undefined;
  private batch: Batch | undefined;

  constructor(api: VideoSdkApi, timeoutMs: number) {
    this.api = api;
    this.timeoutMs = timeoutMs;
  }

  /** Does a write. Whatever was read before its end is not used for readers that come after it. */
  async write<T>(task: () => Promise<T>): Promise<T> {
    this.invalidate();
    try {
      return await task();
    } finally {
      this.invalidate();
    }
  }

  /** Makes the next reader ask the vendor again. */
  invalidate(): void {
    this.generation += 1;
    this.asked = 0;
  }

  /** The records of the numbers that are registered; a number that is missing in the answer is not. */
  async find(
    numbers: readonly string[],
    deadline: Deadline,
    purpose: Purpose = "write",
  ): Promise<Map<string, NumberRecord>> {
    if (numbers.length === 0) return new Map();
    const listed = this.current(deadline, purpose);
    if (listed !== undefined) {
      listed.readers += 1;
      return this.fromListing(listed, numbers, deadline);
    }
    const known = await within(this.gather(numbers), deadline);
    return withRosters(recordsOf(numbers, (e164) => known.get(e164)));
  }

  /** A gateway by its id. `hints` save requests: numbers that were attached to it, the direction it has. */
  async gateway(
    id: string,
    hints: { readonly numbers?: readonly string[] | undefined; readonly direction?: Direction | undefined },
    deadline: Deadline,
    purpose: Purpose = "write",
  ): Promise<GatewayRecord | undefined> {
    const listed = this.current(deadline, purpose)?.numbers;
    const seen = listed === undefined ? undefined : gatewayIn(listed.values(), id);
    if (seen !== undefined) return seen;
    const hinted = gatewayIn(
      (await this.find((hints.numbers ?? []).slice(0, 1), deadline, purpose)).values(),
      id,
    );
    if (hinted !== undefined) return hinted;
    for (const direction of hints.direction === undefined ? directions : [hints.direction]) {
      const gateway = await this.api.getGateway(direction, id, deadline);
      if (gateway !== undefined) return { direction, gateway };
    }
    // No page says that those two endpoints show gateways created with numbers, so the list decides.
    const all = await this.all(deadline, purpose);
    const found = gatewayIn(all.values(), id);
    if (found === undefined) all.assertReadable();
    return found;
  }

  /** What is already known of a gateway's direction, without a request. */
  directionOf(id: string): Direction | undefined {
    return this.listing === undefined ? undefined : gatewayIn(this.listing.numbers.values(), id)?.direction;
  }

  /** Every number of the account. */
  async all(deadline: Deadline, purpose: Purpose = "write"): Promise<ListedNumbers> {
    const listing = this.current(deadline, purpose) ?? this.start(1);
    await within(this.complete(listing), deadline);
    return listing.numbers;
  }

  /** Keeps a complete list that was just read elsewhere, for readers that only show. */
  learn(records: readonly NumberRecord[]): void {
    const numbers = new ListedNumbers();
    numbers.add(records.map((record) => ({ e164: record.phoneNumber.e164, read: () => record })));
    this.listing = {
      ...{ generation: this.generation, startedAt: Date.now(), numbers, readers: 0 },
      ...{ first: Promise.resolve(undefined), rest: Promise.resolve() },
    };
  }

  /** The listing that may still be used. */
  private current(deadline: Deadline, purpose: Purpose): Listing | undefined {
    const listing = this.listing;
    if (listing?.generation !== this.generation) return undefined;
    const notBefore = purpose === "show" ? Date.now() - lifetimeMs : deadline.startedAt;
    return listing.startedAt >= notBefore ? listing : undefined;
  }

  /** Records from a listing. What it does not hold, or holds in a form that is not understood, is asked for directly. */
  private async fromListing(
    listing: Listing,
    numbers: readonly string[],
    deadline: Deadline,
  ): Promise<Map<string, NumberRecord>> {
    try {
      await within(this.extend(listing, numbers), deadline);
    } catch (error) {
      if (!(error instanceof MalformedReplyError)) throw error;
    }
    const absent = numbers.filter((e164) => listing.numbers.get(e164) === undefined);
    const confirmed = await this.direct(absent, deadline);
    const records = recordsOf(numbers, (e164) => confirmed.get(e164) ?? listing.numbers.get(e164));
    return withRosters(records, listing.numbers);
  }

  /** Waits a moment for other readers, then serves all of them with the fewest requests. */
  private gather(numbers: readonly string[]): Promise<Map<string, NumberRecord>> {
    if (this.batch === undefined) {
      const batch: Batch = {
        numbers: new Set(),
        readers: 0,
        answer: delay(gatherMs).then(() => {
          this.batch = undefined;
          return this.bounded((deadline) => this.serve(batch, deadline));
        }),
      };
      this.batch = batch;
    }
    for (const e164 of numbers) this.batch.numbers.add(e164);
    this.batch.readers += 1;
    return this.batch.answer;
  }

  private serve({ numbers, readers }: Batch, deadline: Deadline): Promise<Map<string, NumberRecord>> {
    return this.listingPays(numbers.size, this.pages, readers)
      ? this.fromListing(this.start(readers), [...numbers], deadline)
      : this.direct([...numbers], deadline);
  }

  /** Whether this many pages of the list cost less than this many numbers, and those that will be asked for. */
  private listingPays(numbers: number, pages: number, readers: number): boolean {
    const asked = this.asked + numbers;
    if (this.generation === 0) return readers >= manyReaders || asked >= pages;
    // Between writes a listing serves only the readers that are waiting now, and its pages are long.
    return this.asked === 0 ? asked > 2 * pages : asked >= pages;
  }

  private async direct(numbers: readonly string[], deadline: Deadline): Promise<Map<string, NumberRecord>> {
    this.asked += numbers.length;
    const records = await Promise.all(numbers.map((e164) => this.api.getNumber(e164, deadline)));
    return new Map(
      records.flatMap((record) => (record === undefined ? [] : [[record.phoneNumber.e164, record]])),
    );
  }

  private start(readers: number): Listing {
    const numbers = new ListedNumbers();
    const listing: Listing = {
      generation: this.generation,
      startedAt: Date.now(),
      numbers,
      readers,
      rest: undefined,
      first: this.bounded(async (deadline) => {
        const { page, numbers: found } = await this.api.firstNumbers(deadline);
        numbers.add(found);
        // A list that does not say how long it is has one page more at least, which shows its end.
        this.pages = page.items.length === 0 ? 0 : (page.pages ?? 2);
        return page;
      }),
    };
    listing.first.catch(() => this.forget(listing));
    this.listing = listing;
    return listing;
  }

  /** Reads further pages only if that costs no more than asking for the numbers that the first page did not hold. */
  private async extend(listing: Listing, numbers: readonly string[]): Promise<void> {
    const pages = (await listing.first)?.pages ?? 2;
    const missing = numbers.filter((e164) => !listing.numbers.has(e164)).length;
    if (missing === 0) return;
    if (listing.rest !== undefined || this.listingPays(missing, pages - 1, listing.readers))
      await this.complete(listing);
  }

  private async complete(listing: Listing): Promise<void> {
    const first = await listing.first;
    if (listing.rest === undefined && first !== undefined) {
      listing.rest = this.bounded((deadline) =>
        this.api.furtherNumbers(first, deadline, (numbers) => listing.numbers.add(numbers)),
      );
      listing.rest.catch(() => this.forget(listing));
    }
    await listing.rest;
  }

  /** Shared work has a time limit of its own: it is not that of one reader. */
  private async bounded<T>(work: (deadline: Deadline) => Promise<T>): Promise<T> {
    const deadline = new Deadline(this.timeoutMs);
    try {
      return await work(deadline);
    } finally {
      deadline.dispose();
    }
  }

  private forget(listing: Listing): void {
    if (this.listing === listing) this.listing = undefined;
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

function gatewayIn(records: Iterable<NumberRecord>, id: string): GatewayRecord | undefined {
  for (const { inbound, outbound } of records) {
    if (inbound?.id === id) return { direction: "inbound", gateway: inbound };
    if (outbound?.id === id) return { direction: "outbound", gateway: outbound };
  }
  return undefined;
}
