// The life of a program of N resources, measured step by step, compared with resources that do nothing and with the
// same requests by a bare script.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as path from "node:path";
import { inTurn } from "./numbers.mjs";
import { measured } from "./processes.mjs";
import { variants } from "./programs.mjs";
import { makeStack } from "./stack.mjs";

/** @typedef {import("./programs.mjs").Variant} Variant */
/** @typedef {import("./programs.mjs").Shape} Shape */
/** @typedef {import("./simulator.mjs").Simulator} Simulator */
/** @typedef {"create" | "no change" | "refresh" | "destroy"} Step */

/**
 * @typedef {object} Sample
 * @property {number} wallMs
 * @property {number} cpuMs
 * @property {number} peakBytes
 * @property {number} requests
 * @property {number} stateBytes after the step
 */

/** The runs of each variant, each a life. @typedef {Partial<Record<Variant | "raw", Partial<Record<Step, Sample>>[]>>} Comparison */

/** @type {readonly (readonly [Step, readonly string[]])[]} */
const life = [
  ["create", ["up", "--yes", "--skip-preview"]],
  ["no change", ["up", "--yes", "--skip-preview"]],
  ["refresh", ["refresh", "--yes", "--skip-preview"]],
  ["destroy", ["destroy", "--yes", "--skip-preview"]],
];

/** The steps, in order. */
export const steps = life.map(([step]) => step);

/** As many requests at once as this package sends by default. */
export const concurrency = 10;

/**
 * @param {object} options
 * @param {string} options.workspace
 * @param {string} options.binDir
 * @param {Simulator} options.simulator
 * @param {string} options.name of the stacks, without what makes each of them new
 * @param {Shape} options.shape
 * @param {number} options.runs
 * @param {readonly Variant[]} [options.variants] all by default
 * @param {readonly string[]} [options.steps] all by default
 * @param {number} [options.sleepMs] what a creation waits in the variants that do nothing; 0 by default
 * @param {() => Promise<void>} [options.prepare] makes the account; it is empty by default
 * @param {(line: string) => void} options.log
 * @returns {Promise<Comparison>}
 */
export async function compare({ workspace, binDir, simulator, name, shape, runs, log, ...options }) {
  const { sleepMs = 0, prepare = simulator.reset } = options;
  const { url, config, token } = simulator;
  const withRaw = options.variants === undefined;
  const wanted = life.filter(([step]) => options.steps?.includes(step) ?? true);
  /** @type {Map<Step, unknown[]>} */
  const asked = new Map();
  let made = 0;
  /** @param {Variant} variant */
  const live = async (variant) => {
    await prepare();
    made += 1;
    log(`${name}: ${variant}`);
    const stackName = `${name}-${made}-${variant}`;
    const stack = await makeStack({ workspace, name: stackName, binDir, variant, shape, sleepMs, config });
    /** @type {Partial<Record<Step, Sample>>} */
    const samples = {};
    for (const [step, command] of wanted) {
      await simulator.clearRequests();
      await simulator.counted();
      const { wallMs, cpuMs, peakBytes } = await stack.run(...command);
      const { lines } = await simulator.counted();
      if (variant === "ours" && withRaw && isRepeated(step))
        asked.set(step, [...(await simulator.requests())]);
      const stateBytes = await stack.stateBytes();
      samples[step] = { wallMs, cpuMs, peakBytes, requests: lines.length, stateBytes };
    }
    return samples;
  };
  const raw = async () => {
    await prepare();
    log(`${name}: raw`);
    const none = { wallMs: NaN, cpuMs: NaN, peakBytes: NaN, requests: 0, stateBytes: NaN };
    const samples = /** @type {Partial<Record<Step, Sample>>} */ (
      Object.fromEntries(wanted.map(([step]) => [step, none]))
    );
    for (const [step] of wanted.filter(([step]) => isRepeated(step))) {
      const requests = asked.get(step) ?? [];
      const file = path.join(workspace, "requests.json");
      writeFileSync(file, JSON.stringify({ url, token: token(), concurrency, requests }));
      const script = fileURLToPath(new URL("raw.mjs", import.meta.url));
      const usage = await measured(process.execPath, [script, file], { cwd: workspace, env: process.env });
      samples[step] = { ...usage, requests: requests.length, stateBytes: NaN };
    }
    return samples;
  };
  /** @type {Partial<Record<Variant | "raw", () => Promise<Partial<Record<Step, Sample>>>>>} */
  const measurements = Object.fromEntries(
    (options.variants ?? variants).map((variant) => [variant, () => live(variant)]),
  );
  if (withRaw) measurements.raw = raw;
  return await inTurn(
    runs,
    /** @type {Record<Variant | "raw", () => Promise<Partial<Record<Step, Sample>>>>} */ (measurements),
  );
}

/** Whether a bare script can send a step's requests again: those of a destroy name gateways, whose ids differ each time. */
const isRepeated = (/** @type {Step} */ step) => step === "create" || step === "refresh";
