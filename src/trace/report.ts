import type { CallTrace, TraceVerdict } from "./types";

const marks: Readonly<Record<TraceVerdict, string>> = {
  passes: "->",
  stops: "x ",
  note: "! ",
  unknown: "? ",
};

/** A trace as lines of text, such as the command prints. */
export function describeTrace(trace: CallTrace): string {
  const { vendor, direction, to, from, source, steps, end } = trace;
  const caller = from === null ? "" : ` from ${from}`;
  const address = source === null ? "" : ` by ${source}`;
  const lines = steps.map(({ verdict, part, text }) => `  ${marks[verdict]} ${part}: ${text}`);
  const where =
    end.kind === "nowhere" || end.kind === "unknown"
      ? end.kind
      : `${end.kind}${end.id === null ? "" : ` ${end.id}`}`;
  return [
    `${vendor}: ${direction} call to ${to}${caller}${address}`,
    ...lines,
    `  = ${where}${steps.at(-1)?.text === end.text ? "" : `: ${end.text}`}`,
  ].join("\n");
}
