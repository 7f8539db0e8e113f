import type { Fault } from "../../../src/simulator";

/**
 * Settings of the operation that meets the fault: it ends soon, after it has tried each request twice.
 *
 * @param patience how many times as long as usual it waits
 */
export function impatient(patience: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ["videosdk", "signalwire"].flatMap((vendor) => [
      [`${vendor}:maxRetries`, "1"],
      [`${vendor}:requestTimeout`, String(0.5 * patience)],
      [`${vendor}:operationTimeout`, String(4 * patience)],
    ]),
  );
}

/** The usual time limits. */
export const impatience = impatient(1);

/** A delay that is longer than any operation, in milliseconds. */
const never = 600_000;
/** A delay that is a little longer than a request's time limit. */
const late = 800;

const suspended = { message: "account suspended" };

/** A way in which a request can fail. */
export interface FaultKind {
  readonly name: string;
  readonly fault: Fault;
  /** Which requests it applies to; only for a write is the moment before its effect different from the one after it. */
  readonly on: "reads" | "writes" | "all";
  /** Whether the provider's process is killed at the request. */
  readonly kills?: boolean;
}

/** Every way in which a request can fail. */
export const faultKinds: readonly FaultKind[] = [
  { name: "dropped before the effect", on: "all", fault: { kind: "drop-before" } },
  { name: "dropped after the effect", on: "writes", fault: { kind: "drop-after" } },
  { name: "500 before the effect", on: "all", fault: { kind: "status", status: 500 } },
  { name: "500 after the effect", on: "writes", fault: { kind: "status", status: 500, when: "after" } },
  { name: "429, at once again", on: "all", fault: { kind: "status", status: 429, retryAfter: 0 } },
  { name: "429, after a second", on: "writes", fault: { kind: "status", status: 429, retryAfter: 1 } },
  { name: "409", on: "all", fault: { kind: "status", status: 409 } },
  { name: "no answer, no effect", on: "all", fault: { kind: "delay", milliseconds: never } },
  { name: "no answer", on: "writes", fault: { kind: "delay", milliseconds: never, when: "after" } },
  { name: "late effect", on: "writes", fault: { kind: "delay", milliseconds: late } },
  { name: "cut off", on: "all", fault: { kind: "malformed", when: "after" } },
  { name: "HTML page, no effect", on: "all", fault: { kind: "html" } },
  { name: "HTML page as success", on: "writes", fault: { kind: "html", status: 200, when: "after" } },
  { name: "404 of a proxy", on: "all", fault: { kind: "proxy", proxy: "kong" } },
  { name: "404 of any server", on: "all", fault: { kind: "proxy", proxy: "aws" } },
  { name: "402, account suspended", on: "all", fault: { kind: "status", status: 402, body: suspended } },
  { name: "empty", on: "reads", fault: { kind: "empty", when: "after" } },
  { name: "empty, no effect", on: "writes", fault: { kind: "empty", status: 502 } },
  { name: "empty after the effect", on: "writes", fault: { kind: "empty", when: "after" } },
  { name: "killed before", on: "writes", kills: true, fault: { kind: "delay", milliseconds: never } },
  {
    name: "killed after",
    on: "all",
    kills: true,
    fault: { kind: "delay", milliseconds: never, when: "after" },
  },
];

/** How long after a request its effect can still occur, in milliseconds. */
export function lateness({ fault }: FaultKind): number {
  return fault.milliseconds === late ? late : 0;
}
