/**
 * What can go wrong between a request and its answer. Every class carries a literal `name`, and says whether the
 * request may have taken effect, because that alone decides whether repeating it is safe.
 */

/** The request that failed, as it is named in messages. Never holds a header or a body, so never a secret. */
export interface RequestLine {
  /** HTTP method. */
  readonly method: string;
  /** Path without origin and query. */
  readonly path: string;
}

/** Base of every failure of the transport. */
export abstract class TransportError extends Error {
  /** The request that failed. */
  readonly request: RequestLine;
  /** Whether the vendor may have carried the request out although no usable answer came. */
  abstract readonly mayHaveTakenEffect: boolean;

  protected constructor(message: string, request: RequestLine) {
    super(message);
    this.request = request;
  }
}

/** What the vendor said in an answer with an error status. */
export interface VendorComplaint {
  /** The vendor's own words, possibly several joined; empty when the body held none. */
  readonly message: string;
  /** The vendor's error code, where it has one. */
  readonly code?: string | undefined;
}

/** The vendor answered with a status of 300 or more. */
export class ApiError extends TransportError {
  override readonly name = "ApiError";
  /** HTTP status. */
  readonly status: number;
  /** The vendor's words and code. */
  readonly complaint: VendorComplaint;
  /** The vendor's id of this request, for its support; undefined when it sent none. */
  readonly requestId: string | undefined;
  /** How long the vendor asked to wait, in milliseconds; undefined when it did not. */
  readonly retryAfterMs: number | undefined;
  /** True when the body was an HTML page: then a proxy or a missing route answered, not the vendor's API. */
  readonly html: boolean;
  /** True when the body was a JSON object, as every error of the vendors' APIs is. */
  readonly json: boolean;

  constructor(
    request: RequestLine,
    status: number,
    complaint: VendorComplaint,
    details: {
      requestId: string | undefined;
      retryAfterMs: number | undefined;
      html: boolean;
      json: boolean;
    },
  ) {
    const words = details.html ? "an HTML page instead of an answer" : complaint.message || "no message";
    super(`${words} (HTTP ${status}, ${describe(request, details.requestId)})`, request);
    this.status = status;
    this.complaint = complaint;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.html = details.html;
    this.json = details.json;
  }

  /**
   * A 4xx is a refusal; after a 5xx the effect is unknown. A redirect may lead to what was created, unless it is one of
   * the two that ask for the same request elsewhere (RFC 9110).
   */
  get mayHaveTakenEffect(): boolean {
    return this.status >= 500 || (this.status < 400 && this.status !== 307 && this.status !== 308);
  }

  /** The same error with more to say than the vendor did. */
  withAdvice(advice: string): ApiError {
    const { request, status, complaint, requestId, retryAfterMs, html, json } = this;
    const message = `${complaint.message || "no message"}: ${advice}`;
    return new ApiError(request, status, { ...complaint, message }, { requestId, retryAfterMs, html, json });
  }
}

/** No answer came: refused, reset, dropped, name not found. */
export class UnreachableError extends TransportError {
  override readonly name = "UnreachableError";
  readonly mayHaveTakenEffect: boolean;
  /** What went wrong with the connection. */
  readonly reason: string;
  /** Whether it failed at a proxy. */
  readonly isOfProxy: boolean;

  /** @param proxy where it failed at a proxy: which one */
  constructor(
    request: RequestLine,
    origin: string,
    reason: string,
    mayHaveTakenEffect: boolean,
    proxy?: string,
  ) {
    const through = proxy === undefined ? "" : ` through ${proxy}`;
    super(`no answer from ${origin}${through}: ${reason} (${describe(request)})`, request);
    this.isOfProxy = proxy !== undefined;
    this.reason = reason;
    this.mayHaveTakenEffect = mayHaveTakenEffect;
  }
}

/** A request, or the whole operation around it, took longer than its limit. */
export class DeadlineError extends TransportError {
  override readonly name = "DeadlineError";
  readonly mayHaveTakenEffect: boolean;
  /** How long an answer was waited for, in milliseconds. */
  readonly limitMs: number;

  /** @param open requests whose answers were waited for, where this one was not sent because of them */
  constructor(
    request: RequestLine,
    limitMs: number,
    mayHaveTakenEffect: boolean,
    open: readonly RequestLine[] = [],
  ) {
    const others = [...new Set(open.map((one) => describe(one)))];
    const words =
      others.length === 0
        ? "no answer"
        : `not sent, because ${others.slice(0, 3).join(" and ")}${others.length > 3 ? " and others" : ""} had no answer`;
    super(`${words} within ${seconds(limitMs)} (${describe(request)})`, request);
    this.limitMs = limitMs;
    this.mayHaveTakenEffect = mayHaveTakenEffect;
  }
}

/** A request was not sent: the vendor asked, with a 429, for a pause that the operation has no time for. */
export class HeldError extends TransportError {
  override readonly name = "HeldError";
  readonly mayHaveTakenEffect = false;

  constructor(request: RequestLine, pauseMs: number, limitMs: number) {
    super(
      `not sent, because the vendor answered 429 and asks for no requests for another ${seconds(pauseMs)}, which is more ` +
        `than is left of the operation's ${seconds(limitMs)}; try again later (${describe(request)})`,
      request,
    );
  }
}

/** An answer came whose body is not what the vendor documents: cut off, not JSON, too large, or of another shape. */
export class MalformedReplyError extends TransportError {
  override readonly name = "MalformedReplyError";
  /** HTTP status of the answer. */
  readonly status: number;
  /** What is wrong with the answer, without its values. */
  readonly problem: string;
  /** The vendor's id of this request; undefined when it sent none. */
  readonly requestId: string | undefined;
  /** True when the answer is longer than what is read: a smaller part of it may fit. */
  readonly isTooLarge: boolean;
  readonly mayHaveTakenEffect = true;

  constructor(request: RequestLine, status: number, problem: string, requestId?: string, isTooLarge = false) {
    super(`the answer cannot be used: ${problem} (HTTP ${status}, ${describe(request, requestId)})`, request);
    this.status = status;
    this.problem = problem;
    this.requestId = requestId;
    this.isTooLarge = isTooLarge;
  }
}

function describe(request: RequestLine, requestId?: string): string {
  const line = `${request.method} ${request.path}`;
  return requestId === undefined ? line : `${line}, request ${requestId}`;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

/** Whether a failed request may still have changed something at the vendor. */
export function mayHaveTakenEffect(error: unknown): boolean {
  return error instanceof TransportError && error.mayHaveTakenEffect;
}

/** The error as an {@link ApiError} of one of the statuses, else undefined. */
export function apiErrorOf(error: unknown, ...statuses: number[]): ApiError | undefined {
  return error instanceof ApiError && statuses.includes(error.status) ? error : undefined;
}
