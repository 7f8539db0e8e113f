import type { Dispatcher } from "undici";
import { packageVersion } from "../version";
import { bodyOf, clockSkewOf, errorCode, interpret, type HttpReply } from "./answer";
import { Attempt } from "./attempt";
import { connect, failedProxy, isRefusedTunnel } from "./connections";
import { Deadline } from "./deadline";
import { debug } from "./debug";
import {
  ApiError,
  DeadlineError,
  HeldError,
  TransportError,
  UnreachableError,
  type RequestLine,
  type VendorComplaint,
} from "./errors";
import { Limiter, type LimiterOptions, type Refusals, type Wait } from "./limiter";
import { keepSecret } from "./presentable";
import { pauseUntilReset } from "./rate-limit-headers";
import { defaultRetryPolicy, nextAfter, RetryBudget, type RetryPolicy } from "./retry";

/** One request to a vendor. */
export interface HttpRequest {
  /** HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Encoded path below the base URL; see `path`. */
  readonly path: string;
  /** Query parameters; undefined ones are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Reads the JSON of the answer, in place of `JSON.parse`; throws where it is none. */
  readonly parse?: (text: string) => unknown;
}

/** What one vendor and account need of the transport. */
export interface TransportOptions {
  /** Origin, optionally with a path prefix, such as `https://api.videosdk.live`. */
  readonly baseUrl: string;
  /** The `Authorization` header of the next request. Asked for each try, so that a token can be renewed. */
  readonly authorization: () => string;
  /** Finds the vendor's words in the parsed body of an error answer. */
  readonly readComplaint: (body: unknown) => VendorComplaint;
  /** Bounds of the load; by default 10 requests at once. */
  readonly limits?: LimiterOptions | undefined;
  /** Time limit of one request, in milliseconds; 30,000 by default. */
  readonly requestTimeoutMs?: number | undefined;
  /** Largest body that is read, in bytes; 8 MiB by default. */
  readonly maxReplyBytes?: number | undefined;
  /** How failures are repeated. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Shows the user what is no failure, such as a vendor that asks for fewer requests. */
  readonly notice?: ((sentence: string) => void) | undefined;
}

/** Errors of the connection itself, before a byte of the request could have been sent. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "EPROTO",
]);

/** Errors of a TLS handshake: a request is sent only after it. */
const handshakeFailed = /^(ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

const advice = "set requestsPerSecond to what the account allows, or try again later";

/**
 * Sends requests to a vendor: keep-alive pool, time limits, retries, load limiter, bounded answers, errors. It follows
 * no redirect, because the credentials in the header belong to the configured host alone.
 */
export class Transport {
  private readonly options: TransportOptions;
  private readonly origin: string;
  private readonly prefix: string;
  private connected: Dispatcher | undefined;
  private readonly connections: number;
  /** Shows the vendor's support which client sends these requests. */
  private readonly userAgent = `pulumi-sip/${packageVersion()}`;
  private readonly limiter: Limiter;
  private readonly budget = new RetryBudget();
  private readonly policy: RetryPolicy;
  private readonly requestTimeoutMs: number;
  private readonly maxReplyBytes: number;
  /** The requests that wait for their answers. */
  private readonly open = new Set<HttpRequest>();
  private skewMs: number | undefined;
  private isSlowdownSaid = false;

  constructor(options: TransportOptions) {
    const base = new URL(options.baseUrl);
    const limits = options.limits ?? { maxConcurrency: 10 };
    this.options = options;
    this.origin = base.origin;
    this.prefix = base.pathname.replace(/\/+$/, "");
    this.connections = limits.maxConcurrency;
    this.limiter = new Limiter(limits);
    this.policy = { ...defaultRetryPolicy, ...options.retry };
    this.requestTimeoutMs = options.requestTimeoutMs ?? 30_000;
    this.maxReplyBytes = options.maxReplyBytes ?? 8 * 1024 * 1024;
  }

  /** Requests that are under way at the same time, at most. */
  get maxConcurrency(): number {
    return this.connections;
  }

  /**
   * Sends a request and repeats it where that is safe.
   *
   * @throws {@link ApiError}, {@link UnreachableError}, {@link DeadlineError} or {@link MalformedReplyError}
   */
  async send(request: HttpRequest, deadline: Deadline): Promise<HttpReply> {
    const place = this.limiter.place();
    let refusal: ApiError | undefined;
    for (let retry = 0, count = 1; ; count += 1) {
      const attempt = new Attempt(request, count);
      const task = (wait: Wait | undefined): Promise<HttpReply> => {
        attempt.begin(wait);
        return this.paced(request, deadline);
      };
      try {
        const reply = await this.limiter.run(
          task,
          deadline,
          this.refusals(request, deadline, refusal),
          place,
        );
        this.budget.refund();
        debug(() => attempt.answered(reply.status, reply.requestId));
        return reply;
      } catch (error) {
        const next = attempt.isSent ? nextAfter(error, request.method, retry, this.policy, this.budget) : {};
        debug(() => attempt.failed(error, next, deadline.remainingMs));
        if (next.pauseMs === undefined || next.pauseMs >= deadline.remainingMs) throw error;
        if (isRefusal(error)) {
          // The limiter holds it in its place in the queue.
          refusal = error;
          continue;
        }
        if (!(await deadline.wait(next.pauseMs))) throw error;
        retry += 1;
      }
    }
  }

  /**
   * Does work with several requests during which no other request of the account is under way: for changes that must
   * directly follow each other. The work may wait only for requests that it sends itself: not for one that other code
   * has begun, such as a shared listing, because that one waits for the end of the work.
   *
   * @param first the first request of the work, for the message if the deadline ends before its turn
   */
  alone<T>(work: () => Promise<T>, first: RequestLine, deadline: Deadline): Promise<T> {
    return this.limiter.alone(work, deadline, this.refusals(first, deadline));
  }

  /**
   * How far this machine's clock is ahead of the vendor's, in milliseconds, by the `Date` of the last answer; undefined
   * before one with such a header. Exact to about a second.
   */
  get clockSkewMs(): number | undefined {
    return this.skewMs;
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.connected?.destroy();
  }

  /** @param refusal the vendor's answer to an earlier attempt, which says more than that there was no turn for another */
  private refusals(request: RequestLine, deadline: Deadline, refusal?: ApiError): Refusals {
    return {
      timeout: () =>
        refusal?.withAdvice(advice) ?? new DeadlineError(request, deadline.limitMs, false, [...this.open]),
      held: (pauseMs) => refusal ?? new HeldError(request, pauseMs, deadline.limitMs),
    };
  }

  /** Sends a request and tells the limiter what its answer says of the pace. */
  private async paced(request: HttpRequest, deadline: Deadline): Promise<HttpReply> {
    const startedAt = Date.now();
    try {
      const reply = await this.once(request, deadline);
      this.limiter.succeeded(startedAt);
      return reply;
    } catch (error) {
      if (isRefusal(error)) this.slowDown(startedAt, error);
      else if (error instanceof ApiError && error.status < 500) this.limiter.succeeded(startedAt);
      throw error;
    }
  }

  private slowDown(startedAt: number, { retryAfterMs }: ApiError): void {
    const begins = this.limiter.refused(startedAt, retryAfterMs);
    if (!begins || this.isSlowdownSaid) return;
    this.isSlowdownSaid = true;
    const pause =
      retryAfterMs === undefined ? "" : `, and asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s`;
    this.options.notice?.(
      `${this.origin} refuses requests because there are too many at a time (HTTP 429)${pause}. They wait for their turn ` +
        `and are sent again, at a pace that it accepts`,
    );
  }

  private async once(request: HttpRequest, deadline: Deadline): Promise<HttpReply> {
    const line: RequestLine = { method: request.method, path: request.path };
    const authorization = this.options.authorization();
    // A token that is renewed later stays one that an answer may repeat.
    keepSecret(authorization.replace(/^\w+ /, ""));
    const { origin, connections, maxReplyBytes: maxResponseSize } = this;
    const connected = (this.connected ??= connect(origin, { connections, maxResponseSize }));
    const limit = Math.min(this.requestTimeoutMs, deadline.remainingMs);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limit);
    const cancel = (): void => abort.abort();
    deadline.signal.addEventListener("abort", cancel, { once: true });
    this.open.add(request);
    try {
      const answer = await connected.request(this.dispatch(request, authorization, abort.signal));
      const text = await bodyOf(answer, line, this.maxReplyBytes);
      this.skewMs = clockSkewOf(answer) ?? this.skewMs;
      const pauseMs = pauseUntilReset(answer.headers);
      if (pauseMs !== undefined) this.limiter.hold(pauseMs);
      return interpret(answer, text, line, this.options.readComplaint, request.parse);
    } catch (error) {
      if (error instanceof TransportError) throw error;
      if (request.method !== "GET") deadline.activity.unanswered += 1;
      if (abort.signal.aborted) throw new DeadlineError(line, limit, true);
      throw this.unreachable(error, line);
    } finally {
      this.open.delete(request);
      clearTimeout(timer);
      deadline.signal.removeEventListener("abort", cancel);
    }
  }

  private dispatch(
    request: HttpRequest,
    authorization: string,
    signal: AbortSignal,
  ): Dispatcher.RequestOptions {
    const headers: Record<string, string> = {
      accept: "application/json",
      authorization,
      "user-agent": this.userAgent,
    };
    if (request.body !== undefined) headers["content-type"] = "application/json";
    const query = Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined);
    return {
      origin: this.origin,
      method: request.method,
      path: this.prefix + request.path,
      headers,
      signal,
      query: Object.fromEntries(query),
      body: request.body === undefined ? null : JSON.stringify(request.body),
    };
  }

  private unreachable(error: unknown, line: RequestLine): UnreachableError {
    const code = errorCode(error);
    const words = error instanceof Error && error.message !== "" ? error.message : String(error);
    const isSent = !neverSent.has(code) && !handshakeFailed.test(code) && !isRefusedTunnel(error);
    return new UnreachableError(line, this.origin, words, isSent, failedProxy(this.origin, error));
  }
}

/** The vendor did nothing, because there are too many requests. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 429;
}
