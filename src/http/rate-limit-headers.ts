type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Seconds since 1970 are larger, seconds until something are smaller. */
const leastDate = 1_000_000_000;

/** Larger numbers are milliseconds since 1970. */
const mostSeconds = 100_000_000_000;

/**
 * How long the vendor accepts no requests after an answer that used up what it allows: by the `RateLimit` fields of the
 * IETF's draft (older ones, `RateLimit-Remaining` and `RateLimit-Reset`, too), or by `X-RateLimit-Remaining` and
 * `X-RateLimit-Reset`.
 *
 * @returns milliseconds from `now`; undefined where something is left, or nothing is said
 */
export function pauseUntilReset(headers: Headers, now: number = Date.now()): number | undefined {
  const { remaining, reset } = limitOf(headers);
  if (remaining === undefined || reset === undefined || remaining >= 1) return undefined;
  if (reset < leastDate) return reset * 1000;
  return Math.max(0, (reset > mostSeconds ? reset : reset * 1000) - now);
}

function limitOf(headers: Headers): { remaining: number | undefined; reset: number | undefined } {
  const combined = first(headers["ratelimit"]) ?? "";
  const parameter = (...names: string[]): number | undefined => {
    const match = new RegExp(`(?:^|[;,\\s])(?:${names.join("|")})=(\\d+)`).exec(combined);
    return number(match?.[1]);
  };
  const field = (name: string): number | undefined =>
    number(first(headers[`ratelimit-${name}`]) ?? first(headers[`x-ratelimit-${name}`]));
  return {
    remaining: parameter("r", "remaining") ?? field("remaining"),
    reset: parameter("t", "reset") ?? field("reset"),
  };
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
