import { z } from "zod";
import { proxies, type Proxy } from "./proxy-answers.js";

/** What a fault does to the request that it hits. */
export type FaultKind = (typeof faultKinds)[number];

/** Every kind of fault. */
export const faultKinds = [
  "drop-before",
  "drop-after",
  "status",
  "malformed",
  "html",
  "empty",
  "delay",
  "redirect",
  "huge",
  "proxy",
] as const;

/** A failure to produce on requests to a vendor. Control routes are never hit. */
export interface Fault {
  /** HTTP method to match. Default: any. */
  method?: string;
  /**
   * Path to match, as sent or decoded, without the query: exact, or with `*` for one segment and `**` for the rest.
   * Default: any.
   */
  path?: string;
  /** The first matching request that it hits; 1 is the next one. A match counts even when another fault hits it. Default 1. */
  nth?: number;
  /** How many consecutive matching requests it hits. Default 1. */
  times?: number;
  /**
   * - `drop-before`, `drop-after`: the connection ends without an answer, before or after the request takes effect
   * - `status`: `status` with an error body of the vendor's shape (or `body`) and `Retry-After`
   * - `malformed`: truncated JSON, status 200 unless given
   * - `html`: an HTML page, status 502 unless given
   * - `empty`: no body, status 200 unless given
   * - `delay`: the true answer, late by `milliseconds`
   * - `redirect`: status 302 unless given, to `location`
   * - `huge`: a JSON text of `bytes`, status 200 unless given
   * - `proxy`: what `proxy`, which stands in front of the vendor, answers to a path that it does not know; status 404
   *   unless given
   */
  kind: FaultKind;
  /** HTTP status of the answer, 200 to 599. Required for `status`, a default for the others. */
  status?: number;
  /** `Retry-After` header of the answer: seconds, or an HTTP date as text. Default: no such header. */
  retryAfter?: number | string;
  /**
   * `before`: the request has no effect. `after`: it takes effect, and only its answer is replaced. With a `delay` it
   * always takes effect, after or before the wait. Default `before`.
   */
  when?: "before" | "after";
  /** Length of a `delay`. Required for it. */
  milliseconds?: number;
  /** Target of a `redirect`. Required for it. */
  location?: string;
  /** Body of a `status`, `malformed` or `html` answer: text unchanged, anything else as JSON. Default: see `kind`. */
  body?: unknown;
  /** Who answers with kind `proxy`. Required for it. */
  proxy?: Proxy;
  /** Size of a `huge` body; -1 continues until the client disconnects. Default 10,000,000. */
  bytes?: number;
}

/** A fault with its counts. */
export interface FaultProgress extends Fault {
  /** Matching requests so far. */
  readonly seen: number;
  /** Requests it hit so far. */
  readonly fired: number;
}

const requiredBy: Partial<Record<FaultKind, "status" | "milliseconds" | "location" | "proxy">> = {
  status: "status",
  delay: "milliseconds",
  redirect: "location",
  proxy: "proxy",
};

/** Accepts one fault. */
export const faultSchema: z.ZodType<Fault> = z
  .strictObject({
    method: z.string().min(1).exactOptional(),
    path: z.string().startsWith("/").exactOptional(),
    nth: z.int().min(1).exactOptional(),
    times: z.int().min(1).exactOptional(),
    kind: z.enum(faultKinds),
    status: z.int().min(200).max(599).exactOptional(),
    retryAfter: z.union([z.int().min(0), z.string()]).exactOptional(),
    when: z.enum(["before", "after"]).exactOptional(),
    milliseconds: z.number().min(0).exactOptional(),
    location: z.string().min(1).exactOptional(),
    body: z.unknown().exactOptional(),
    proxy: z.enum(proxies).exactOptional(),
    bytes: z.int().min(-1).exactOptional(),
  })
  .check((context) => {
    const field = requiredBy[context.value.kind];
    if (field !== undefined && context.value[field] === undefined) {
      context.issues.push({
        code: "custom",
        path: [field],
        message: `required for kind "${context.value.kind}"`,
        input: context.value,
      });
    }
  });

interface ArmedFault {
  readonly fault: Fault;
  readonly pattern: RegExp | undefined;
  seen: number;
  fired: number;
}

/** The faults that were added, with their counts. */
export class FaultBook {
  #armed: ArmedFault[] = [];
  #revision = 0;

  /** Changes with every fault that is added, counts a request, or goes. */
  get revision(): number {
    return this.#revision;
  }

  add(fault: Fault): void {
    const pattern = fault.path === undefined ? undefined : pathPattern(fault.path);
    this.#revision += 1;
    this.#armed.push({ fault, pattern, seen: 0, fired: 0 });
  }

  list(): FaultProgress[] {
    return this.#armed.map(({ fault, seen, fired }) => ({ ...fault, seen, fired }));
  }

  clear(): void {
    this.#armed = [];
    this.#revision += 1;
  }

  /**
   * Counts a request in every fault that it matches.
   *
   * @param paths the spellings of its path: as sent, and decoded
   * @returns the first fault, in the order of adding, that hits it
   */
  take(method: string, paths: readonly string[]): Fault | undefined {
    let hit: ArmedFault | undefined;
    for (const armed of this.#armed) {
      if (!matches(armed, method, paths)) continue;
      armed.seen += 1;
      this.#revision += 1;
      const first = armed.fault.nth ?? 1;
      const due = armed.seen >= first && armed.seen < first + (armed.fault.times ?? 1);
      if (due && hit === undefined) hit = armed;
    }
    if (hit !== undefined) hit.fired += 1;
    return hit?.fault;
  }
}

function matches(armed: ArmedFault, method: string, paths: readonly string[]): boolean {
  if (armed.fault.method !== undefined && armed.fault.method.toUpperCase() !== method) return false;
  const { pattern } = armed;
  return pattern === undefined || paths.some((path) => pattern.test(path));
}

function pathPattern(path: string): RegExp {
  const source = path
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]+" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`);
}
