import { presentable } from "../../src/http/presentable";
import { Findings } from "./assumption";
import type { Report } from "./report";
import { signalwire } from "./signalwire/suite";
import { runSteps, type Step } from "./step";
import type { LiveBench, LiveVendor, RunOptions } from "./vendor";
import { videosdk } from "./videosdk/suite";

/** A run that was prepared: credentials are there, nothing is written yet. */
export interface Run {
  /** What it does, for the person who is asked. */
  readonly plan: readonly string[];
  readonly endpoint: string;
  /** Runs all steps, and sweeps. */
  all(): Promise<Report>;
  /** Only deletes what earlier runs left; names what is left then. */
  sweep(): Promise<readonly string[]>;
}

/**
 * Prepares a run.
 *
 * @param say shows a line to the person who waits
 * @throws Error when credentials are missing, naming the environment variables.
 */
export function prepare(options: RunOptions, say: (line: string) => void): Run {
  return options.vendor === "videosdk" ? runOf(videosdk, options, say) : runOf(signalwire, options, say);
}

/** The steps of both vendors, for what is said about them. */
export const allSteps: readonly Pick<Step<never>, "name" | "decides">[] = [
  ...videosdk.steps,
  ...signalwire.steps,
];

function runOf<B extends LiveBench>(
  vendor: LiveVendor<B>,
  options: RunOptions,
  say: (line: string) => void,
): Run {
  const bench = vendor.connect(options);
  const { assumptions, name } = vendor;
  const { only } = options;
  const steps = vendor.steps.filter(({ decides }) => only === undefined || decides.includes(only));
  if (steps.length === 0) throw new Error(`no step of ${name} decides ${only ?? "anything"}`);
  return {
    plan: vendor.plan(options),
    endpoint: bench.base,
    sweep: () => bench.sweep(),
    all: async () => {
      await bench.inspect();
      const findings = new Findings(assumptions);
      const results = await runSteps(steps, bench, findings, (line) => say(presentable(line)));
      const left = await bench.sweep().catch(sweepFailed);
      const whyUnseen = (id: string): string => {
        const deciding = steps.filter(({ decides }) => decides.includes(id)).map((step) => step.name);
        if (deciding.length === 0) return "not asked in this run";
        const reasons = results.filter(
          (result) => deciding.includes(result.name) && result.reason !== undefined,
        );
        return (
          reasons.map(({ outcome, reason }) => `${outcome}: ${reason ?? ""}`).join("; ") || "no step saw it"
        );
      };
      const { prefix } = options;
      const { base: endpoint, measured } = bench;
      return {
        vendor: name,
        endpoint,
        prefix,
        steps: results,
        findings: findings.list(whyUnseen),
        left,
        measured,
      };
    },
  };
}

/** What a run started may still be there, and its report must say so. */
function sweepFailed(error: unknown): readonly string[] {
  return [
    `what is left is not known, run with --sweep: ${error instanceof Error ? error.message : String(error)}`,
  ];
}
