import fc from "fast-check";
import type { Variant } from "../../../src/simulator";
import {
  complete,
  isPossibleUnder,
  mergedBehaviour,
  succeedsUnder,
  variantsBySwitch,
} from "../../support/variants.js";
import type { Operation } from "./operation.js";
import type { FaultCase } from "./fault-cases.js";
import { isComplete, sampled, seed } from "./sample.js";

/** An operation of the sweep under one switch. */
export interface Row {
  readonly resource: string;
  readonly operation: Operation;
  /** The switch and its value; undefined where every switch is at its default. */
  readonly variant?: string;
}

/**
 * Which switches the whole sweep runs with: `all`, or a part of their names. One operation of each without it. With `all` two
 * cases of each operation are drawn: all of them would take days.
 */
const wanted = process.env["PULUMI_SIP_SWITCHES"] ?? "";

/** Operations in the sample of each switch. */
const operationsInSample = 1;

/** The rows under each switch: all of its vendor's and those of several, or a sample. */
export function rowsWithSwitches(rows: readonly Row[]): Row[] {
  return variantsBySwitch.flatMap((variants, index) => {
    const all = variants.flatMap((variant) => rows.filter(concerns(variant)).map(under(variant)));
    if (isComplete && wanted !== "")
      return all.filter(({ variant = "" }) => wanted === "all" || variant.includes(wanted));
    const length = Math.min(operationsInSample, all.length);
    const subsets = fc.shuffledSubarray(all, { minLength: length, maxLength: length });
    return fc.sample(subsets, { seed: seed + index, numRuns: 1 })[0] ?? [];
  });
}

/** The cases of an operation under a switch: all where the whole sweep runs with that switch alone, else a few. */
export function casesUnderSwitch(cases: readonly FaultCase[], index: number): readonly FaultCase[] {
  if (!isComplete || wanted === "") return sampled(cases, 1, index);
  return wanted === "all" ? sampled(cases, 2, index) : cases;
}

/** Whether a switch can make a difference to the operation. */
function concerns(variant: Variant): (row: Row) => boolean {
  const vendor = variant.name.split(".")[0] ?? "";
  return ({ resource, operation }) =>
    (resource.startsWith(vendor) || !resource.includes(".")) &&
    succeedsUnder(variant, resource) &&
    isPossibleUnder(variant, resource, operation.name);
}

function under({ name, behaviour }: Variant): (row: Row) => Row {
  return ({ resource, operation }) => {
    const { program, before } = operation;
    return {
      resource,
      variant: name,
      operation: {
        ...operation,
        ...(before && { before: complete(before) }),
        program: typeof program === "function" ? (sim) => complete(program(sim)) : complete(program),
        behaviour: mergedBehaviour(operation.behaviour, behaviour),
      },
    };
  };
}
