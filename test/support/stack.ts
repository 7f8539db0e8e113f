import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import {
  startSimulator,
  type RequestLogEntry,
  type Simulator,
  type SimulatorOptions,
} from "../../src/simulator";
import { EngineModel } from "./engine-model.js";
import type { Result } from "./engine-state.js";
import type { Program } from "./program.js";
import { launchResident } from "./resident-hosts.js";
import type { Properties } from "./wire.js";

/** The result of an operation, and its requests to the vendor. */
export interface Outcome extends Result {
  /** Every request of the operation. */
  readonly requests: readonly RequestLogEntry[];
  /** Every request as a line, with labels for generated ids: `PATCH /v2/sip/phone-numbers/gateways/{inbound}`. */
  readonly lines: readonly string[];
  /** The lines of those that may change something. */
  readonly writes: readonly string[];
}

/** How a stack is made. */
export interface StackOptions extends SimulatorOptions {
  /** Further configuration of the stack. */
  readonly config?: Readonly<Record<string, string>>;
  /** How many steps run at the same time; no limit by default. */
  readonly parallel?: number;
}

/** A simulated vendor and a stack that uses it. */
export class Stack {
  readonly sim: Simulator;
  readonly engine: EngineModel;

  constructor(sim: Simulator, engine: EngineModel) {
    this.sim = sim;
    this.engine = engine;
  }

  up(program: Program): Promise<Outcome> {
    return this.#recorded(() => this.engine.up(program));
  }

  preview(program: Program): Promise<Outcome> {
    return this.#recorded(() => this.engine.preview(program));
  }

  refresh(): Promise<Outcome> {
    return this.#recorded(() => this.engine.refresh());
  }

  destroy(): Promise<Outcome> {
    return this.#recorded(() => this.engine.destroy());
  }

  /** An operation that must succeed, for the preparation of a test. */
  async done(operation: Promise<Outcome>): Promise<Outcome> {
    const outcome = await operation;
    if (outcome.errors.length > 0) throw new Error(outcome.errors.join("\n"));
    return outcome;
  }

  /** The properties of a resource in state. */
  outputs(name: string): Properties {
    const resource = this.engine.state.get(name);
    if (resource === undefined) throw new Error(`${name} is not in state`);
    return resource.outputs;
  }

  async #recorded(operate: () => Promise<Result>): Promise<Outcome> {
    this.sim.clearRequests();
    const result = await operate();
    const requests = this.sim.requests();
    const lines = requests.map((request) => requestLine(this.sim, request));
    return { ...result, requests, lines, writes: lines.filter((line) => !line.startsWith("GET ")) };
  }
}

/** A stack and its home folder, to be used inside a test. */
export interface Bench {
  readonly current: Stack;
  /** Home folder of the user who runs the engine. */
  readonly home: string;
}

/** Gives every test a simulator, an empty stack and a home folder of its own. */
export function useStack(options: StackOptions = {}): Bench {
  const bench = new StackBench(options);
  beforeEach(() => bench.open());
  afterEach(() => bench.close());
  return bench;
}

/** As {@link useStack}, but one for all tests of a block, which must leave it as they found it. */
export function useSharedStack(options: StackOptions = {}): Bench {
  const bench = new StackBench(options);
  beforeAll(() => bench.open());
  afterAll(() => bench.close());
  return bench;
}

class StackBench implements Bench {
  readonly #options: StackOptions;
  #current: Stack | undefined;
  home = "";

  constructor(options: StackOptions) {
    this.#options = options;
  }

  get current(): Stack {
    if (this.#current === undefined) throw new Error("only inside a test");
    return this.#current;
  }

  async open(): Promise<void> {
    const { config, parallel, ...simulatorOptions } = this.#options;
    this.home = mkdtempSync(join(tmpdir(), "pulumi-sip-host-"));
    const sim = await startSimulator(simulatorOptions);
    this.#current = new Stack(sim, engineFor(sim, this.home, config, undefined, parallel));
  }

  async close(): Promise<void> {
    await this.#current?.sim.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** An engine with the configuration that a simulator needs. */
export function engineFor(
  sim: Simulator,
  home: string,
  config: Readonly<Record<string, string>> = {},
  stack?: string,
  parallel?: number,
): EngineModel {
  return new EngineModel({
    projectDir: inject("fixtureDir"),
    home,
    config: { ...settingsFor(sim), ...config },
    stack,
    parallel,
    launch: launchResident,
  });
}

/** The stack configuration for a simulator, for both vendors. */
export function settingsFor({ url, videosdk, signalwire }: Simulator): Record<string, string> {
  return {
    "videosdk:endpoint": url,
    "videosdk:apiKey": videosdk.apiKey,
    "videosdk:secret": videosdk.secret,
    "signalwire:endpoint": url,
    "signalwire:space": "acme",
    "signalwire:projectId": signalwire.projectId,
    "signalwire:token": signalwire.token,
  };
}

/** Method and path of a request, with labels in place of ids that the simulator created. */
export function requestLine(sim: Simulator, { method, url }: RequestLogEntry): string {
  const { inboundGateways, outboundGateways } = sim.state().videosdk;
  const labels = [
    ...inboundGateways.map(({ id }) => [id, "{inbound}"] as const),
    ...outboundGateways.map(({ id }) => [id, "{outbound}"] as const),
  ];
  const path = labels.reduce((line, [id, label]) => line.replaceAll(id, label), decodeURIComponent(url));
  // Numbers that were released and trunks that were deleted no longer exist, so their ids are unknown.
  return `${method} ${path}`
    .replace(/[^/]+(?=\/release$)/, "{number}")
    .replace(/(?<=\/sip-trunk\/).+/, "{trunk}")
    .replace(/(?<=\/sip_gateways\/)[^/?]+/, "{gateway}")
    .replace(/(?<=\/endpoints\/sip\/)[^/?]+/, "{endpoint}");
}
