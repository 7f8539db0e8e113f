import type { CallWay, Topology } from "./types";
import { endText, headingOf, numbersText, stationText } from "./words";

/** The ways of calls as lines of text, such as the command prints. */
export function topologyAsText(topology: Topology): string {
  const { ways, idle } = topology;
  return [
    headingOf(topology),
    ...(ways.length === 0 ? ["  no numbers"] : ways.flatMap(linesOf)),
    ...idle.map((station) => `  on no way: ${stationText(station)}`),
  ].join("\n");
}

function linesOf(way: CallWay): string[] {
  const mark = way.end.kind === "nowhere" ? "x " : way.end.kind === "unknown" ? "? " : "= ";
  return [
    `  ${numbersText(way)}`,
    ...way.stations.map((station) => `    -> ${stationText(station)}`),
    `    ${mark} ${endText(way.end)}`,
  ];
}
