/** One request, as a vendor's route sees it. */
export interface VendorRequest {
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Path and query exactly as they arrived, e.g. `/v2/sip/phone-numbers/%2B14155550100`. */
  readonly url: string;
  /** Parsed JSON body; `{}` when there is none or its content type is not JSON. */
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
  /** False while the vendor does as if it had no such route. Default: always served. */
  readonly isServed?: () => boolean;
  /**
   * Serves the request. Synchronous on purpose: nothing can happen between a check and its effect, which is what makes
   * every endpoint atomic.
   */
  handle(request: VendorRequest): Answer;
}

/** What a vendor plugs into the simulator's HTTP core. */
export interface Vendor {
  /** Key of this vendor in the state, in behaviour changes and on the start line of the command. */
  readonly name: string;
  /** Paths that begin with one of these belong to this vendor, known routes or not. */
  readonly prefixes: readonly string[];
  readonly routes: readonly Route[];
  /** What a client needs to get in, in the vendor's own words. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Undefined when the request may pass, else the refusal. */
  authenticate(request: VendorRequest): Answer | undefined;
  /** An error answer in this vendor's shape. */
  refuse(status: number, message: string): Answer;
  /** The answer to a path or method that this vendor does not serve. */
  unknownRoute(request: Pick<VendorRequest, "method" | "url">): Answer;
  /** Headers that this vendor puts on every answer. */
  commonHeaders(): Readonly<Record<string, string>>;
  /** Merges switches that were found to be this vendor's. */
  configure(changes: unknown): void;
  /** A copy of everything the vendor holds, for people and tests. */
  state(): unknown;
  /** What must be kept for `restore` to bring back the same vendor. */
  save(): unknown;
  /**
   * Takes over what `save` gave.
   *
   * @param source where it comes from, for the error
   * @throws Error when it is something else.
   */
  restore(saved: unknown, source: string): void;
  /** Forgets all objects and goes back to the behaviour it was made with. Credentials stay. */
  reset(): void;
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
