// The life of N sets as their provider sees it: the calls of the engine, without an engine, so that thousands of sets take
// seconds and what is measured is the provider alone.
import { startHost } from "./host.mjs";
import { cpuMsOf, peakBytesOf } from "./processes.mjs";
import { inputsOf } from "./programs.mjs";

/** @typedef {import("./host.mjs").Host} Host */
/** @typedef {import("./host.mjs").Properties} Properties */
/** @typedef {import("./programs.mjs").Shape} Shape */
/** @typedef {import("./simulator.mjs").Simulator} Simulator */
/** @typedef {"create" | "no change" | "update" | "refresh" | "destroy"} Step */

/**
 * What one step took.
 * @typedef {object} Sample
 * @property {readonly string[]} lines the requests that were not refused by a rate limit, as `METHOD url`
 * @property {number} refused how many were
 * @property {readonly string[]} failed the messages of the operations that failed
 * @property {number} wallMs from the start of the process
 * @property {number} cpuMs of the process
 * @property {number} peakBytes resident memory of the process, at its highest
 * @property {number} blockMs the longest block of its event loop after it has loaded
 */

/** A resource as state keeps it. @typedef {{ id: string, inputs: Properties, outputs: Properties }} Kept */

/** As many steps at once as the engine runs by default. */
const parallel = 16;

/** All steps, in their order. @type {readonly Step[]} */
export const wholeLife = ["create", "no change", "update", "refresh", "destroy"];

/** What a change of a set changes. */
const change = { mediaEncryption: "enable" };

/**
 * Runs steps of a program's life, each with a process of its own, as the engine does.
 * @param {object} options
 * @param {string} options.projectDir a folder where the package and the SDK are installed
 * @param {string} options.home a throw-away folder
 * @param {Simulator} options.simulator holds what is around the sets
 * @param {string} options.text the provider's text
 * @param {Shape} options.shape
 * @param {readonly Step[]} options.steps
 * @param {readonly Kept[]} [options.state] what earlier runs left; none by default
 * @returns {Promise<Partial<Record<Step, Sample>>>}
 */
export async function liveInProvider({ projectDir, home, simulator, text, shape, steps, state = [] }) {
  const goals = Array.from({ length: shape.sets }, (_, index) => inputsOf(text, shape, index));
  let kept = [...state];
  /** @type {Readonly<Record<Step, (host: Host) => Promise<string[]>>>} */
  const actions = {
    create: (host) => {
      kept = [];
      return asEngine(
        goals,
        (goal) => host.check(goal),
        async (inputs) => void kept.push({ inputs, ...(await host.create(inputs)) }),
      );
    },
    "no change": (host) =>
      asEngine(kept, async ({ id, inputs, outputs }) => {
        const checked = await host.check(inputs, inputs);
        if (await host.changes(id, outputs, checked)) throw new Error(`${id} shows a change`);
      }),
    update: (host) =>
      asEngine(
        kept,
        async (one) => {
          const inputs = await host.check({ ...one.inputs, ...change }, one.inputs);
          await host.changes(one.id, one.outputs, inputs);
          return { one, inputs };
        },
        async ({ one, inputs }) =>
          void Object.assign(one, { inputs, outputs: await host.update(one.id, one.outputs, inputs) }),
      ),
    refresh: (host) =>
      asEngine(
        kept,
        (one) => Promise.resolve(one),
        async (one) => void (one.outputs = await host.read(one.id, one.outputs, one.inputs)),
      ),
    destroy: (host) =>
      asEngine(
        kept,
        (one) => Promise.resolve(one),
        ({ id, outputs }) => host.delete(id, outputs),
      ),
  };
  /** @type {Partial<Record<Step, Sample>>} */
  const samples = {};
  for (const step of steps) {
    await simulator.counted();
    const start = performance.now();
    const host = await startHost(projectDir, home);
    await host.configure(simulator.config);
    // What loading takes is measured as the start of a provider.
    await host.load(text);
    await host.watch();
    const failed = await actions[step](host);
    const wallMs = performance.now() - start;
    const blockMs = await host.longestBlock();
    const [cpuMs, peakBytes] = [cpuMsOf(host.pid), peakBytesOf(host.pid)];
    await host.stop();
    samples[step] = { ...(await simulator.counted()), failed, wallMs, cpuMs, peakBytes, blockMs };
  }
  return samples;
}

/**
 * The state of sets that are at the vendor already, a pair for each.
 * @param {Simulator} simulator
 * @param {string} text
 * @param {Shape} shape
 * @returns {Promise<Kept[]>}
 */
export async function stateOf(simulator, text, shape) {
  /** @type {{ phoneNumbers: { e164: string, inboundGatewayId: string, outboundGatewayId: string }[] }} */
  const { phoneNumbers } = await simulator.account();
  const known = new Map(phoneNumbers.map((number) => [number.e164, number]));
  return Array.from({ length: shape.sets }, (_, index) => {
    const inputs = inputsOf(text, shape, index);
    const numbers = /** @type {string[]} */ (inputs["phoneNumbers"]).flatMap((e164) => known.get(e164) ?? []);
    const { inboundGatewayId: id = "", outboundGatewayId = "" } = numbers[0] ?? {};
    const gateways = { inboundGatewayIds: [id], outboundGatewayIds: [outboundGatewayId] };
    return { id, inputs, outputs: { ...inputs, numbers, ...gateways, account: null } };
  });
}

/**
 * Does as the engine does: decides one resource after the other, and only when a step can begin; so many steps at once.
 * @template T, D
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<D>} decide
 * @param {(decision: D) => Promise<void>} [act]
 * @returns {Promise<string[]>} what failed
 */
async function asEngine(items, decide, act = () => Promise.resolve()) {
  const waiting = [...items].reverse();
  /** @type {string[]} */
  const failed = [];
  /** @type {Promise<unknown>} */
  let turn = Promise.resolve();
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      const next = item;
      const decided = turn.then(() => decide(next));
      turn = decided.catch(() => undefined);
      try {
        await act(await decided);
      } catch (error) {
        failed.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return failed;
}
