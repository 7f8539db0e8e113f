import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DeadlineError, MalformedReplyError, UnreachableError } from "../../src/http/errors";
import {
  defaultRetryPolicy,
  isRetryable,
  parseRetryAfter,
  pauseBefore,
  RetryBudget,
} from "../../src/http/retry";
import { apiError, line } from "../support/errors";

const idempotent = ["GET", "PUT", "PATCH", "DELETE"] as const;
const now = Date.parse("2026-01-01T00:00:00Z");

describe("which failures are repeated", () => {
  test.each(["GET", "PUT", "PATCH", "DELETE", "POST"])("a 429 of any method, here %s", (method) => {
    expect(isRetryable(apiError(429), method)).toBe(true);
  });

  test.each([408, 425, 500, 502, 503, 504])("%i of every method but POST", (status) => {
    for (const method of idempotent) expect(isRetryable(apiError(status), method), method).toBe(true);
    expect(isRetryable(apiError(status), "POST")).toBe(false);
  });

  test.each([301, 302, 400, 401, 402, 403, 404, 409, 410, 422, 501, 505])("%i of no method", (status) => {
    for (const method of [...idempotent, "POST"])
      expect(isRetryable(apiError(status), method), method).toBe(false);
  });

  test("a connection that was never made, of every method, because the vendor got nothing", () => {
    const refused = new UnreachableError(line, "http://127.0.0.1", "refused", false);
    for (const method of [...idempotent, "POST"]) expect(isRetryable(refused, method), method).toBe(true);
  });

  test("a connection that broke, of every method but POST", () => {
    const dropped = new UnreachableError(line, "http://127.0.0.1", "reset", true);
    for (const method of idempotent) expect(isRetryable(dropped, method), method).toBe(true);
    expect(isRetryable(dropped, "POST")).toBe(false);
  });

  test("a request without an answer in time, of every method but POST", () => {
    const late = new DeadlineError(line, 30_000, true);
    for (const method of idempotent) expect(isRetryable(late, method), method).toBe(true);
    expect(isRetryable(late, "POST")).toBe(false);
  });

  test("an unusable answer only of a GET, and only with a status of success", () => {
    expect(isRetryable(new MalformedReplyError(line, 200, "cut off"), "GET")).toBe(true);
    expect(isRetryable(new MalformedReplyError(line, 404, "too long"), "GET")).toBe(false);
    for (const method of ["PUT", "PATCH", "DELETE", "POST"]) {
      expect(isRetryable(new MalformedReplyError(line, 200, "cut off"), method), method).toBe(false);
    }
  });

  test("nothing that did not come from the transport", () => {
    expect(isRetryable(new Error("a defect in the code"), "GET")).toBe(false);
    expect(isRetryable("text", "GET")).toBe(false);
  });
});

describe("the pause before a repeat", () => {
  const policy = { ...defaultRetryPolicy, baseDelayMs: 100, maxDelayMs: 1_000, maxRetryAfterMs: 5_000 };

  test("is drawn from 0 up to a bound that doubles, and never beyond the longest", () => {
    const longest = [0, 1, 2, 3, 4, 20].map((retry) => pauseBefore(retry, apiError(503), policy, () => 1));
    expect(longest).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    expect(pauseBefore(4, apiError(503), policy, () => 0)).toBe(0);
    expect(pauseBefore(1, apiError(503), policy, () => 0.25)).toBe(50);
  });

  test("is within its bounds for every random number, policy and repeat", () => {
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.nat(1_000),
        draw,
        fc.nat(10_000),
        fc.nat(60_000),
        (retry, chance, baseDelayMs, maxDelayMs) => {
          const bounds = { ...policy, baseDelayMs, maxDelayMs };
          const pause = pauseBefore(retry, apiError(503), bounds, () => chance);
          expect(pause).toBeGreaterThanOrEqual(0);
          expect(pause).toBeLessThanOrEqual(Math.min(maxDelayMs, baseDelayMs * 2 ** retry));
        },
      ),
    );
  });

  test("is exactly what the vendor asked for", () => {
    expect(pauseBefore(0, apiError(429, { retryAfterMs: 3_000 }), policy, () => 0.5)).toBe(3_000);
    expect(pauseBefore(0, apiError(503, { retryAfterMs: 0 }), policy, () => 0.5)).toBe(0);
  });

  test("is refused when the vendor asks for more than the policy waits", () => {
    expect(pauseBefore(0, apiError(429, { retryAfterMs: 5_000 }), policy)).toBe(5_000);
    expect(pauseBefore(0, apiError(429, { retryAfterMs: 5_001 }), policy)).toBeUndefined();
  });
});

describe("a Retry-After header", () => {
  test.each([
    ["0", 0],
    ["7", 7_000],
    [" 120 ", 120_000],
    ["1.5", 1_500],
  ])("of %j is seconds", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  test("may be a date, from now on", () => {
    expect(parseRetryAfter("Thu, 01 Jan 2026 00:00:30 GMT", now)).toBe(30_000);
    expect(parseRetryAfter("Wed, 31 Dec 2025 23:59:00 GMT", now)).toBe(0);
  });

  test.each([undefined, "", "  ", "soon", "60s", "1e3", "0x10"])("of %j is ignored", (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  });

  test.each(["-5", "1,5", "1 2", "in 5000", "+3"])(
    "of %j, which is neither form, is ignored and does not mean «at once»",
    (header) => {
      expect(parseRetryAfter(header, now)).toBeUndefined();
    },
  );

  test("never results in a negative number or NaN", () => {
    const header = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.stringMatching(/^[0-9]{1,400}$/),
    );
    fc.assert(
      fc.property(header, (text) => {
        const pause = parseRetryAfter(text, now);
        if (pause !== undefined) expect(pause >= 0).toBe(true);
      }),
    );
  });
});

describe("the budget of retries", () => {
  test("is spent by retries, refuses when empty, and is refilled by successes", () => {
    const budget = new RetryBudget(12);
    expect(budget.take(apiError(503))).toBe(true);
    expect(budget.take(apiError(503))).toBe(true);
    expect(budget.take(apiError(503))).toBe(false);
    budget.refund();
    budget.refund();
    expect(budget.take(apiError(503))).toBe(false);
    budget.refund();
    expect(budget.take(apiError(503))).toBe(true);
  });

  test("charges double for a request without an answer", () => {
    const budget = new RetryBudget(15);
    expect(budget.take(new DeadlineError(line, 30_000, true))).toBe(true);
    expect(budget.take(new DeadlineError(line, 30_000, true))).toBe(false);
    expect(budget.take(apiError(500))).toBe(true);
  });

  test("is never filled beyond its capacity", () => {
    const budget = new RetryBudget(5);
    for (let success = 0; success < 50; success += 1) budget.refund();
    expect(budget.take(apiError(503))).toBe(true);
    expect(budget.take(apiError(503))).toBe(false);
  });

  test("refuses without taking, so that a cheap retry may still pass", () => {
    const budget = new RetryBudget(9);
    expect(budget.take(new UnreachableError(line, "http://127.0.0.1", "reset", true))).toBe(false);
    expect(budget.take(apiError(503))).toBe(true);
  });
});
