import { unknownValue } from "../../src/lifecycle/unknown.js";
import { dependsOn, type Op, type ResourceState, type Result, type StackState } from "./engine-state.js";
import { Workers } from "./engine-workers.js";
import type { DiffAnswer, Host } from "./host.js";
import { dependenciesOf, internals, resolve, type Declared, type Program, type Seen } from "./program.js";
import { InitFailed, jsonCopy, type Properties } from "./wire.js";

/** What is to be done with one resource, decided before anything is done. */
type Plan =
  | { readonly op: "create" | "update" | "same"; readonly inputs: Properties }
  | {
      readonly op: "replace";
      readonly inputs: Properties;
      readonly first: readonly ResourceState[];
      readonly createsFirst?: boolean;
    };

/** Ends the work on a resource; the message is recorded already. */
class Stopped extends Error {}

/**
 * One operation of the engine, modelled after `step_generator.go`, `step.go` and `step_executor.go` of pulumi/pulumi:
 * checks and diffs run one after the other in the order of registration, steps run at the same time, and after a
 * failure no further step starts.
 */
export class EngineOperation {
  readonly #host: Host;
  readonly #state: StackState;
  readonly #stack: string;
  readonly #dryRun: boolean;
  readonly #workers: Workers;
  readonly #continueOnError: boolean;
  readonly #ops: Record<string, Op> = {};
  readonly #replaceKeys: Record<string, readonly string[]> = {};
  readonly #errors: string[] = [];
  readonly #failedProperties: string[] = [];
  /** Resources that were deleted because one that they depend on is replaced. */
  readonly #recreating = new Set<string>();
  #generator: Promise<unknown> = Promise.resolve();

  /**
   * @param parallel how many steps run at the same time
   * @param continueOnError whether further steps start after one has failed
   */
  constructor(
    host: Host,
    state: StackState,
    stack: string,
    dryRun: boolean,
    { parallel = Infinity, continueOnError = false }: { parallel?: number; continueOnError?: boolean } = {},
  ) {
    this.#workers = new Workers(parallel);
    this.#continueOnError = continueOnError;
    this.#host = host;
    this.#state = state;
    this.#stack = stack;
    this.#dryRun = dryRun;
  }

  get result(): Omit<Result, "output"> {
    return {
      ops: this.#ops,
      replaceKeys: this.#replaceKeys,
      errors: this.#errors,
      failedProperties: this.#failedProperties,
    };
  }

  /** Registers the resources of a program and deletes those that it no longer has. */
  async up(program: Program): Promise<void> {
    const registered = new Map<string, Promise<Seen>>();
    for (const declared of program) registered.set(declared.name, this.#register(declared, registered));
    await Promise.allSettled(registered.values());
    if (!this.#isToEnd) {
      await this.#deleteAll([...this.#state.values()].filter(({ name }) => !registered.has(name)));
    }
  }

  /** Reads every resource. */
  async refresh(): Promise<void> {
    const reads = [...this.#state.values()].map((old) => this.#noting(() => this.#refreshOne(old)));
    await Promise.allSettled(reads);
  }

  async #register(declared: Declared, registered: ReadonlyMap<string, Promise<Seen>>): Promise<Seen> {
    const dependencies = dependenciesOf(declared);
    const names = [...new Set(Object.values(dependencies).flat())];
    const seen = new Map<string, Seen>();
    for (const name of names) {
      const other = registered.get(name);
      if (other === undefined) throw new Error(`${declared.name} refers to ${name}, which is not declared`);
      seen.set(name, await other);
    }
    const goal = jsonCopy({
      ...(resolve(declared.inputs, (name) => seen.get(name) ?? missing(name)) as Properties),
      ...internals(declared, this.#stack),
    });
    const { vendor, type, name } = declared;
    const plan = await this.#inTurn(async () => {
      const made = await this.#noting(() => this.#plan(name, goal));
      // The engine passes a step on only when a worker is free for it; no other resource is checked before.
      await this.#workers.take();
      return made;
    });
    try {
      // What waited for a worker when another step failed does not start.
      if (this.#isToEnd) throw new Stopped();
      const old = this.#state.get(name);
      this.#ops[name] = plan.op;
      if (this.#dryRun) return previewed(plan, old);
      return await this.#noting(async () => {
        const next = await this.#apply({ vendor, type, name, dependencies }, plan, old);
        return { id: next.id, properties: next.outputs, open: false };
      });
    } finally {
      this.#workers.give();
    }
  }

  /** Whether a step has failed and no further one starts. */
  get #isToEnd(): boolean {
    return this.#errors.length > 0 && !this.#continueOnError;
  }

  /** The step generator: one resource after the other, and none after a failure. */
  #inTurn<T>(generate: () => Promise<T>): Promise<T> {
    const turn = this.#generator.then(() => {
      if (this.#isToEnd) throw new Stopped();
      return generate();
    });
    this.#generator = turn.catch(() => undefined);
    return turn;
  }

  async #plan(name: string, goal: Properties): Promise<Plan> {
    const old = this.#state.get(name);
    const recreating = this.#recreating.delete(name);
    const inputs = await this.#checked(old === undefined || recreating ? {} : old.inputs, goal);
    if (old === undefined) return { op: "create", inputs };
    if (recreating) return { op: "replace", inputs, first: [] };
    const diff = await this.#host.diff(old.id, old.outputs, inputs);
    if (old.pendingReplacement || (diff.changes === "some" && diff.replaces.length > 0)) {
      return this.#planReplacement(old, goal, diff);
    }
    const changed = diff.changes === "some" || old.initErrors.length > 0;
    return { op: changed ? "update" : "same", inputs };
  }

  async #planReplacement(old: ResourceState, goal: Properties, diff: DiffAnswer): Promise<Plan> {
    this.#replaceKeys[old.name] = diff.replaces;
    // Defaults must not come from what is about to be deleted.
    const inputs = await this.#checked({}, goal);
    if (!diff.deleteBeforeReplace && !old.pendingReplacement)
      return { op: "replace", inputs, first: [], createsFirst: true };
    const dependents = await this.#dependentReplacements(old);
    for (const { name } of dependents) this.#recreating.add(name);
    return { op: "replace", inputs, first: dependents.reverse() };
  }

  /** The dependents that a replacement replaces too: those whose own diff says so with the dependency unknown. */
  async #dependentReplacements(root: ResourceState): Promise<ResourceState[]> {
    const replaced = new Set([root.name]);
    const found: ResourceState[] = [];
    for (const other of this.#state.values()) {
      const keys = Object.keys(other.dependencies).filter((key) =>
        other.dependencies[key]?.some((name) => replaced.has(name)),
      );
      if (keys.length === 0) continue;
      const unknowns = Object.fromEntries(keys.map((key) => [key, unknownValue]));
      const diff = await this.#host.diff(other.id, other.outputs, { ...other.inputs, ...unknowns });
      if (diff.changes !== "some" || diff.replaces.length === 0) continue;
      replaced.add(other.name);
      found.push(other);
    }
    return found;
  }

  async #checked(olds: Properties, goal: Properties): Promise<Properties> {
    const { inputs, failures } = await this.#host.check(olds, goal);
    if (failures.length === 0) return inputs;
    for (const { property, reason } of failures) {
      this.#errors.push(reason);
      this.#failedProperties.push(property);
    }
    throw new Stopped();
  }

  async #apply(
    declared: Pick<ResourceState, "vendor" | "type" | "name" | "dependencies">,
    plan: Plan,
    old: ResourceState | undefined,
  ): Promise<ResourceState> {
    const next = { ...declared, inputs: plan.inputs, initErrors: [], pendingReplacement: false };
    try {
      switch (plan.op) {
        case "same":
          // The new inputs are kept, and the outputs with the provider's text stay those of before.
          return this.#save({ ...required(old), ...next });
        case "update": {
          const { id, outputs } = required(old);
          return this.#save({ ...next, id, outputs: await this.#host.update(id, outputs, plan.inputs) });
        }
        case "replace":
          for (const gone of plan.first) await this.#deleteForReplacement(gone);
          if (plan.createsFirst !== true) await this.#deleteForReplacement(required(old));
          break;
        case "create":
      }
      const { id, properties } = await this.#host.create(plan.inputs);
      if (plan.op === "replace" && plan.createsFirst === true) this.#condemn(required(old));
      return this.#save({ ...next, id, outputs: properties });
    } catch (error) {
      if (error instanceof InitFailed) {
        const id = plan.op === "update" ? required(old).id : error.id;
        if (plan.op === "replace" && plan.createsFirst === true) this.#condemn(required(old));
        this.#save({ ...next, id, outputs: error.properties, initErrors: error.reasons });
      }
      throw error;
    }
  }

  /** Keeps a replaced object under a name that no program has, so that it is deleted once all else is done, or by the next up. */
  #condemn(old: ResourceState): void {
    this.#save({ ...old, name: `${old.name}, formerly ${old.id}` });
  }

  async #deleteForReplacement(old: ResourceState): Promise<void> {
    if (old.pendingReplacement) return;
    await this.#host.delete(old.id, old.outputs);
    this.#save({ ...old, pendingReplacement: true });
  }

  /** Deletes at the same time what no remaining resource depends on; then what depends on nothing any more. */
  async #deleteAll(resources: readonly ResourceState[]): Promise<void> {
    const free = resources.filter(({ name }) => !resources.some((other) => dependsOn(other, name)));
    if (free.length === 0) return;
    const deletions = free.map(async (old) => {
      await this.#workers.take();
      try {
        await this.#noting(() => this.#deleteFinally(old));
      } finally {
        this.#workers.give();
      }
    });
    await Promise.allSettled(deletions);
    if (!this.#isToEnd) await this.#deleteAll(resources.filter((one) => !free.includes(one)));
  }

  async #deleteFinally(old: ResourceState): Promise<void> {
    this.#ops[old.name] = "delete";
    if (this.#dryRun) return;
    if (!old.pendingReplacement) await this.#host.delete(old.id, old.outputs);
    this.#state.delete(old.name);
  }

  async #refreshOne(old: ResourceState): Promise<void> {
    if (old.pendingReplacement) return;
    const found = await this.#host.read(old.id, old.outputs, old.inputs);
    if (found === undefined) {
      this.#ops[old.name] = "delete";
      this.#state.delete(old.name);
      return;
    }
    const inputs = found.inputs ?? old.inputs;
    // What the program last declared, compared with what exists now: the user is shown this.
    const { changes } = await this.#host.diff(found.id, found.properties, old.inputs);
    this.#ops[old.name] = changes === "none" ? "same" : "refresh";
    this.#save({ ...old, id: found.id, inputs, outputs: found.properties, initErrors: [] });
  }

  /** Written after every step, so that a killed engine loses no completed step. */
  #save(resource: ResourceState): ResourceState {
    const saved = jsonCopy(resource);
    this.#state.set(saved.name, saved);
    return saved;
  }

  async #noting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Stopped) throw error;
      this.#errors.push(error instanceof Error ? error.message : String(error));
      throw new Stopped();
    }
  }
}

/** What a preview shows of a resource: its new inputs; its id only if that stays. */
function previewed(plan: Plan, old: ResourceState | undefined): Seen {
  if (plan.op === "same") return { id: required(old).id, properties: required(old).outputs, open: false };
  return { id: plan.op === "update" ? old?.id : undefined, properties: plan.inputs, open: true };
}

function required(old: ResourceState | undefined): ResourceState {
  if (old === undefined) throw new Error("the step needs a resource in state");
  return old;
}

function missing(name: string): never {
  throw new Error(`${name} was not awaited`);
}
