import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../../../src/simulator";
import { vendorObjects, type VendorObjects } from "../../faults/support/vendor-objects.js";
import type { Declared, Program } from "../../support/program.js";
import { behaviour, type Scenario, type Subject } from "./fault-scenarios.js";
import { FaultStack, type Moment, type Run } from "./fault-stack.js";
import { providerProcessOf } from "./processes.js";
import { isOurs, nameOf, type Deployment } from "./state.js";
import type { Workspace } from "./workspace.js";

/** The fault at the same request of each resource, in one run. */
export interface FaultPlan {
  readonly name: string;
  readonly fault: Fault;
  /** Whether a process is killed while all of those requests are under way. */
  readonly kills?: "the provider" | "the CLI";
}

/** The result of a round. */
export interface RoundResult {
  /** Resources whose request was hit by the fault. */
  readonly hit: readonly Subject[];
  /** Whether the user had to name the trunk. */
  readonly asked: boolean;
  /** What the vendors held at the end. */
  readonly vendor: VendorObjects;
  /** What state held at the end. */
  readonly state: Deployment;
  /** What a further run did: steps, writes and, where it failed, its output. */
  readonly atRest: readonly string[];
}

/** A request fails after this, in seconds; with the usual limit every round would take minutes. */
const impatience = { request: 1.5, operation: 8 };

/** A scenario, which can be run repeatedly from the moment before it. */
export class Rounds {
  readonly #scenario: Scenario;
  readonly #stack: FaultStack;
  readonly #before: Moment;
  /** What the vendors held after a run without faults. */
  readonly healthy: VendorObjects;

  private constructor(scenario: Scenario, stack: FaultStack, before: Moment, healthy: VendorObjects) {
    this.#scenario = scenario;
    this.#stack = stack;
    this.#before = before;
    this.healthy = healthy;
  }

  /** Prepares a scenario, and runs it once without faults. */
  static async prepare(workspace: Workspace, scenario: Scenario): Promise<Rounds> {
    const stack = await FaultStack.create(workspace, `faults-${scenario.name}`);
    await stack.startFrom(undefined, behaviour);
    if (scenario.formerSpace !== undefined) stack.environment({ SIGNALWIRE_SPACE: scenario.formerSpace });
    stack.program(scenario.before);
    done(await stack.operate("up"));
    const before = await stack.freeze();
    await stack.startFrom(before, behaviour);
    stack.program(scenario.program);
    done(await stack.operate(scenario.run));
    return new Rounds(scenario, stack, before, vendorObjects(stack.sim));
  }

  /** Stops the vendors. */
  end(): Promise<void> {
    return this.#stack.end();
  }

  /**
   * Runs the scenario with the faults, then without them until it has converged or also the user's answer does not
   * help.
   */
  async run(plan: FaultPlan): Promise<RoundResult> {
    const { program, run, targets } = this.#scenario;
    const stack = this.#stack;
    await stack.startFrom(this.#before, behaviour);
    stack.program(program);
    const { sim } = stack;
    for (const { method, path } of targets) {
      sim.addFault({ ...plan.fault, method, path: typeof path === "string" ? path : path(sim) });
    }
    await this.#withFaults(plan);
    const hit = targets.filter((_, index) => (sim.faults()[index]?.fired ?? 0) > 0);
    sim.clearFaults();

    if (plan.kills === "the CLI") await stack.succeed("cancel", "--yes");
    const asked = needsAPerson(await stack.operate(run));
    if (asked) {
      stack.program(await this.#answered(program));
      await stack.operate(run);
    }
    if (plan.kills === "the CLI") await stack.operate("refresh", "--clear-pending-creates");
    // The refresh reads every object by its id in state.
    const { code, steps, writes, stdout, stderr } =
      run === "up" ? await stack.operate(run, "--refresh") : await stack.operate(run);
    return {
      hit: hit.map(({ subject }) => subject),
      asked,
      vendor: vendorObjects(sim),
      state: stack.state(),
      atRest: [...steps, ...writes, ...(code === 0 ? [] : [stdout + stderr])],
    };
  }

  async #withFaults({ kills }: FaultPlan): Promise<void> {
    const stack = this.#stack;
    if (kills === undefined) {
      stack.patience(impatience, 1);
      await stack.operate(this.#scenario.run);
      stack.patience(undefined, undefined);
      return;
    }
    const running = stack.begin(this.#scenario.run);
    const over = new AbortController();
    void running.finished.finally(() => over.abort());
    while (!over.signal.aborted && !stack.sim.faults().every(({ fired }) => fired > 0)) await sleep(10);
    if (kills === "the CLI") running.killAll();
    else process.kill(providerProcessOf(running.pid), "SIGKILL");
    await running.finished;
  }

  /**
   * Does what the error of an uncertain trunk asks for: looks for it, names it where it exists, otherwise removes it
   * from state.
   */
  async #answered(program: Program): Promise<Program> {
    const stack = this.#stack;
    const unknown = stack.state().resources.find((one) => isOurs(one) && one.id === "unanswered");
    const trunk = stack.sim.state().videosdk.trunks[0];
    if (trunk === undefined) {
      if (unknown !== undefined) await stack.succeed("state", "delete", unknown.urn, "--yes");
      return program;
    }
    const name = unknown === undefined ? "carrier" : nameOf(unknown.urn);
    return program.map((one): Declared =>
      one.name === name ? { ...one, inputs: { ...one.inputs, adoptTrunkId: trunk.trunkId } } : one,
    );
  }
}

function needsAPerson({ stdout, stderr }: Run): boolean {
  return (stdout + stderr).includes("adoptTrunkId");
}

function done({ code, stdout, stderr }: Run): void {
  if (code !== 0) throw new Error(`a run without faults failed (${code}):\n${stdout}${stderr}`);
}
