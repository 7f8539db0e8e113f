import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import { startSimulator, type BehaviourChanges, type Simulator } from "../../../src/simulator";
import { EngineModel } from "../../support/engine-model.js";
import type { ResourceState } from "../../support/engine-state.js";
import { settingsFor, Stack } from "../../support/stack.js";
import { launchResident } from "../../support/resident-hosts.js";

/** The vendors' objects and the stack's state at one moment, from which any number of worlds can start. */
export interface Moment {
  /** The simulator's data file. */
  readonly dataFile: string;
  readonly state: ReadonlyMap<string, ResourceState>;
}

/** Vendors with a stack, in a folder that is removed with them. */
export class World {
  readonly sim: Simulator;
  readonly stack: Stack;
  /** The stack's configuration without short time limits. */
  readonly #settings: Readonly<Record<string, string>>;
  readonly #folder: string;

  private constructor(sim: Simulator, folder: string, parallel?: number) {
    this.sim = sim;
    this.#folder = folder;
    this.#settings = {
      ...settingsFor(sim),
      "signalwire:endpoint": sim.url,
      "signalwire:space": "example",
      "signalwire:projectId": sim.signalwire.projectId,
      "signalwire:token": sim.signalwire.token,
    };
    const engine = new EngineModel({
      projectDir: inject("fixtureDir"),
      home: join(folder, "home"),
      config: this.#settings,
      parallel,
      launch: launchResident,
    });
    this.stack = new Stack(sim, engine);
  }

  /**
   * Starts vendors with nothing, or as they were at a moment.
   *
   * @param parallel how many steps of the engine run at the same time; no limit by default
   */
  static async start(behaviour: BehaviourChanges = {}, moment?: Moment, parallel?: number): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-sip-faults-"));
    const dataFile = join(folder, "vendors.json");
    if (moment !== undefined) copyFileSync(moment.dataFile, dataFile);
    const world = new World(await startSimulator({ ...behaviour, dataFile }), folder, parallel);
    for (const [name, resource] of moment?.state ?? []) world.stack.engine.state.set(name, resource);
    return world;
  }

  /** Settings in addition to the usual ones for the operations that follow, instead of those that were set before. */
  set(settings: Readonly<Record<string, string>>): void {
    this.stack.engine.config = { ...this.#settings, ...settings };
  }

  /** Kills the provider's process in the middle of an operation, once the fault with this index occurs. */
  async killWhenMet(fault: number, operation: Promise<unknown>): Promise<void> {
    const over = new AbortController();
    void operation.finally(() => over.abort());
    while (!over.signal.aborted && this.sim.faults()[fault]?.fired === 0) await sleep(2);
    this.stack.engine.kill();
  }

  /** Stops the vendors and keeps what they hold. The folder stays until {@link end}. */
  async freeze(): Promise<Moment> {
    await this.sim.close();
    return { dataFile: join(this.#folder, "vendors.json"), state: new Map(this.stack.engine.state) };
  }

  /** Ends the vendors and removes everything. */
  async end(): Promise<void> {
    await this.sim.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
