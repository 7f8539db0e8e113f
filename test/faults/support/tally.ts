import type { Finding } from "./verdict.js";

/** The results of the cases of one operation. The report of the test run carries it, for the table. */
export interface Tally {
  readonly resource: string;
  readonly operation: string;
  /** The switch and its value, such as `videosdk.passwords=masked`; left out where all are at their defaults. */
  readonly variant?: string;
  /** Requests of the operation where nothing fails. */
  readonly requests: number;
  readonly findings: Readonly<Record<Finding, number>>;
}

declare module "vitest" {
  interface TaskMeta {
    /** Set by the tests of the fault sweep. */
    faults?: Tally;
  }
}

/** Counts findings by kind. */
export function countFindings(findings: readonly Finding[]): Record<Finding, number> {
  const counts = { converged: 0, asked: 0, duplicated: 0, orphaned: 0, dropped: 0, wrong: 0 };
  for (const finding of findings) counts[finding] += 1;
  return counts;
}

/** A tally as a line: `videosdk.Webhook: create: 61 converged`. */
export function lineOf({ resource, operation, variant, findings }: Tally): string {
  const counts = Object.entries(findings).filter(([, count]) => count > 0);
  return [
    resource,
    operation,
    ...(variant === undefined ? [] : [variant]),
    counts.map((one) => one.reverse().join(" ")).join(", "),
  ].join(": ");
}
