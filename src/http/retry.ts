import {
  ApiError,
  HeldError,
  MalformedReplyError,
  mayHaveTakenEffect,
  TransportError,
  UnreachableError,
} from "./errors";

/** How failed requests are repeated. */
export interface RetryPolicy {
  /** Repeats after the first try. */
  readonly maxRetries: number;
  /** The first pause is drawn from 0 to this, in milliseconds; it doubles with every repeat. */
  readonly baseDelayMs: number;
  /** No drawn pause is longer than this, in milliseconds. */
  readonly maxDelayMs: number;
  /** A `Retry-After` beyond this, in milliseconds, is not waited for: the error is reported instead. */
  readonly maxRetryAfterMs: number;
}

/** The policy, unless the settings name another. */
export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 4,
  baseDelayMs: 250,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 120_000,
};

/** Methods whose repetition with the same body leaves the same state. POST is missing on purpose: it creates. */
const repeatable = new Set(["GET", "PUT", "PATCH", "DELETE"]);

/** Statuses that may be temporary: overload, an instance that shuts down, a gateway in between. */
const temporary = new Set([408, 425, 500, 502, 503, 504]);

/**
 * Whether repeating the request is safe and may help. 429 and a connection that was never made are safe for every
 * method, because the vendor did nothing; other failures only for methods that can be repeated.
 */
export function isRetryable(error: unknown, method: string): boolean {
  if (error instanceof ApiError) {
    if (error.status === 429) return true;
    return repeatable.has(method) && temporary.has(error.status);
  }
  if (error instanceof UnreachableError) return repeatable.has(method) || !error.mayHaveTakenEffect;
  if (error instanceof MalformedReplyError)
    return method === "GET" && error.status < 300 && !error.isTooLarge;
  if (error instanceof HeldError) return false;
  return error instanceof TransportError && repeatable.has(method);
}

/**
 * The pause before the next try, in milliseconds: what the vendor asked for, otherwise full jitter, so that clients
 * that failed together do not return together. Undefined when the vendor asks for more than the policy will wait.
 */
export function pauseBefore(
  retry: number,
  error: unknown,
  policy: RetryPolicy,
  random: () => number = Math.random,
): number | undefined {
  const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
  if (asked !== undefined) return asked <= policy.maxRetryAfterMs ? asked : undefined;
  return random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** retry);
}

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 *
 * @returns milliseconds from `now`, never negative; undefined when there is no usable value
 */
export function parseRetryAfter(header: string | undefined, now: number = Date.now()): number | undefined {
  const text = header?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Date.parse accepts almost any text; an HTTP date starts with the day of the week.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * A quota of retries that all requests of one account share. When a vendor is down, repeats of every request would
 * multiply the load; the budget lets a few requests repeat, and the others fail at once.
 */
export class RetryBudget {
  private tokens: number;
  private readonly capacity: number;

  constructor(capacity = 500) {
    this.capacity = capacity;
    this.tokens = capacity;
  }

  /** Takes the price of one retry; false when the budget is spent. */
  take(error: unknown): boolean {
    // A request without an answer took its whole time limit, so its repeat costs double.
    const price = error instanceof ApiError ? 5 : 10;
    if (this.tokens < price) return false;
    this.tokens -= price;
    return true;
  }

  /** A success returns a small part of the budget. */
  refund(): void {
    this.tokens = Math.min(this.capacity, this.tokens + 1);
  }
}

/** What follows a failed attempt: another one after a pause in milliseconds, or none, with a reason where it needs one. */
export interface Next {
  readonly pauseMs?: number;
  readonly reason?: string;
}

/**
 * Whether a failed request is repeated, and after which pause; takes the price of a repeat from the budget.
 *
 * @param retry how often it was repeated before
 */
export function nextAfter(
  error: unknown,
  method: string,
  retry: number,
  policy: RetryPolicy,
  budget: RetryBudget,
): Next {
  const pauseMs = pauseBefore(retry, error, policy);
  const isTooLong = { reason: "the vendor asks for a longer pause than is waited for" };
  // It costs no repeat, because the vendor did nothing; how fast repeats follow is for the pace to say.
  if (error instanceof ApiError && error.status === 429)
    return pauseMs === undefined ? isTooLong : { pauseMs: error.retryAfterMs ?? 0 };
  if (!isRetryable(error, method))
    return mayHaveTakenEffect(error) ? { reason: "it may have taken effect" } : {};
  if (retry >= policy.maxRetries) return { reason: `maxRetries is ${policy.maxRetries}` };
  if (pauseMs === undefined) return isTooLong;
  return budget.take(error) ? { pauseMs } : { reason: "the account's budget of repeats is spent" };
}
