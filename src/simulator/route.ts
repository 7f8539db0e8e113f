import { STATUS_CODES } from "node:http";

/** One request, as a vendor's route sees it. */
export interface VendorRequest {
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Path and query exactly as sent, such as `/v2/sip/phone-numbers/%2B14155550100`. */
  readonly url: string;
  /** Parsed JSON body; `{}` when the body is empty or its content type is not JSON. */
  readonly body: unknown;
  /** Decoded value of a `:name` segment of the route's path; empty when the route has no such segment. */
  readonly param: (name: string) => string;
  /** Decoded value of a query parameter, undefined when absent. */
  readonly query: (name: string) => string | undefined;
  /** Value of a request header, undefined when absent. */
  readonly header: (name: string) => string | undefined;
}

/** One answer, ready for the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; null for no body at all. */
  readonly body: string | null;
}

/** One endpoint of a vendor. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path with `:name` segments. */
  readonly path: string;
  /** False while the vendor answers as if it had no such route. Default: always served. */
  readonly isServed?: () => boolean;
  /** Whether it is served without credentials. Default false. */
  readonly isPublic?: true;
  /**
   * Serves the request. Synchronous on purpose: nothing can happen between a check and its effect, so every endpoint
   * is atomic.
   */
  handle(request: VendorRequest): Answer;
}

/** Ends the handling of a request with an error answer, whose text is the vendor's. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, message = STATUS_CODES[status] ?? "Error") {
    super(message);
    this.status = status;
  }
}

/** An answer with a JSON body. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** An answer with an HTML page. */
export function htmlAnswer(status: number, page: string): Answer {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: page };
}

/** An answer without a body. */
export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: null };
}
