import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";

/** An answer of the vendor's own API. */
export interface Answer {
  readonly status: number;
  /** Parsed where it is JSON, else its text; undefined where there was none. */
  readonly body: unknown;
}

/** A request that the suite sends by itself, past the package. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
  /** Value of the Authorization header, where it is not the account's own. */
  readonly authorization?: string;
}

/** Whom the requests go to, and which of them may be sent. */
export interface WireOptions {
  /** Base URL without a final slash. */
  readonly base: string;
  readonly authorization: () => string;
  /** Why a request may not be sent; undefined where it may. Asked for each that is no GET. */
  readonly refusal: (request: WireRequest) => string | undefined;
}

const maxPatienceS = 60;
const tries = 4;

/** The vendor's own API by plain requests, as another client of the account sends them. */
export class Wire {
  /** Base URL. */
  readonly base: string;
  private readonly options: WireOptions;
  private count = 0;
  private slowestMs = 0;

  constructor(options: WireOptions) {
    this.options = options;
    this.base = options.base;
  }

  /** How many requests were sent, and how long the slowest answer took. */
  get measured(): { readonly requests: number; readonly slowestMs: number } {
    return { requests: this.count, slowestMs: Math.round(this.slowestMs) };
  }

  /**
   * Sends a request. Repeats it only after a 429, which had no effect.
   *
   * @throws Error when the request is none that the suite may send, or has no answer.
   */
  async send(wanted: WireRequest): Promise<Answer> {
    const { method, path, body, authorization = this.options.authorization() } = wanted;
    const refusal = method === "GET" ? undefined : this.options.refusal(wanted);
    if (refusal !== undefined) throw new Error(`${method} ${path} is not sent: ${refusal}`);
    for (let left = tries; ; left -= 1) {
      const started = performance.now();
      const response = await request(this.options.base + path, {
        method,
        headers: { authorization, accept: "application/json", "content-type": "application/json" },
        headersTimeout: maxPatienceS * 1000,
        bodyTimeout: maxPatienceS * 1000,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.body.text();
      this.count += 1;
      this.slowestMs = Math.max(this.slowestMs, performance.now() - started);
      if (response.statusCode !== 429 || left === 1)
        return { status: response.statusCode, body: parsed(text) };
      const asked = Number(response.headers["retry-after"]);
      await sleep(1000 * Math.min(maxPatienceS, asked > 0 ? asked : 5));
    }
  }

  /**
   * The same where nothing but success is good.
   *
   * @throws Error with the status and the words of the answer.
   */
  async done(wanted: WireRequest): Promise<unknown> {
    const { status, body } = await this.send(wanted);
    if (status >= 200 && status < 300) return body;
    throw new Error(`${wanted.method} ${wanted.path} was answered ${status}: ${wordsOf(body)}`);
  }
}

/** An answer's body in few words. */
export function wordsOf(body: unknown): string {
  const text = typeof body === "string" ? body : body === undefined ? "nothing" : JSON.stringify(body);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** A property of what may be an object; undefined where there is none. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
    value,
  );
}

/** The same as a text; undefined where it is none. */
export function textAt(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

/** The same as a list; undefined where it is none. */
export function listAt(
  value: unknown,
  ...keys: readonly (string | number)[]
): readonly unknown[] | undefined {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : undefined;
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
