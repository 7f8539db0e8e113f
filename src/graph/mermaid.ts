import type { Station, Topology, WayEnd } from "./types";
import { endText, headingOf, numbersText, stationText } from "./words";

/** The ways of calls as a Mermaid flowchart: what several ways pass is drawn once. */
export function topologiesAsMermaid(topologies: readonly Topology[]): string {
  const ids = new Map<string, string>();
  return [
    "flowchart LR",
    ...topologies.flatMap((topology) => chartOf(topology, ids)),
    "  classDef nowhere stroke-dasharray: 4 4",
    "",
  ].join("\n");
}

function chartOf(topology: Topology, ids: Map<string, string>): string[] {
  const { vendor, direction, ways, idle } = topology;
  const lines: string[] = [];
  /** The node's name; the node is written down where it is new. */
  const node = (key: string, shaped: (id: string) => string): string => {
    const whole = `${vendor} ${direction} ${key}`;
    const known = ids.get(whole);
    if (known !== undefined) return known;
    const id = `n${ids.size + 1}`;
    ids.set(whole, id);
    lines.push(`    ${shaped(id)}`);
    return id;
  };
  const station = (one: Station): string => node(keyOf(one), (id) => `${id}[${label(stationText(one))}]`);
  const links = new Map<string, number>();
  const link = (from: string, to: string, count: number): void => {
    const line = `${from} ${to}`;
    links.set(line, (links.get(line) ?? 0) + count);
  };
  ways.forEach((way, index) => {
    const count = way.numbers.length;
    let from = node(`numbers ${index}`, (id) => `${id}([${label(numbersText(way))}])`);
    for (const one of way.stations) {
      const to = station(one);
      link(from, to, count);
      from = to;
    }
    link(from, node(`end ${JSON.stringify(way.end)}`, endShape(way.end)), count);
  });
  for (const one of idle)
    node(`idle ${keyOf(one)}`, (id) => `${id}[${label(`on no way: ${stationText(one)}`)}]:::nowhere`);
  if (lines.length === 0) node("empty", (id) => `${id}[${label("no numbers")}]`);
  return [
    `  subgraph ${vendor}_${direction}[${label(headingOf(topology))}]`,
    ...lines,
    ...[...links].map(
      ([line, count]) => `    ${line.replace(" ", count === 1 ? " --> " : ` -->|${count}| `)}`,
    ),
    "  end",
  ];
}

function keyOf({ kind, objects }: Station): string {
  return `${kind} ${objects.map(({ id }) => id).join(" ")}`;
}

function endShape(end: WayEnd): (id: string) => string {
  const text = label(endText(end));
  if (end.kind === "nowhere" || end.kind === "unknown") return (id) => `${id}[${text}]:::nowhere`;
  return (id) => `${id}([${text}])`;
}

/**
 * A text as a quoted label. Within quotes, Mermaid reads entities, HTML, and Markdown after a backtick, so whatever could be part of
 * one is written as the number of its character.
 */
function label(text: string): string {
  const safe = text
    .replace(/\s+/g, " ")
    .replace(/[^\p{L}\p{M}\p{N} _.,:+@/()=-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
  return `"${safe}"`;
}
