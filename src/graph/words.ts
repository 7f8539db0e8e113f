import type { Named } from "../lifecycle/inventory";
import type { CallWay, Station, Topology, WayEnd } from "./types";

/** So many names of one kind are written out. */
const mostNames = 3;

/** `VideoSDK, inbound calls`. */
export function headingOf({ vendor, direction }: Topology): string {
  return `${vendor}, ${direction} calls`;
}

/** `12 numbers: +14155550100 to +14155550111`. */
export function numbersText({ numbers }: CallWay): string {
  const [first = "", ...others] = numbers;
  const last = others.at(-1);
  if (last === undefined) return first;
  const what = numbers.every((number) => number.startsWith("+")) ? "numbers" : "callers and addresses";
  const list = numbers.length <= mostNames ? numbers.join(", ") : `${first} to ${last}`;
  return `${numbers.length} ${what}: ${list}`;
}

/** `inbound gateway support (gw_1)`, or `12 inbound gateways: a, b, c and 9 more`. */
export function stationText({ kind, objects }: Station): string {
  const [only, ...others] = objects;
  if (only !== undefined && others.length === 0) return titleOf(only);
  return `${objects.length} ${plural(kind)}: ${listed(objects.map(({ id, name }) => name ?? id))}`;
}

/** `agent ag_1`, `12 rooms: a, b, c and 9 more`, or why calls end nowhere. */
export function endText({ kind, names, reasons }: WayEnd): string {
  const [first, second] = names;
  const where =
    first === undefined
      ? kind
      : second === undefined
        ? `${kind} ${oneLine(first)}`
        : `${names.length} ${plural(kind)}: ${listed(names)}`;
  const [reason, ...others] = reasons;
  if (reason === undefined) return where;
  return `${where}: ${oneLine(reason)}${others.length === 0 ? "" : `; and ${others.length} other reasons`}`;
}

function titleOf({ kind, id, name }: Named): string {
  return name === null || name.trim() === "" || name === id
    ? `${kind} ${id}`
    : `${kind} ${oneLine(name)} (${id})`;
}

/** A name that somebody gave: it must not look like a line of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

function listed(names: readonly string[]): string {
  const unique = [...new Set(names.map(oneLine))];
  const rest = unique.length - mostNames;
  return rest > 0 ? `${unique.slice(0, mostNames).join(", ")} and ${rest} more` : unique.join(", ");
}

function plural(kind: string): string {
  if (kind === "person") return "people";
  return kind.endsWith("s") ? `${kind}es` : `${kind}s`;
}
