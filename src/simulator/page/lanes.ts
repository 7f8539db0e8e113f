import type { CallEnd } from "../call-end.js";

/** An object on the way of a call. */
export interface Place {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** The places of one kind that numbers of one way pass: several where ways are drawn as one. */
export interface Stop {
  readonly kind: string;
  readonly places: readonly Place[];
}

/** The way of some numbers. */
export interface Lane {
  readonly numbers: readonly string[];
  readonly stops: readonly Stop[];
  /** What is at the end: nothing for nowhere. */
  readonly end: { readonly kind: string; readonly names: readonly string[]; readonly why: readonly string[] };
}

/** More lanes of one shape are drawn as one. */
const mostOfOneShape = 8;

/** The lane of one number. What the call ends at is drawn once, under its name. */
export function laneOf(
  start: string,
  { kind, id, through, why }: CallEnd,
  places: ReadonlyMap<string, Place>,
): Lane {
  const passed = through.flatMap((one) => places.get(one) ?? []).filter(({ name }) => name !== start);
  const last = passed.at(-1);
  const isLast = last?.id === id;
  const end = isLast ? last.name : id;
  return {
    numbers: [start],
    stops: (isLast ? passed.slice(0, -1) : passed).map((place) => ({ kind: place.kind, places: [place] })),
    end: { kind, names: end === null ? [] : [end], why: why === undefined ? [] : [why] },
  };
}

/** Numbers of one way in one lane; where many lanes have one shape, those that differ least in one lane, too. */
export function drawnLanes(lanes: readonly Lane[]): readonly Lane[] {
  const ways = grouped(lanes, (lane) => JSON.stringify([namesOf(lane), lane.end])).map(merged);
  const shapes = grouped(ways, ({ stops, end }) => JSON.stringify([stops.map(({ kind }) => kind), end.kind]));
  const drawn = shapes.flatMap((group) => {
    if (group.length <= mostOfOneShape) return group;
    const tails = grouped(group, ({ stops, end }) => JSON.stringify([stops.slice(1), end])).map(merged);
    if (tails.length <= mostOfOneShape) return tails;
    const bySize = tails.sort((one, other) => other.numbers.length - one.numbers.length);
    return [...bySize.slice(0, mostOfOneShape - 1), merged(bySize.slice(mostOfOneShape - 1))];
  });
  // What rings nowhere comes last, where it is found at once.
  const isNowhere = ({ end }: Lane): number => Number(end.kind === "nowhere");
  return drawn.sort((one, other) => isNowhere(one) - isNowhere(other));
}

/** What a lane passes, as people call it: gateways of one name, one for each number, look the same. */
function namesOf({ stops }: Lane): readonly unknown[] {
  return stops.map(({ kind, places }) => [kind, places.map(({ name }) => name)]);
}

function merged(lanes: readonly Lane[]): Lane {
  const [first, ...others] = lanes;
  if (first === undefined) throw new Error("there is no lane to draw");
  if (others.length === 0) return first;
  const stops = first.stops.map(({ kind }, index) => {
    const all = lanes.flatMap((lane) => lane.stops[index]?.places ?? []);
    return { kind, places: [...new Map(all.map((place) => [place.id, place])).values()] };
  });
  const unique = (of: (lane: Lane) => readonly string[]): string[] => [...new Set(lanes.flatMap(of))];
  return {
    numbers: lanes.flatMap(({ numbers }) => numbers),
    stops,
    end: { kind: first.end.kind, names: unique(({ end }) => end.names), why: unique(({ end }) => end.why) },
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
