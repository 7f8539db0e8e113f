import fc from "fast-check";
import type { FaultCase } from "./fault-cases.js";

/** Whether every case runs, or a sample. */
export const isComplete = process.env["PULUMI_SIP_FAULTS"] === "all";

/**
 * The seed of the sample and of everything random: the same in every run unless another is set, so that runs before and
 * after a change are comparable.
 */
export const seed = seedFrom(process.env["PULUMI_SIP_SEED"]);

/** Cases of each operation in the sample. */
const casesInSample = 2;

/** All of some cases, or a sample of this size; `index` draws different ones for different tests. */
export function drawn<T>(cases: readonly T[], size: number, index = 0): readonly T[] {
  return isComplete ? cases : sampled(cases, size, index);
}

/** A sample of this size, whether or not the sweep is complete. */
export function sampled<T>(cases: readonly T[], size: number, index = 0): readonly T[] {
  const length = Math.min(size, cases.length);
  const subsets = fc.shuffledSubarray([...cases], { minLength: length, maxLength: length });
  return fc.sample(subsets, { seed: seed + index, numRuns: 1 })[0] ?? [];
}

/**
 * All cases of an operation, or a sample of them.
 *
 * @param index of the operation, so that operations with the same number of cases have different cases in the sample
 */
export function chosenCases(cases: readonly FaultCase[], index: number): readonly FaultCase[] {
  return drawn(cases, casesInSample, index);
}

function seedFrom(text: string | undefined): number {
  if (text === undefined || text === "") return 1;
  const given = Number(text);
  if (!Number.isInteger(given))
    throw new Error(`PULUMI_SIP_SEED is ${JSON.stringify(text)}, which is not a whole number`);
  return given;
}
