import fc from "fast-check";
import type { FaultCase } from "./fault-cases.js";
import type { Operation } from "./operation.js";

/** Whether every case runs, or a sample. */
export const isComplete = process.env["PULUMI_SIP_FAULTS"] === "all";

/** What the sample, and everything else that is left to chance, is drawn with. */
export const seed = seedFrom(process.env["PULUMI_SIP_SEED"]);

const operationsInSample = 24;
const casesInSample = 4;

/** All operations, or a sample of them. */
export function chosenOperations(operations: readonly Operation[]): readonly Operation[] {
  return isComplete ? operations : drawn(operations, operationsInSample);
}

/** All cases of an operation, or a sample of them. */
export function chosenCases(cases: readonly FaultCase[]): readonly FaultCase[] {
  return isComplete ? cases : drawn(cases, casesInSample);
}

function drawn<T>(list: readonly T[], count: number): T[] {
  const length = Math.min(count, list.length);
  const subsets = fc.shuffledSubarray([...list], { minLength: length, maxLength: length });
  return fc.sample(subsets, { seed, numRuns: 1 })[0] ?? [];
}

function seedFrom(text: string | undefined): number {
  if (text === undefined || text === "") return Math.trunc(Math.random() * 2 ** 31);
  const given = Number(text);
  if (!Number.isInteger(given))
    throw new Error(`PULUMI_SIP_SEED is ${JSON.stringify(text)}, which is not a whole number`);
  return given;
}
