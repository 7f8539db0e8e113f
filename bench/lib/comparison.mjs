// The life of a program of N resources, measured step by step, compared with resources that do nothing and with the
// same requests by a bare script.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as path from "node:path";
import jsonwebtoken from "jsonwebtoken";
import { inTurn } from "./numbers.mjs";
import { measured } from "./processes.mjs";
import { variants } from "./programs.mjs";
import { makeStack } from "./stack.mjs";

/** @typedef {import("./programs.mjs").Variant} Variant */
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
const concurrency = 10;

/**
 * @param {object} options
 * @param {string} options.workspace
 * @param {string} options.binDir
 * @param {Simulator} options.simulator
 * @param {number} options.size
 * @param {number} options.runs
 * @param {(line: string) => void} options.log
 * @returns {Promise<Record<Variant | "raw", Record<Step, Sample>[]>>}
 */
export async function compare({ workspace, binDir, simulator, size, runs, log }) {
  const { url, videosdk } = simulator;
  const config = {
    "videosdk:endpoint": url,
    "videosdk:apiKey": videosdk.apiKey,
    "videosdk:secret": videosdk.secret,
  };
  /** @type {Map<Step, unknown[]>} */
  const asked = new Map();
  let made = 0;
  /** @param {Variant} variant */
  const live = async (variant) => {
    await simulator.reset();
    made += 1;
    const name = `n${size}-${made}-${variant}`;
    log(`N = ${size}: ${variant}`);
    const stack = await makeStack({ workspace, name, binDir, variant, count: size, config });
    /** @type {Partial<Record<Step, Sample>>} */
    const samples = {};
    for (const [step, command] of life) {
      await simulator.clearRequests();
      const { wallMs, cpuMs, peakBytes } = await stack.run(...command);
      const requests = await simulator.requests();
      if (variant === "ours") asked.set(step, [...requests]);
      const stateBytes = await stack.stateBytes();
      samples[step] = { wallMs, cpuMs, peakBytes, requests: requests.length, stateBytes };
    }
    return /** @type {Record<Step, Sample>} */ (samples);
  };
  const raw = async () => {
    await simulator.reset();
    log(`N = ${size}: raw`);
    const none = { wallMs: NaN, cpuMs: NaN, peakBytes: NaN, requests: 0, stateBytes: NaN };
    const samples = Object.fromEntries(steps.map((step) => [step, none]));
    // The requests of a destroy name gateways, whose ids differ each time.
    for (const step of /** @type {const} */ (["create", "refresh"])) {
      const requests = asked.get(step) ?? [];
      const token = jsonwebtoken.sign({ apikey: videosdk.apiKey }, videosdk.secret, { expiresIn: 3600 });
      const file = path.join(workspace, "requests.json");
      writeFileSync(file, JSON.stringify({ url, token, concurrency, requests }));
      const script = fileURLToPath(new URL("raw.mjs", import.meta.url));
      const usage = await measured(process.execPath, [script, file], { cwd: workspace, env: process.env });
      samples[step] = { ...usage, requests: requests.length, stateBytes: NaN };
    }
    return /** @type {Record<Step, Sample>} */ (samples);
  };
  const measurements = Object.fromEntries(variants.map((variant) => [variant, () => live(variant)]));
  return await inTurn(
    runs,
    /** @type {Record<Variant | "raw", () => Promise<Record<Step, Sample>>>} */ ({ ...measurements, raw }),
  );
}
