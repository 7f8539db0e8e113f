import { MalformedReplyError } from "../../http/errors";
import { malformed } from "../../http/reply";
import type { HttpReply } from "../../http/answer";
import { Census } from "./census";

/** Asks for one page, 1-based. */
export type GetPage = (page: number, perPage: number) => Promise<HttpReply>;

/** One page of a list, as far as its answer says what it is. */
export interface Page {
  readonly items: readonly unknown[];
  readonly reply: HttpReply;
  readonly perPage: number | undefined;
  readonly lastPage: number | undefined;
  readonly total: number | undefined;
}

/** The first page of a list, and what it says of the rest. */
export interface FirstPage extends Page {
  /** Items on a page: what the vendor gives, not what was asked for. */
  readonly size: number;
  /** Pages of that size; undefined where only the next page can tell. */
  readonly pages: number | undefined;
}

/** Sizes of pages, from VideoSDK's cap down. Each divides the one before, so that a page that is too large can be split. */
const sizes = [100, 50, 25, 5, 1] as const;

/** Pages that are read of one list before it counts as endless. */
const maxPages = 10_000;

/** Readings of one list that changes meanwhile. */
const maxReadings = 15;

/**
 * A page in any of the envelopes that VideoSDK's SDKs read: `pageInfo` or `pagination`, with the last page and the
 * present one under either name, a `data` alone, or a bare array. Counts may be texts.
 *
 * @throws `MalformedReplyError` when there is no list in it
 */
export function readPage(reply: HttpReply): Page {
  const { body } = reply;
  if (Array.isArray(body)) return { items: body, reply, ...pageless };
  const envelope = objectOf(body);
  const { data } = envelope ?? {};
  // Collections may be null where they are empty.
  if (envelope === undefined || !(Array.isArray(data) || (data === null && "data" in envelope)))
    throw malformed(reply, "data: expected a list");
  const info = objectOf(envelope["pageInfo"]) ?? objectOf(envelope["pagination"]) ?? envelope;
  return {
    items: (data ?? []) as readonly unknown[],
    reply,
    perPage: countOf(info["perPage"]),
    lastPage: countOf(info["lastPage"] ?? info["totalPages"]),
    total: countOf(info["total"]),
  };
}

const pageless = { perPage: undefined, lastPage: undefined, total: undefined };

/** Reads lists page by page, however large the vendor's pages are. Remembers which size fits. */
export class ListReader {
  /** Index of the size that is asked for. */
  private step = 0;

  /** Items that a page holds at most. */
  get pageSize(): number {
    return sizes[this.step] ?? 1;
  }

  /**
   * The first page.
   *
   * @throws `MalformedReplyError` when there is no list in the answer
   */
  async first(get: GetPage): Promise<FirstPage> {
    for (;;) {
      try {
        return sized(readPage(await get(1, this.pageSize)), this.pageSize);
      } catch (error) {
        if (!isTooLarge(error) || this.pageSize === 1) throw error;
        this.step += 1;
      }
    }
  }

  /** Passes on every further page with its number, in any order, until the list ends. */
  async rest(
    get: GetPage,
    first: FirstPage,
    keyOf: (item: unknown) => unknown,
    take: (page: Page, number: number) => void,
  ): Promise<void> {
    const { pages, size } = first;
    if (pages !== undefined) {
      const numbers = Array.from({ length: Math.min(pages, maxPages) - 1 }, (_, index) => index + 2);
      await Promise.all(numbers.map((page) => this.page(get, page, size, (part) => take(part, page))));
      return;
    }
    const seen = new Set(keysOf(first, keyOf));
    // Without a count the list ends where a page brings nothing new, or less than the one before.
    for (let page = 2, before = first.items.length; before > 0 && page <= maxPages; page += 1) {
      let received = 0;
      let fresh = 0;
      await this.page(get, page, size, (part) => {
        received += part.items.length;
        const keys = keysOf(part, keyOf);
        fresh += keys.filter((key) => !seen.has(key)).length;
        for (const key of keys) seen.add(key);
        take(part, page);
      });
      before = fresh === 0 || received < before ? 0 : received;
    }
  }

  /**
   * All items of a list, each once, in the form that `read` gives them; those that it does not know are left out.
   *
   * @throws Error when the list changes during every one of several readings
   */
  async all<T extends { readonly id: string }>(
    get: GetPage,
    read: (item: unknown, reply: HttpReply) => T | undefined,
  ): Promise<Map<string, T>> {
    const census = new Census<T>();
    let path = "";
    for (let reading = 0; reading < maxReadings; reading += 1) {
      const asked = this.pageSize;
      // Pages of another size end elsewhere.
      const elsewhere: GetPage = (page, perPage) =>
        get(page, perPage === asked ? Math.max(1, perPage - reading) : perPage);
      const first = await this.first(elsewhere);
      path = first.reply.request.path;
      const take = ({ items, reply }: Page): void => census.take(items.map((item) => read(item, reply)));
      take(first);
      await this.rest(elsewhere, first, JSON.stringify, take);
      const whole = census.whole(first);
      if (whole !== undefined) return whole;
    }
    throw new Error(
      `the list ${path} changed each time that it was read, ${maxReadings} times, so some of its items may be missing. ` +
        `Try again when nobody else changes the account`,
    );
  }

  /** A page of this size, in parts where it is larger than the transport reads: rosters of gateways can make it so. */
  async page(get: GetPage, page: number, size: number, take: (page: Page) => void): Promise<void> {
    try {
      take(readPage(await get(page, size)));
    } catch (error) {
      const smaller = sizes.find((one) => one < size && size % one === 0);
      if (!isTooLarge(error) || smaller === undefined) throw error;
      const parts = size / smaller;
      for (let part = 1; part <= parts; part += 1)
        await this.page(get, (page - 1) * parts + part, smaller, take);
    }
  }
}

/** @throws `MalformedReplyError` where an item is nested so deeply that it cannot be compared */
function keysOf({ items, reply }: Page, keyOf: (item: unknown) => unknown): unknown[] {
  try {
    return items.map(keyOf);
  } catch {
    throw malformed(reply, "data: nested too deeply");
  }
}

function sized(page: Page, asked: number): FirstPage {
  const { items, perPage, lastPage, total } = page;
  const received = items.length;
  const continues = received > 0 && ((lastPage ?? 0) > 1 || (total ?? 0) > received);
  const given = continues ? received : asked;
  const size = perPage === undefined || perPage === 0 ? given : perPage;
  const counted = total === undefined ? undefined : Math.ceil(total / Math.min(size, given));
  const pages = lastPage ?? counted ?? (received === 0 ? 1 : undefined);
  return { ...page, size, pages: pages === undefined ? undefined : Math.max(1, pages) };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof MalformedReplyError && error.isTooLarge;
}

/** A count, which may be a text. */
function countOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
