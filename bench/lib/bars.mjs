// The bars that are not the life of a program: start, import, memory, round trips, and the simulator itself.
import { Pool } from "undici";
import { runCommand } from "../../scripts/lib/run.mjs";
import { startHost } from "./host.mjs";
import { inTurn, median, medianRatio } from "./numbers.mjs";
import { cpuMsOf, residentBytesOf } from "./processes.mjs";
import { inputsOf, numbersOf, roundTripsOfCreation, texts } from "./programs.mjs";
import { makeStack } from "./stack.mjs";

/** @typedef {import("./simulator.mjs").Simulator} Simulator */

/**
 * @typedef {object} Bar
 * @property {string} measure
 * @property {string} bar
 * @property {number} value
 * @property {string} unit
 * @property {boolean} met
 * @property {number} [toFloor] for a bar that may be unreachable: the ratio of the measured value to the floor
 * @property {string} detail
 */

const { ours: ourText, noop: emptyText, bare: bareText } = texts;
/** Sets of one number. */
const single = (/** @type {number} */ sets) => ({ sets, numbers: 1 });
const inputs = (/** @type {string} */ text, /** @type {number} */ index) => inputsOf(text, single(1), index);

/**
 * @param {object} options
 * @param {string} options.workspace
 * @param {string} options.binDir
 * @param {Simulator} options.simulator
 * @param {number} options.runs
 * @param {(line: string) => void} options.log
 * @returns {Promise<Bar[]>}
 */
export async function measureBars(options) {
  const { log } = options;
  const bars = [];
  for (const [what, measure] of /** @type {const} */ ([
    ["provider start", providerStart],
    ["import", programImport],
    ["memory", memory],
    ["round trips", roundTrips],
    ["state", stateOfOne],
    ["simulator", simulatorRate],
  ])) {
    log(`bar: ${what}`);
    const bar = await measure(options);
    log(`${bar.value} ${bar.unit} (${bar.bar}; ${bar.detail})`);
    bars.push(bar);
  }
  return bars;
}

/** @typedef {Parameters<typeof measureBars>[0]} Options */

/** @param {Options} options @returns {Promise<Bar>} */
async function providerStart({ workspace, simulator, runs }) {
  const toFirstAnswer = (/** @type {string} */ text) => async () => {
    const start = performance.now();
    const host = await startHost(workspace, workspace);
    await host.configure(simulator.config);
    await host.check(inputs(text, 0));
    const took = performance.now() - start;
    const cpuMs = cpuMsOf(host.pid);
    await host.stop();
    return { took, cpuMs };
  };
  const { ours, empty } = await inTurn(runs, {
    empty: toFirstAnswer(emptyText),
    ours: toFirstAnswer(ourText),
  });
  const above = (/** @type {"took" | "cpuMs"} */ key) =>
    median(ours.map((sample, index) => sample[key] - (empty[index]?.[key] ?? NaN)));
  const value = above("took");
  const wall = (/** @type {typeof ours} */ samples) => Math.round(median(samples.map(({ took }) => took)));
  return {
    measure: "Provider start: process start to first answered call, above an empty dynamic provider",
    bar: "at most 60 ms",
    value,
    unit: "ms",
    met: value <= 60,
    detail: `empty ${wall(empty)} ms, ours ${wall(ours)} ms; ${Math.round(above("cpuMs"))} ms more of processor time`,
  };
}

/** @param {Options} options @returns {Promise<Bar>} */
async function programImport({ workspace, runs }) {
  const script = `
    require("@pulumi/pulumi");
    const before = new Set(Object.keys(require.cache));
    const start = performance.now();
    require("pulumi-sip");
    const took = performance.now() - start;
    const heavy = Object.keys(require.cache).filter((file) => !before.has(file) && /node_modules.(zod|undici|jsonwebtoken)/.test(file));
    console.log(JSON.stringify({ took, heavy: heavy.length }));`;
  const once = async () =>
    /** @type {{ took: number, heavy: number }} */ (
      JSON.parse((await runCommand(process.execPath, ["-e", script], { cwd: workspace })).stdout)
    );
  const { ours } = await inTurn(runs, { ours: once });
  const value = median(ours.map(({ took }) => took));
  const heavy = Math.max(...ours.map((each) => each.heavy));
  return {
    measure: "Importing the package in a program, above `@pulumi/pulumi`",
    bar: "at most 15 ms; no zod, undici or jsonwebtoken",
    value,
    unit: "ms",
    met: value <= 15 && heavy === 0,
    detail: `${heavy} files of zod, undici and jsonwebtoken loaded`,
  };
}

/** @param {Options} options @returns {Promise<Bar>} */
async function memory({ workspace, simulator, runs }) {
  const afterThousand = (/** @type {string} */ text) => async () => {
    await simulator.reset();
    const host = await startHost(workspace, workspace);
    await host.configure(simulator.config);
    const waiting = Array.from({ length: 1_000 }, (_, index) => inputs(text, index));
    /** @type {Promise<unknown>} */
    let checked = Promise.resolve();
    const worker = async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        const next = one;
        checked = checked.then(() => host.check(next));
        await checked;
        await host.create(next);
      }
    };
    // As the engine does: checks one after the other, and this many creations at once.
    await Promise.all(Array.from({ length: 16 }, worker));
    const bytes = residentBytesOf(host.pid);
    await host.stop();
    return bytes;
  };
  // Three times as many: sometimes V8 keeps an arena of 33 MiB from compiling undici's WebAssembly a second time.
  const { ours, bare, empty } = await inTurn(3 * runs, {
    empty: afterThousand(emptyText),
    bare: afterThousand(bareText),
    ours: afterThousand(ourText),
  });
  const value = medianRatio(ours, empty);
  const megabytes = (/** @type {number[]} */ samples) => Math.round(median(samples) / 2 ** 20);
  return {
    measure:
      "Resident memory of the provider process after 1,000 checks and creations, to one of 1,000 no-ops",
    bar: "at most 1.25 ×",
    value,
    unit: "×",
    met: value <= 1.25,
    toFloor: medianRatio(ours, bare),
    detail: `no-op ${megabytes(empty)} MiB, the same requests by bare undici ${megabytes(bare)} MiB, ours ${megabytes(ours)} MiB`,
  };
}

/** @param {Options} options @returns {Promise<Bar>} */
async function roundTrips({ workspace, binDir, simulator, runs }) {
  const count = 100;
  const milliseconds = 50;
  const config = {
    ...simulator.config,
    "videosdk:maxConcurrency": "1000",
  };
  let made = 0;
  const up = (/** @type {import("./programs.mjs").Variant} */ variant) => async () => {
    await simulator.reset();
    await simulator.delay(milliseconds);
    made += 1;
    const name = `trips-${made}-${variant}`;
    const sleepMs = roundTripsOfCreation * milliseconds;
    const stack = await makeStack({
      workspace,
      name,
      binDir,
      variant,
      shape: single(count),
      sleepMs,
      config,
    });
    return (await stack.run("up", "--yes", "--skip-preview")).wallMs;
  };
  const { ours, usual } = await inTurn(runs, { usual: up("usual"), ours: up("ours") });
  await simulator.reset();
  const value = medianRatio(ours, usual);
  return {
    measure: `\`up\` of ${count} independent sets, round trip ${milliseconds} ms, limiter off, to no-ops that sleep as long`,
    bar: "at most 1.3 ×",
    value,
    unit: "×",
    met: value <= 1.3,
    detail: `no-op ${Math.round(median(usual))} ms, ours ${Math.round(median(ours))} ms`,
  };
}

/** @param {Options} options @returns {Promise<Bar>} */
async function stateOfOne({ workspace, binDir, simulator: { config, reset } }) {
  const few = 1;
  const many = 21;
  /** @param {import("./programs.mjs").Variant} variant @param {boolean} hasPassword */
  const bytesOfOne = async (variant, hasPassword) => {
    const sizes = [];
    for (const sets of [few, many]) {
      await reset();
      const name = `state-${variant}-${hasPassword}-${sets}`;
      const shape = single(sets);
      const stack = await makeStack({ workspace, name, binDir, variant, shape, hasPassword, config });
      await stack.run("up", "--yes", "--skip-preview");
      sizes.push(await stack.stateBytes());
    }
    const [less = NaN, more = NaN] = sizes;
    return Math.round((more - less) / (many - few));
  };
  const value = await bytesOfOne("ours", false);
  const beside = [
    `no-op, constant text ${await bytesOfOne("text", false)} bytes`,
    `with a password ours ${await bytesOfOne("ours", true)}, the no-op ${await bytesOfOne("text", true)}`,
  ];
  return {
    measure: "State of a set of one number, exported, without a password",
    bar: "at most 3,500 bytes",
    value,
    unit: "bytes",
    met: value <= 3_500,
    detail: beside.join("; "),
  };
}

/** @param {Options} options @returns {Promise<Bar>} */
async function simulatorRate({ simulator, runs }) {
  const { url, pid } = simulator;
  await simulator.reset();
  const pool = new Pool(url, { connections: 10 });
  const headers = {
    authorization: simulator.token(),
    "content-type": "application/json",
  };
  const shape = { sets: 1, numbers: 400 };
  const [first = ""] = numbersOf(shape, 0);
  const body = JSON.stringify({ ...inputsOf("", shape, 0), isShared: false });
  await (await pool.request({ method: "POST", path: "/v2/sip/phone-numbers", headers, body })).body.json();
  const rateOf = (/** @type {string} */ target) => async () => {
    const count = 2_000;
    const before = cpuMsOf(pid);
    let left = count;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        await (await pool.request({ method: "GET", path: target, headers })).body.text();
      }
    };
    await Promise.all(Array.from({ length: 10 }, worker));
    // By the processor time of the simulator's process, so that other work of the machine does not count.
    return (count * 1000) / (cpuMsOf(pid) - before);
  };
  const { one, full } = await inTurn(runs, {
    one: rateOf(`/v2/sip/phone-numbers/${encodeURIComponent(first)}`),
    full: rateOf("/v2/sip/phone-numbers?page=2&perPage=100"),
  });
  await pool.close();
  const value = Math.min(median(one), median(full));
  return {
    measure: "Simulator, requests in a second of one core; the slower of a single number and a full page",
    bar: "at least 3,000",
    value,
    unit: "a second",
    met: value >= 3_000,
    detail: `one number ${Math.round(median(one))}, a page of 100 of 400 numbers ${Math.round(median(full))}`,
  };
}
