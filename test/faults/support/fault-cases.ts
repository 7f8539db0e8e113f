import type { Fault } from "../../../src/simulator";
import { faultKinds, type FaultKind } from "./fault-kinds.js";

/** Where a fault occurs: the nth request of a method and path. */
export interface Place {
  readonly method: string;
  /** With `*` in place of ids that the operation creates itself. */
  readonly path: string;
  readonly nth: number;
}

/** One fault at one request of an operation. */
export interface FaultCase {
  readonly place: Place;
  readonly kind: FaultKind;
  /** Whether only this request fails, so that a repetition may succeed, or all such requests from then on. */
  readonly strength: "once" | "permanent";
}

/** The place of each request, in order. Ids are those that existed before the operation. */
export function placing(ids: ReadonlySet<string>): (request: { method: string; url: string }) => Place {
  const counts = new Map<string, number>();
  return ({ method, url }) => {
    const path = patternOf(url, ids);
    const nth = (counts.get(`${method} ${path}`) ?? 0) + 1;
    counts.set(`${method} ${path}`, nth);
    return { method, path, nth };
  };
}

/** All cases of an operation with requests at these places. */
export function casesAt(places: readonly Place[]): FaultCase[] {
  return places.flatMap((place) => {
    const kinds = faultKinds.filter(
      ({ on }) => on === "all" || on === (place.method === "GET" ? "reads" : "writes"),
    );
    return kinds.flatMap((kind): FaultCase[] =>
      // A process is killed only once, and an effect that is always late never arrives in time.
      kind.kills === true || kind.name === "late effect"
        ? [{ place, kind, strength: "once" }]
        : [
            { place, kind, strength: "once" },
            { place, kind, strength: "permanent" },
          ],
    );
  });
}

/** The fault as the simulator takes it, for an operation that waits this many times as long as usual. */
export function faultOf({ place, kind, strength }: FaultCase, patience: number): Fault {
  const { milliseconds } = kind.fault;
  return {
    ...place,
    ...kind.fault,
    ...(milliseconds !== undefined && { milliseconds: milliseconds * patience }),
    times: strength === "once" ? 1 : 1_000_000,
  };
}

/** A case as text. */
export function caseName({ place: { method, path, nth }, kind, strength }: FaultCase): string {
  return `${method} ${path} (${nth}): ${kind.name}, ${strength}`;
}

function patternOf(url: string, ids: ReadonlySet<string>): string {
  const path = decodeURIComponent(url.replace(/\?.*$/, ""));
  return path
    .split("/")
    .map((segment) => (isGenerated(segment) && !ids.has(segment) ? "*" : segment))
    .join("/");
}

/** Ids of both vendors are longer than any word of their paths. */
function isGenerated(segment: string): boolean {
  return segment.length > 20;
}
