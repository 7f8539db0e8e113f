// One scenario: its sets in their provider alone, at two sizes, and as a program of the real CLI.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { compare, concurrency } from "./comparison.mjs";
import { measured } from "./processes.mjs";
import { foreignNumbers, numbersOf, roundTripsOfCreation, texts } from "./programs.mjs";
import { liveInProvider, stateOf } from "./provider-life.mjs";

/** @typedef {import("./measures.mjs").Life} Life */
/** @typedef {import("./programs.mjs").Shape} Shape */
/** @typedef {import("./scenarios.mjs").Scenario} Scenario */
/** @typedef {import("./simulator.mjs").Simulator} Simulator */

/**
 * @typedef {object} Place
 * @property {string} projectDir
 * @property {string} home
 * @property {Simulator} simulator
 */

/**
 * The scenario at both sizes, in the provider alone.
 * @param {Scenario} scenario
 * @param {Place} place
 * @returns {Promise<[Life, Life]>}
 */
export async function livesOf(scenario, place) {
  const [first, second] = scenario.full;
  return [
    await lifeOf(scenario, first, texts.ours, place),
    await lifeOf(scenario, second, texts.ours, place),
  ];
}

/**
 * @param {Scenario} scenario
 * @param {Shape} shape
 * @param {string} text the provider's text
 * @param {Place} place
 */
async function lifeOf({ steps, isSeeded = false, switches = {} }, shape, text, place) {
  await prepare({ isSeeded, switches }, shape, place.simulator);
  const state = isSeeded ? await stateOf(place.simulator, text, shape) : [];
  return await liveInProvider({ ...place, text, shape, steps, state });
}

/**
 * Makes the account that the sets are in.
 * @param {Pick<Scenario, "isSeeded" | "switches">} scenario
 * @param {Shape} shape
 * @param {Simulator} simulator
 */
async function prepare({ isSeeded = false, switches = {} }, shape, simulator) {
  await simulator.reset();
  const own = isSeeded ? Array.from({ length: shape.sets }, (_, index) => index) : [];
  await simulator.fill([...foreignNumbers(shape), ...own.map((index) => numbersOf(shape, index))]);
  await simulator.configure(switches);
}

/**
 * @typedef {object} ScenarioResult
 * @property {readonly [Life, Life]} ours the provider alone, at both sizes
 * @property {Life} floor a provider that does nothing, at the size that the title speaks of
 * @property {import("./processes.mjs").Usage} [bare] the requests of the refresh, sent by a bare script
 * @property {Awaited<ReturnType<typeof compare>>} [engine] whole programs
 */

/**
 * Measures a scenario.
 * @param {Scenario} scenario
 * @param {object} options
 * @param {string} options.workspace
 * @param {string} options.binDir
 * @param {Simulator} options.simulator
 * @param {number} options.runs of the whole programs
 * @param {(line: string) => void} options.log
 * @returns {Promise<ScenarioResult>}
 */
export async function runScenario(scenario, { workspace, binDir, simulator, runs, log }) {
  const { name, full, at = 0, steps, switches = {}, withEngine = true, isSeeded = false } = scenario;
  const shape = full[at];
  const place = { projectDir: workspace, home: workspace, simulator };
  log(`${name}: the provider alone`);
  const floor = await lifeOf(scenario, shape, texts.noop, place);
  const ours = await livesOf(scenario, place);
  if (isSeeded) {
    log(`${name}: a bare script`);
    await prepare(scenario, shape, simulator);
    return { ours, floor, bare: await resent(ours[at].refresh?.lines ?? [], workspace, simulator) };
  }
  if (!withEngine) return { ours, floor };
  const { latency = 0 } = /** @type {{ latency?: number }} */ (switches);
  const engine = await compare({
    ...{ workspace, binDir, simulator, shape, runs, log },
    name,
    variants: ["ours", "text"],
    steps: steps.flatMap((step) => (step === "update" ? [] : [step])),
    sleepMs: roundTripsOfCreation * latency,
    prepare: () => prepare(scenario, shape, simulator),
  });
  return { ours, floor, engine };
}

/**
 * Reads the same pages again, by a bare script.
 * @param {readonly string[]} lines
 * @param {string} workspace
 * @param {Simulator} simulator
 */
async function resent(lines, workspace, simulator) {
  const requests = lines.map((line) => {
    const [method, url] = line.split(" ");
    return { method, url, requestBody: null };
  });
  const file = path.join(workspace, "requests.json");
  const { url, token } = simulator;
  writeFileSync(file, JSON.stringify({ url, token: token(), concurrency, requests }));
  const script = fileURLToPath(new URL("raw.mjs", import.meta.url));
  return await measured(process.execPath, [script, file], { cwd: workspace, env: process.env });
}
