import type { Findings, See } from "./assumption";

/** A part of a vendor's suite: what it does, and the assumptions that it decides. */
export interface Step<B> {
  /** What it does, as the report shows it. */
  readonly name: string;
  /** How many numbers of the user it needs. */
  readonly numbers?: 1 | 2;
  /** Whether it leaves behind what the vendor may not be able to delete, and so needs the user's word. */
  readonly leaves?: "trunk";
  /** Ids of the assumptions that it decides. */
  readonly decides: readonly string[];
  run(bench: B, see: See): Promise<void>;
}

/** How a step ended. */
export interface StepResult {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Why, unless it passed. */
  readonly reason?: string;
}

/** What the runner needs of a vendor's bench. */
export interface StepBench {
  /** Numbers that the user named. */
  readonly numbers: readonly string[];
  /** Whether the user allows a trunk. */
  readonly trunk: boolean;
  /** Deletes what the run has made. */
  sweep(): Promise<readonly string[]>;
}

/**
 * Runs the steps one after the other. One that fails does not stop the others: what it made is swept first.
 *
 * @param say shows a line to the person who waits
 */
export async function runSteps<B extends StepBench>(
  steps: readonly Step<B>[],
  bench: B,
  findings: Findings,
  say: (line: string) => void,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const { name } = step;
    const lack = lackOf(step, bench);
    if (lack !== undefined) {
      results.push({ name, outcome: "skipped", reason: lack });
      continue;
    }
    try {
      await step.run(bench, findings.of(step.decides));
      results.push({ name, outcome: "passed" });
      say(`passed: ${name}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      results.push({ name, outcome: "failed", reason });
      say(`failed: ${name}: ${reason}`);
      await bench.sweep().catch(() => undefined);
    }
  }
  return results;
}

function lackOf<B extends StepBench>({ numbers, leaves }: Step<B>, bench: B): string | undefined {
  if (numbers !== undefined && bench.numbers.length < numbers)
    return `needs ${numbers === 1 ? "a number" : `${numbers} numbers`} (--number)`;
  return leaves === "trunk" && !bench.trunk
    ? "creates a trunk, which may not be deletable (--trunk)"
    : undefined;
}
