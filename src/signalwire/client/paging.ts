import * as z from "zod";
import { parseReply } from "../../http/reply";
import type { HttpReply } from "../../http/answer";

/** Pages that are read of one list before it counts as endless. */
const maxPages = 1_000;

/** Path and query of a request below the base URL. */
export interface Target {
  /** Encoded path. */
  readonly path: string;
  /** Query parameters. */
  readonly query: Readonly<Record<string, string>>;
}

/** How a page is asked for. */
export type GetPage = (target: Target) => Promise<HttpReply>;

/**
 * The items of a list, page by page. The next page is the one that the answer links to, of which only path and query
 * are used; a link that was followed before ends the list. An item that is listed again, because the list changed
 * meanwhile, is returned once.
 *
 * @param prefix path of the base URL
 * @throws Error when the list does not end
 */
export async function* itemsOf<S extends z.ZodType<{ readonly id: string }>>(
  get: GetPage,
  first: Target,
  item: S,
  prefix: string,
): AsyncGenerator<z.output<S>> {
  // Some routes answer with the list alone.
  const page = z.preprocess(
    (body) => (Array.isArray(body) ? { data: body as unknown[] } : body),
    z.object({ links: z.object({ next: z.string().nullish() }).nullish(), data: z.array(item) }),
  );
  const followed = new Set<string>();
  const given = new Set<string>();
  let target: Target | undefined = first;
  while (target !== undefined) {
    followed.add(JSON.stringify(target));
    if (followed.size > maxPages)
      throw new Error(`the list ${first.path} has not ended after ${maxPages} pages`);
    const { data, links } = parseReply(page, await get(target));
    for (const one of data) {
      if (!given.has(one.id)) yield one;
      given.add(one.id);
    }
    const next: Target | undefined = nextOf(links?.next ?? "", target.path, prefix);
    target = next === undefined || followed.has(JSON.stringify(next)) ? undefined : next;
  }
}

function nextOf(link: string, from: string, prefix: string): Target | undefined {
  return link.trim() === "" ? undefined : targetOf(link.trim(), from, prefix);
}

/** All items of a list. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * Where a link in an answer leads, below the base URL. Of an absolute link only path and query are kept: the host in an
 * answer is never used, because the credentials are for the configured one alone.
 *
 * @param from path of the request whose answer held the link
 * @param prefix path of the base URL, which absolute links may or may not carry
 * @returns undefined when it is no link
 */
export function targetOf(link: string, from: string, prefix: string): Target | undefined {
  const base = new URL(from, "http://base.invalid");
  if (!URL.canParse(link, base.href)) return undefined;
  const { pathname, searchParams } = new URL(link, base.href);
  if (!pathname.startsWith("/")) return undefined;
  const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  return { path, query: Object.fromEntries(searchParams) };
}
