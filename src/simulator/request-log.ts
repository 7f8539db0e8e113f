/** One request that reached a vendor's side of the simulator, and its answer. */
export interface RequestLogEntry {
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Path and query exactly as they arrived. */
  readonly url: string;
  /** The body: parsed when it is JSON, else its text; null when there was none. */
  readonly requestBody: unknown;
  /** HTTP status of the answer; 0 when the connection ended without one. */
  readonly status: number;
  /** The answer's body: parsed when it is JSON, else its text; null when there was none. */
  readonly responseBody: unknown;
  /** Time from the request's head to its answer, in milliseconds. */
  readonly milliseconds: number;
}

/** Which requests are wanted; what is left out fits every request. */
export interface RequestFilter {
  /** Upper-case HTTP method. */
  readonly method?: string;
  /** A part of the path and query. */
  readonly path?: string;
  /** A status such as `404`, or all of a class, such as `4`; 0 for no answer. */
  readonly status?: number;
}

/** Requests that fit a filter. */
export interface FoundRequests {
  /** The newest first, each with its place in the log, from 1. */
  readonly entries: readonly (RequestLogEntry & { readonly place: number })[];
  /** How many fit, shown or not. */
  readonly total: number;
}

/** A request whose answer is not in the log yet. */
export interface OpenEntry {
  /** Adds the answer. `status` 0 and `body` null: the connection ended without one. */
  close(status: number, body: string | null): void;
}

interface StoredEntry {
  readonly method: string;
  readonly url: string;
  readonly requestText: string;
  readonly started: number;
  answered?: { readonly status: number; readonly body: string | null; readonly milliseconds: number };
}

/** The oldest entries are dropped when there are more than this many, */
export const maxLogEntries = 50_000;
/** or when their bodies together have more than this many characters. */
export const maxLogCharacters = 128 * 1024 * 1024;

/**
 * The requests in the order in which they took effect.
 *
 * Bodies are stored as text and parsed when the log is read: it is written far more often than it is read.
 */
export class RequestLog {
  #entries: StoredEntry[] = [];
  #characters = 0;
  #dropped = 0;
  #revision = 0;

  /** Changes with every entry, answer and clearing. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Adds a request whose body has arrived.
   *
   * @param started when its head arrived, on the clock of `performance.now()`
   */
  open(method: string, url: string, requestText: string, started: number): OpenEntry {
    const entry: StoredEntry = { method, url, requestText, started };
    this.#revision += 1;
    this.#entries.push(entry);
    this.#characters += requestText.length;
    return {
      close: (status, body) => {
        this.#revision += 1;
        entry.answered = { status, body, milliseconds: roundedMilliseconds(performance.now() - started) };
        this.#characters += body?.length ?? 0;
        this.#trim();
      },
    };
  }

  /** All answered requests, oldest first. */
  list(): RequestLogEntry[] {
    return this.#entries.flatMap((entry) => shown(entry) ?? []);
  }

  /** The newest answered requests that fit. Only these are parsed: the log is asked every second. */
  find({ method, path, status }: RequestFilter, most: number): FoundRequests {
    const entries: (RequestLogEntry & { readonly place: number })[] = [];
    let total = 0;
    for (let index = this.#entries.length - 1; index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (entry?.answered === undefined) continue;
      if (method !== undefined && entry.method !== method) continue;
      if (path !== undefined && !entry.url.includes(path)) continue;
      const given = entry.answered.status;
      if (status !== undefined && given !== status && Math.floor(given / 100) !== status) continue;
      total += 1;
      const found = total <= most ? shown(entry) : undefined;
      if (found !== undefined) entries.push({ ...found, place: this.#dropped + index + 1 });
    }
    return { entries, total };
  }

  clear(): void {
    this.#entries = [];
    this.#characters = 0;
    this.#dropped = 0;
    this.#revision += 1;
  }

  #trim(): void {
    // A tenth at a time: a full log then does not shift its whole array at every request.
    while (this.#entries.length > maxLogEntries || this.#characters > maxLogCharacters) {
      const dropped = this.#entries.splice(0, Math.max(1, Math.floor(this.#entries.length / 10)));
      this.#dropped += dropped.length;
      for (const entry of dropped) {
        this.#characters -= entry.requestText.length + (entry.answered?.body?.length ?? 0);
      }
    }
  }
}

/** An entry as it is shown; undefined while it has no answer. */
function shown({ method, url, requestText, answered }: StoredEntry): RequestLogEntry | undefined {
  if (answered === undefined) return undefined;
  return {
    method,
    url,
    requestBody: requestText === "" ? null : parsedOrText(requestText),
    status: answered.status,
    responseBody: answered.body === null ? null : parsedOrText(answered.body),
    milliseconds: answered.milliseconds,
  };
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function roundedMilliseconds(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
