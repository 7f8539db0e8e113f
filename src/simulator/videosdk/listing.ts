import type { Answer, VendorRequest } from "../route.js";
import type { VideoSdkBehaviour } from "./behaviour.js";

/** A page of a list, in VideoSDK's envelope. */
export interface Listing<T> {
  readonly pageInfo: { currentPage: number; perPage: number; lastPage: number; total: number };
  readonly data: T[];
}

/** How an endpoint pages. */
export interface Paging {
  /** Items on a page when the request does not set `perPage`. */
  readonly perPage: number;
  /** A larger `perPage` is reduced to this without an error. */
  readonly cap?: number;
}

/**
 * The page that the request asks for. A page or size that is not a whole number above 0 counts as absent; a page past
 * the end is empty.
 *
 * @param items all items, oldest first
 */
export function paginated<T, V>(
  items: readonly T[],
  request: VendorRequest,
  paging: Paging,
  order: VideoSdkBehaviour["listOrder"],
  view: (item: T) => V,
): Listing<V> {
  const currentPage = wholeNumber(request.query("page")) ?? 1;
  const perPage = Math.min(wholeNumber(request.query("perPage")) ?? paging.perPage, paging.cap ?? Infinity);
  const start = (currentPage - 1) * perPage;
  return {
    pageInfo: { currentPage, perPage, lastPage: Math.ceil(items.length / perPage), total: items.length },
    data: ordered(items, order)
      .slice(start, start + perPage)
      .map(view),
  };
}

/** Whether one of some texts contains the request's `search`, ignoring case; always true without a search. */
export function searchOf(request: VendorRequest): (...texts: readonly string[]) => boolean {
  const search = request.query("search")?.toLowerCase() ?? "";
  if (search === "") return () => true;
  return (...texts) => texts.some((text) => text.toLowerCase().includes(search));
}

function ordered<T>(items: readonly T[], order: VideoSdkBehaviour["listOrder"]): readonly T[] {
  switch (order) {
    case "created":
      return items;
    case "reverse":
      return items.toReversed();
    case "random":
      return items
        .map((item) => ({ item, rank: Math.random() }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ item }) => item);
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** Limits the cache to some 15 million characters: a page of 100 numbers has about 75,000. */
const maxPages = 200;

/**
 * The answers to requests for pages, valid until something changes. Building and serializing a full page takes longer
 * than the rest of the request, and a refresh of many stacks repeats the same requests.
 */
export class PageCache {
  readonly #answers = new Map<string, Answer>();
  #revision: number | undefined;

  /**
   * The previous answer to the same request, or a new one.
   *
   * @param revision changes when answers may have changed
   */
  answer(url: string, revision: number, make: () => Answer): Answer {
    if (revision !== this.#revision) this.#answers.clear();
    this.#revision = revision;
    const known = this.#answers.get(url);
    if (known !== undefined) return known;
    if (this.#answers.size >= maxPages) this.#answers.clear();
    const answer = make();
    this.#answers.set(url, answer);
    return answer;
  }
}
