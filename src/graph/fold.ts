import type { Named } from "../lifecycle/inventory";
import { grouped } from "./grouped";
import type { CallWay, Station, WayEnd } from "./types";

/** So many ways of one shape are still told apart at a glance. */
const mostOfOneShape = 8;

/**
 * Ways as a picture can show them. Those that only ids tell apart are one. Where many ways have one shape, which is the
 * kinds of what they pass, those with the same end and the same objects before it become one, such as numbers with a
 * gateway each and a rule for all; and where that is not enough, all but those with the most numbers do.
 */
export function folded(ways: readonly CallWay[]): readonly CallWay[] {
  const named = grouped(ways, nameOf).map(mergedWays);
  return grouped(named, shapeOf).flatMap((group) => {
    if (group.length <= mostOfOneShape) return group;
    const merged = grouped(group, tailOf).map(mergedWays);
    if (merged.length <= mostOfOneShape) return merged;
    const bySize = [...merged].sort((one, other) => other.numbers.length - one.numbers.length);
    return [...bySize.slice(0, mostOfOneShape - 1), mergedWays(bySize.slice(mostOfOneShape - 1))];
  });
}

/** What a way passes, as people call it: gateways of one name, one for each number, look the same. */
function nameOf({ stations, end }: CallWay): string {
  const names = stations.map(({ kind, objects }) => [kind, objects.map(({ id, name }) => name ?? id)]);
  return JSON.stringify([names, end]);
}

function shapeOf({ stations, end }: CallWay): string {
  return JSON.stringify([stations.map(({ kind }) => kind), end.kind]);
}

/** What comes after the first thing that a call passes. */
function tailOf({ stations, end }: CallWay): string {
  return JSON.stringify([stations.slice(1), end]);
}

/** Ways of one shape as one. */
function mergedWays(ways: readonly CallWay[]): CallWay {
  const [first, ...others] = ways;
  if (first === undefined) throw new Error("there is no way to merge");
  if (others.length === 0) return first;
  const stations = first.stations.map(({ kind }, index): Station => {
    const objects = new Map<string, Named>();
    for (const way of ways) for (const one of way.stations[index]?.objects ?? []) objects.set(one.id, one);
    return { kind, objects: [...objects.values()] };
  });
  const unique = (of: (end: WayEnd) => readonly string[]): string[] => [
    ...new Set(ways.flatMap(({ end }) => of(end))),
  ];
  return {
    numbers: ways.flatMap(({ numbers }) => numbers).sort(),
    stations,
    end: { kind: first.end.kind, names: unique(({ names }) => names), reasons: unique((end) => end.reasons) },
  };
}
