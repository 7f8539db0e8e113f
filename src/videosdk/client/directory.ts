import { setTimeout as delay } from "node:timers/promises";
import { Deadline } from "../../http/deadline";
import { directions, pageSize, type Direction, type VideoSdkApi } from "./api";
import { ListedNumbers } from "./listed-numbers";
import type { Gateway, NumberRecord } from "./replies";

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
  readonly first: Promise<{ total: number }>;
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
  private total: number | undefined;
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
    return recordsOf(numbers, (e164) => known.get(e164));
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
    return gatewayIn((await this.all(deadline, purpose)).values(), id);
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

  /** The listing that may still be used. */
  private current(deadline: Deadline, purpose: Purpose): Listing | undefined {
    const listing = this.listing;
    if (listing?.generation !== this.generation) return undefined;
    const notBefore = purpose === "show" ? Date.now() - lifetimeMs : deadline.startedAt;
    return listing.startedAt >= notBefore ? listing : undefined;
  }

  private async fromListing(
    listing: Listing,
    numbers: readonly string[],
    deadline: Deadline,
  ): Promise<Map<string, NumberRecord>> {
    await within(this.extend(listing, numbers), deadline);
    const absent = numbers.filter((e164) => !listing.numbers.has(e164));
    const confirmed = await this.direct(absent, deadline);
    return recordsOf(numbers, (e164) => confirmed.get(e164) ?? listing.numbers.get(e164));
  }

  /** Waits a moment for other readers, then serves all of them with the fewest requests. */
  private gather(numbers: readonly string[]): Promise<Map<string, NumberRecord>> {
    if (this.batch === undefined) {
      const batch: Batch = {
        numbers: new Set(),
        readers: 0,
        answer: delay(gatherMs).then(async () => {
          this.batch = undefined;
          const deadline = new Deadline(this.timeoutMs);
          try {
            return await this.serve(batch, deadline);
          } finally {
            deadline.dispose();
          }
        }),
      };
      this.batch = batch;
    }
    for (const e164 of numbers) this.batch.numbers.add(e164);
    this.batch.readers += 1;
    return this.batch.answer;
  }

  private serve({ numbers, readers }: Batch, deadline: Deadline): Promise<Map<string, NumberRecord>> {
    const pages = Math.ceil((this.total ?? 0) / pageSize);
    return this.listingPays(numbers.size, pages, readers)
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
      first: this.page(1, numbers).then((total) => {
        this.total = total;
        return { total };
      }),
    };
    listing.first.catch(() => this.forget(listing));
    this.listing = listing;
    return listing;
  }

  /** Reads further pages only if that costs no more than asking for the numbers that the first page did not hold. */
  private async extend(listing: Listing, numbers: readonly string[]): Promise<void> {
    const { total } = await listing.first;
    const missing = numbers.filter((e164) => !listing.numbers.has(e164)).length;
    const further = Math.ceil(total / pageSize) - 1;
    if (missing === 0) return;
    if (listing.rest !== undefined || this.listingPays(missing, further, listing.readers))
      await this.complete(listing);
  }

  private async complete(listing: Listing): Promise<void> {
    const { total } = await listing.first;
    const further = Math.max(0, Math.ceil(total / pageSize) - 1);
    if (listing.rest === undefined) {
      const pages = Array.from({ length: further }, (_, index) => this.page(index + 2, listing.numbers));
      listing.rest = Promise.all(pages).then(() => undefined);
      listing.rest.catch(() => this.forget(listing));
    }
    await listing.rest;
  }

  private async page(number: number, numbers: ListedNumbers): Promise<number> {
    const deadline = new Deadline(this.timeoutMs);
    try {
      const { total, numbers: found } = await this.api.listNumbers(number, deadline);
      numbers.add(found);
      return total;
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

/** Waits for shared work no longer than the reader's own time limit; the work itself continues for the others. */
async function within<T>(work: Promise<T>, deadline: Deadline): Promise<T> {
  let stop = (): void => undefined;
  const timeUp = new Promise<never>((_, reject) => {
    stop = () =>
      reject(
        new Error(
          `the account's numbers were not listed within ${deadline.limitMs / 1000} s (GET /v2/sip/phone-numbers)`,
        ),
      );
    deadline.signal.addEventListener("abort", stop, { once: true });
    if (deadline.signal.aborted) stop();
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    deadline.signal.removeEventListener("abort", stop);
  }
}
