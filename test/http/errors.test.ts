import { describe, expect, test } from "vitest";
import {
  apiErrorOf,
  DeadlineError,
  MalformedReplyError,
  mayHaveTakenEffect,
  TransportError,
  UnreachableError,
} from "../../src/http/errors";
import { apiError, line } from "../support/errors";

describe("what an error says", () => {
  test("of an error answer: the vendor's words, status, request and the vendor's id of it", () => {
    expect(apiError(409, { message: "taken", requestId: "7f3a" }).message).toBe(
      "taken (HTTP 409, GET /v2/sip/phone-numbers, request 7f3a)",
    );
    expect(apiError(500, { message: "" }).message).toBe("no message (HTTP 500, GET /v2/sip/phone-numbers)");
  });

  test("of an error answer with advice: the vendor's words and the advice, and it is the same error otherwise", () => {
    const advised = apiError(503, { message: "down", requestId: "7f3a", retryAfterMs: 5 }).withAdvice("wait");
    expect(advised.message).toBe("down: wait (HTTP 503, GET /v2/sip/phone-numbers, request 7f3a)");
    expect(advised).toMatchObject({ status: 503, retryAfterMs: 5, mayHaveTakenEffect: true });
  });

  test("of an HTML page: that it was one, not its text", () => {
    const error = apiError(502, { html: true, message: "<html><h1>Bad gateway</h1></html>" });
    expect(error.message).toBe("an HTML page instead of an answer (HTTP 502, GET /v2/sip/phone-numbers)");
  });

  test("of no answer: where it was expected from, and why it did not come", () => {
    const error = new UnreachableError(line, "http://127.0.0.1:9", "connect ECONNREFUSED", false);
    expect(error.message).toBe(
      "no answer from http://127.0.0.1:9: connect ECONNREFUSED (GET /v2/sip/phone-numbers)",
    );
  });

  test("of a slow answer: the limit", () => {
    expect(new DeadlineError(line, 30_000, true).message).toBe(
      "no answer within 30 s (GET /v2/sip/phone-numbers)",
    );
  });

  test("of an unusable answer: what is wrong with it", () => {
    expect(new MalformedReplyError(line, 200, "it is not valid JSON", "7f3a").message).toBe(
      "the answer cannot be used: it is not valid JSON (HTTP 200, GET /v2/sip/phone-numbers, request 7f3a)",
    );
  });

  test("has a name that a bundler cannot change", () => {
    const errors = [
      apiError(400),
      new UnreachableError(line, "", "", true),
      new DeadlineError(line, 1, true),
      new MalformedReplyError(line, 200, ""),
    ];
    expect(errors.map(({ name }) => name)).toEqual([
      "ApiError",
      "UnreachableError",
      "DeadlineError",
      "MalformedReplyError",
    ]);
    for (const error of errors) expect(error).toBeInstanceOf(TransportError);
  });
});

describe("whether a request may have taken effect", () => {
  test.each([
    [301, true],
    [303, true],
    [307, false],
    [308, false],
    [400, false],
    [404, false],
    [429, false],
    [499, false],
    [500, true],
    [503, true],
  ])("after %i: %s", (status, expected) => {
    expect(mayHaveTakenEffect(apiError(status))).toBe(expected);
  });

  test("after an answer that cannot be used: yes, because it was answered", () => {
    expect(mayHaveTakenEffect(new MalformedReplyError(line, 200, "cut off"))).toBe(true);
  });

  test("is what the transport found, for a missing answer", () => {
    expect(mayHaveTakenEffect(new UnreachableError(line, "", "", false))).toBe(false);
    expect(mayHaveTakenEffect(new UnreachableError(line, "", "", true))).toBe(true);
    expect(mayHaveTakenEffect(new DeadlineError(line, 1, false))).toBe(false);
    expect(mayHaveTakenEffect(new DeadlineError(line, 1, true))).toBe(true);
  });

  test("no, for errors that did not come from the transport", () => {
    expect(mayHaveTakenEffect(new Error("x"))).toBe(false);
    expect(mayHaveTakenEffect(undefined)).toBe(false);
  });
});

test("an error answer is distinguished by its status", () => {
  const error = apiError(404);
  expect(apiErrorOf(error, 402, 404)).toBe(error);
  expect(apiErrorOf(error, 409)).toBeUndefined();
  expect(apiErrorOf(new Error("HTTP 404"), 404)).toBeUndefined();
});
