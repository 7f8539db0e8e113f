import type { Deadline } from "../../http/deadline";
import { MalformedReplyError } from "../../http/errors";
import type { VideoSdkApi } from "./api";
import type { ListedNumber } from "./listed-numbers";
import type { FirstPage } from "./listing";
import type { NumberRecord } from "./replies";
import { asListed, readOrNothing, type Moment, type Sightings } from "./sightings";

/**
 * This many readers before anything was listed mean a refresh of many resources: then a list that is not too long is read to
 * its end, also for the readers that follow.
 */
const manyReaders = 4;

/**
 * A list of at most this many pages for each of these first readers is read: so many more readers are likely to follow. A longer
 * one belongs to an account of which the program has a part.
 */
const pagesForReader = 4;

/** From this many numbers on that were not seen yet, the ends of the list are looked at: new ones are at one of them. */
const manyUnplaced = 4;

/** Who wants numbers. */
export interface Demand {
  /** Readers that are served together. */
  readonly readers: number;
  /** Numbers that further readers wait for now. */
  readonly others: () => number;
}

/** What one reading of the list has brought, by number. */
interface Reading extends Moment {
  readonly rows: Map<string, ListedNumber>;
}

/** Numbers that are looked for, and what is found of them. */
class Search {
  readonly found = new Map<string, NumberRecord>();
  readonly missing: Set<string>;
  /** Pages that were read. */
  readonly pages = new Set<number>();

  constructor(numbers: Iterable<string>) {
    this.missing = new Set(numbers);
  }

  take(numbers: readonly ListedNumber[]): void {
    for (const number of numbers) {
      const record = this.missing.has(number.e164) ? readOrNothing(number) : undefined;
      if (record === undefined) continue;
      this.found.set(number.e164, record);
      this.missing.delete(number.e164);
    }
  }
}

/**
 * Reads numbers with few requests: a page of the list shows a hundred, so those that were seen on one page are read by it;
 * new ones are looked for at the ends of the list; others are asked for directly. The whole list is read where many readers
 * want it or where that costs no more.
 *
 * Never reports a number as absent that was not asked for directly: a list that changes while it is paged skips items.
 */
export class NumberReader {
  private readonly api: VideoSdkApi;
  private readonly sightings: Sightings;
  /** The list as its first page was last seen. */
  private list: FirstPage | undefined;
  /** The list as it was last read from its first page on, and as it was last read to its end. */
  private reading: Reading | undefined;
  private whole: Reading | undefined;
  /** Pages that the list had not, or not all of, when it was last seen to grow, and that were not read since. */
  private readonly grown = new Set<number>();
  /** Numbers that were looked for without a sign where they are in the list. */
  private sought = 0;
  /** Pages of which a number was asked for directly. */
  private readonly asked = new Set<number>();

  constructor(api: VideoSdkApi, sightings: Sightings) {
    this.api = api;
    this.sightings = sightings;
  }

  /** Whether the list was read, at least in part: then it is known where numbers are. */
  get knowsList(): boolean {
    return this.list !== undefined;
  }

  /** The records of the numbers that are registered. */
  async find(
    numbers: Iterable<string>,
    demand: Demand,
    deadline: Deadline,
  ): Promise<ReadonlyMap<string, NumberRecord>> {
    const search = new Search(numbers);
    try {
      await this.listed(search, demand, deadline);
    } catch (error) {
      // A list that is not understood says nothing.
      if (!(error instanceof MalformedReplyError)) throw error;
    }
    await this.direct(search, deadline);
    return search.found;
  }

  /**
   * Every number of the account.
   *
   * @param notBefore a time of the clock: what was read earlier is not used
   */
  async all(notBefore: number, deadline: Deadline): Promise<readonly ListedNumber[]> {
    const { writes } = this.sightings.now();
    const { whole } = this;
    if (whole === undefined || whole.at < notBefore || whole.writes !== writes) {
      const search = new Search([]);
      await this.rest(search, await this.first(search, deadline), deadline);
    }
    return [...(this.whole?.rows.values() ?? [])];
  }

  private async listed(search: Search, demand: Demand, deadline: Deadline): Promise<void> {
    const { missing } = search;
    const { readers, others } = demand;
    const isUnwritten = this.sightings.now().writes === 0;
    // Before the first write, many readers are a refresh: more of them follow.
    const expected = readers >= manyReaders && isUnwritten ? readers * pagesForReader : 0;
    if (this.list === undefined) {
      const first = await this.first(search, deadline);
      await this.further(search, first, { expected, others }, deadline);
      return;
    }
    await this.placed(search, deadline);
    const unplaced = [...missing].filter((e164) => this.sightings.pageOf(e164) === undefined);
    if (unplaced.length === 0) return;
    // Nothing is new to the list: what is not on its first page is further on.
    const start = isUnwritten && this.whole === undefined ? this.list : undefined;
    if (start === undefined && unplaced.length >= manyUnplaced) await this.atEnds(search, deadline);
    await this.further(search, start, { expected, others }, deadline);
  }

  /**
   * Reads the list to its end where that costs no more than asking for the numbers that are still missing, and for others
   * of which nothing shows where they are. Once it was read, only those of this search count.
   *
   * @param demand `expected`: how many further numbers will probably be asked for
   */
  private async further(
    search: Search,
    first: FirstPage | undefined,
    { expected, others }: { readonly expected: number } & Pick<Demand, "others">,
    deadline: Deadline,
  ): Promise<void> {
    const { missing, pages: read } = search;
    // A list that does not say how long it is has one page more at least, which shows its end.
    const pages = this.list?.pages ?? 2;
    if (this.whole !== undefined) {
      if (missing.size <= pages - read.size) return;
      const unread = Array.from({ length: pages }, (_, index) => index + 1).filter((page) => !read.has(page));
      await Promise.all(unread.map((page) => this.page(search, page, deadline)));
      return;
    }
    this.sought += missing.size;
    const unread = pages - Math.max(read.size, first === undefined ? 0 : 1);
    const isWorth = unread <= expected || (missing.size > 0 && this.sought + others() >= unread);
    if (unread === 0 || !isWorth) return;
    await this.rest(search, first ?? (await this.first(search, deadline)), deadline);
  }

  /** Reads the pages on which several of the numbers were seen, or one that others were asked for of already. */
  private async placed(search: Search, deadline: Deadline): Promise<void> {
    const pages = new Map<number, number>();
    for (const e164 of search.missing) {
      const page = this.sightings.pageOf(e164);
      if (page !== undefined) pages.set(page, (pages.get(page) ?? 0) + 1);
    }
    const worth = [...pages].filter(([page, count]) => count > 1 || this.asked.has(page));
    await Promise.all(worth.map(([page]) => this.page(search, page, deadline)));
  }

  /**
   * Reads from the ends of the list on, as long as a page has one of the numbers. Pages that are new are read anyway: those of
   * numbers that others register at the same time lie between them.
   */
  private async atEnds(search: Search, deadline: Deadline): Promise<void> {
    const { missing, pages: read } = search;
    const isUseful = async (page: number): Promise<boolean> => {
      const before = missing.size;
      if (!read.has(page)) await this.page(search, page, deadline);
      return missing.size > 0 && missing.size < before;
    };
    let last = this.list?.pages ?? 0;
    if (last > 0) {
      let found = await isUseful(last);
      // The list may have grown by pages since.
      for (const known = last; (this.list?.pages ?? 0) > last && missing.size > 0;) {
        last = this.list?.pages ?? known;
        found = (await isUseful(last)) || found;
      }
      // Reading them costs no more than asking for each number.
      const newest = this.grown.size <= missing.size ? Math.min(...this.grown) : Infinity;
      for (let page = last - 1; missing.size > 0 && (found || page >= newest) && page > 0; page -= 1)
        if (!read.has(page) && (found || this.grown.has(page))) found = await isUseful(page);
    }
    for (let page = 1; missing.size >= manyUnplaced && (await isUseful(page));) page += 1;
  }

  private async direct({ missing, found }: Search, deadline: Deadline): Promise<void> {
    const moment = this.sightings.now();
    await Promise.all(
      [...missing].map(async (e164) => {
        const record = await this.api.getNumber(e164, deadline);
        if (record === undefined) return;
        found.set(record.phoneNumber.e164, record);
        this.sightings.add([asListed(record)], moment);
        const page = this.sightings.pageOf(e164);
        if (page !== undefined) this.asked.add(page);
      }),
    );
  }

  private async first(search: Search, deadline: Deadline): Promise<FirstPage> {
    const moment = this.sightings.now();
    const { page, numbers } = await this.api.firstNumbers(deadline);
    if (this.list !== undefined && this.list.size !== page.size) {
      this.sightings.forgetPages();
      this.grown.clear();
      this.list = undefined;
    }
    this.listIs(page);
    this.saw(search, numbers, moment, 1);
    const rows = new Map(numbers.map((number) => [number.e164, number]));
    this.reading = { ...moment, rows };
    if (page.pages === 1) this.whole = this.reading;
    return page;
  }

  private async rest(search: Search, first: FirstPage, deadline: Deadline): Promise<void> {
    const { reading } = this;
    const moment = this.sightings.now();
    await this.api.furtherNumbers(first, deadline, (numbers, page) => {
      this.saw(search, numbers, moment, page);
      for (const number of numbers) reading?.rows.set(number.e164, number);
    });
    this.whole = reading;
  }

  /** Keeps how long the list is now, and which pages came with its growth. */
  private listIs(list: FirstPage): void {
    const [before = Infinity, pages = 0] = [this.list?.pages, list.pages];
    if (pages > before) for (let page = before; page <= pages; page += 1) this.grown.add(page);
    this.list = list;
  }

  private saw(search: Search, numbers: readonly ListedNumber[], moment: Moment, page: number): void {
    search.pages.add(page);
    this.grown.delete(page);
    search.take(numbers);
    this.sightings.add(numbers, moment, page);
  }

  private async page(search: Search, page: number, deadline: Deadline): Promise<void> {
    if (page === 1) {
      await this.first(search, deadline);
      return;
    }
    const { list } = this;
    if (list === undefined) return;
    const moment = this.sightings.now();
    await this.api.numbersOnPage(page, list, deadline, (numbers, pages) => {
      if (pages !== undefined && this.list !== undefined) this.listIs({ ...this.list, pages });
      this.saw(search, numbers, moment, page);
    });
  }
}
