import {
  ApiError,
  DeadlineError,
  HeldError,
  MalformedReplyError,
  UnreachableError,
  type RequestLine,
} from "./errors";
import type { Wait } from "./limiter";
import type { Next } from "./retry";

/** The request of an attempt, as far as the debug log shows it: without its body, which may hold a secret. */
export interface AttemptedRequest extends RequestLine {
  /** Query parameters; undefined ones are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
}

/** One attempt to get a request answered, as a line of the debug log. */
export class Attempt {
  private readonly request: AttemptedRequest;
  private readonly count: number;
  private sentAt: number | undefined;
  private wait: Wait | undefined;

  /** @param count 1 for the first attempt */
  constructor(request: AttemptedRequest, count: number) {
    this.request = request;
    this.count = count;
  }

  /** To be called right before the request is sent, with how it waited for that. */
  begin(wait: Wait | undefined): void {
    this.sentAt = Date.now();
    this.wait = wait;
  }

  /** Whether the request was sent. */
  get isSent(): boolean {
    return this.sentAt !== undefined;
  }

  /** The line for a usable answer. */
  answered(status: number, requestId: string | undefined): string {
    return this.line(`HTTP ${status}`, requestId);
  }

  /** The line for a failure, with what follows it in the remaining time. */
  failed(error: unknown, next: Next, remainingMs: number): string {
    return this.line(outcomeOf(error), requestIdOf(error)) + sequelOf(next, remainingMs);
  }

  private line(outcome: string, requestId: string | undefined): string {
    return [
      `${this.request.method} ${this.target()}: ${outcome}`,
      ...(this.sentAt === undefined ? [] : [`${Date.now() - this.sentAt} ms`]),
      `attempt ${this.count}`,
      ...(requestId === undefined ? [] : [`request ${requestId}`]),
      ...this.delay(),
    ].join(", ");
  }

  private target(): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(this.request.query ?? {}))
      if (value !== undefined) query.append(name, String(value));
    return query.size === 0 ? this.request.path : `${this.request.path}?${query.toString()}`;
  }

  private delay(): string[] {
    if (this.wait === undefined) return [];
    const { ms, paused } = this.wait;
    const reason = paused ? "the vendor refused requests" : "limit of requests at once or in a second";
    return [`sent after a wait of ${ms} ms (${reason})`];
  }
}

/** The result of a request, without the vendor's own words: they may repeat what was sent. */
function outcomeOf(error: unknown): string {
  if (error instanceof ApiError) return `HTTP ${error.status}`;
  if (error instanceof MalformedReplyError)
    return `HTTP ${error.status}, but the answer cannot be used: ${error.problem}`;
  if (error instanceof UnreachableError) return `no answer: ${error.reason}`;
  if (error instanceof HeldError)
    return "not sent: the vendor asks for a longer pause than there is time for";
  if (error instanceof DeadlineError)
    return error.mayHaveTakenEffect
      ? "no answer within its time limit"
      : "not sent: the operation's time is over";
  return "failed";
}

function requestIdOf(error: unknown): string | undefined {
  return error instanceof ApiError || error instanceof MalformedReplyError ? error.requestId : undefined;
}

function sequelOf({ pauseMs, reason }: Next, remainingMs: number): string {
  if (pauseMs === undefined) return reason === undefined ? "" : `; not repeated: ${reason}`;
  if (pauseMs >= remainingMs) return "; not repeated: the operation has no time left for the pause";
  return `; repeated in ${Math.round(pauseMs)} ms`;
}
