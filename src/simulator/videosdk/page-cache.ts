import type { Answer } from "../vendor.js";

/** Pages kept at most; a full one has some 75,000 characters. */
const maxPages = 200;

/**
 * The answers to requests for pages, as long as nothing changes: to build and write a full page takes longer than all
 * else about the request, and a refresh of many stacks asks for the same pages again and again.
 */
export class PageCache {
  readonly #answers = new Map<string, Answer>();

  /** The answer that was given to the same request before, else a new one. */
  answer(url: string, make: () => Answer): Answer {
    const known = this.#answers.get(url);
    if (known !== undefined) return known;
    if (this.#answers.size >= maxPages) this.clear();
    const answer = make();
    this.#answers.set(url, answer);
    return answer;
  }

  /** To be told of everything that may change an answer. */
  clear(): void {
    this.#answers.clear();
  }
}
