import type { Answer, VendorRequest } from "../route.js";
import type { VideoSdkBehaviour } from "./behaviour.js";

/**
 * The page that the request asks for, in the envelope that the switches set. A page or size that is not a whole number
 * above 0 counts as absent; a size above the cap is reduced to it without an error; a page past the end is empty.
 *
 * @param items all items, oldest first
 * @param usual items on a page when the request does not set `perPage`
 */
export function paginated<T>(
  items: readonly T[],
  request: VendorRequest,
  usual: number,
  behaviour: VideoSdkBehaviour,
  view: (item: T) => unknown,
): unknown {
  const currentPage = wholeNumber(request.query("page")) ?? 1;
  const perPage = Math.min(wholeNumber(request.query("perPage")) ?? usual, behaviour.perPageCap);
  const start = (currentPage - 1) * perPage;
  const data = ordered(items, behaviour.listOrder)
    .slice(start, start + perPage)
    .map(view);
  const lastPage = Math.ceil(items.length / perPage);
  const total = items.length;
  switch (behaviour.listEnvelope) {
    case "pageInfo":
      return { pageInfo: { currentPage, perPage, lastPage, total }, data };
    case "pagination":
      return { pagination: { page: currentPage, perPage, totalPages: lastPage, total }, data };
    case "total-pages":
      return { pageInfo: { page: currentPage, perPage, totalPages: lastPage, total }, data };
    case "no-last-page":
      return { pageInfo: { currentPage }, data };
    case "bare":
      return data;
    case "unknown":
      return { results: data, more: start + perPage < total };
  }
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
