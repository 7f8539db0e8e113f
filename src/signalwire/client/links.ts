/** Path and query of a request below the base URL. */
export interface Target {
  /** Encoded path. */
  readonly path: string;
  /** Query parameters. */
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Where a link in an answer leads, below the base URL. Of an absolute link only path and query are kept: the host in an
 * answer is never asked, because the credentials are for the configured one alone.
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
