import { isDeepStrictEqual } from "node:util";
import type { Simulator } from "../../../src/simulator";
import type { Program } from "../../support/program.js";
import type { VendorObjects } from "./vendor-objects.js";

/** The result of a case. `asked`: converged after the user answered a question that no program can answer. */
export type Finding = "converged" | "asked" | "duplicated" | "orphaned" | "dropped" | "wrong";

/** The result of a case, and what differs from what is expected. */
export interface Verdict {
  readonly finding: Finding;
  readonly details: readonly string[];
}

/** Compares what the vendors hold with what they should. */
export function compareVendor(actual: VendorObjects, expected: VendorObjects): Verdict {
  const extra = difference(actual.objects, expected.objects);
  const missing = difference(expected.objects, actual.objects);
  const details = [...extra.map((one) => `unexpected: ${one}`), ...missing.map((one) => `missing: ${one}`)];
  if (!isDeepStrictEqual(actual.released, expected.released)) {
    details.push(`released: ${actual.released.join(", ")}`);
  }
  if (details.length === 0) return { finding: "converged", details };
  if (extra.some((one) => expected.objects.includes(one))) return { finding: "duplicated", details };
  return { finding: extra.some(isUnused) ? "orphaned" : "wrong", details };
}

/** Numbers that were detached more than once, or have no gateway at the end, of those that a program still wants. */
export function dropped(sim: Simulator, program: Program): string[] {
  const wanted = program.flatMap(({ inputs }) => (inputs["phoneNumbers"] ?? []) as readonly string[]);
  return wanted.flatMap((e164) => {
    const outages = sim.outages().filter((outage) => outage.e164 === e164);
    const isDown = outages.some(({ isOver }) => !isOver);
    return [
      ...(outages.length > 1 ? [`dropped: ${e164} was detached ${outages.length} times`] : []),
      ...(isDown ? [`dropped: ${e164} has no gateway`] : []),
    ];
  });
}

/** Where two values differ, as paths with both. */
export function differences(actual: unknown, expected: unknown, path: string): string[] {
  if (isDeepStrictEqual(actual, expected)) return [];
  if (!isObject(actual) || !isObject(expected)) {
    return [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
  }
  return [...new Set([...Object.keys(actual), ...Object.keys(expected)])].flatMap((key) =>
    differences(actual[key], expected[key], `${path}/${key}`),
  );
}

/** What is in the first list more often than in the second. */
function difference(list: readonly string[], other: readonly string[]): string[] {
  const rest = [...other];
  return list.filter((item) => {
    const index = rest.indexOf(item);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

/** A gateway that carries no number is of no use. */
function isUnused(object: string): boolean {
  const { kind, numbers } = JSON.parse(object) as { kind: string; numbers?: readonly string[] };
  return kind === "gateway" && numbers?.length === 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
