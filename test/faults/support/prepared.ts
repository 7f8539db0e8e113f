import { atRest, perform, type KnownOperation, type Operation } from "./operation.js";
import { placing, type Place } from "./fault-cases.js";
import { stateView } from "./state-view.js";
import { knownIds, vendorObjects, type VendorObjects } from "./vendor-objects.js";
import { World, type Moment } from "./world.js";

/** An operation, the moment before it, and its result without faults. */
export interface Prepared {
  readonly operation: KnownOperation;
  readonly before: Moment;
  /** Its requests. */
  readonly places: readonly Place[];
  /** What a further `up` wrote. */
  readonly furtherWrites: readonly string[];
  /** What the vendors held afterwards. */
  readonly vendor: VendorObjects;
  /** What the stack's state was afterwards. */
  readonly state: Readonly<Record<string, unknown>>;
  /** Removes the files of the moment. */
  readonly dispose: () => Promise<void>;
}

/** Prepares the operation and runs it once without faults. */
export async function prepare(described: Operation): Promise<Prepared> {
  const first = await World.start(described.behaviour);
  const { stack } = first;
  first.set(described.formerly ?? {});
  for (const program of described.earlier ?? []) await stack.done(stack.up(program));
  if (described.before !== undefined) await stack.done(stack.up(described.before));
  await described.meanwhile?.(first.sim);
  for (const name of described.forget ?? []) stack.engine.state.delete(name);
  if (described.refreshed === true) await stack.done(stack.refresh());
  const { program } = described;
  const operation = { ...described, program: typeof program === "function" ? program(first.sim) : program };
  const before = await first.freeze();

  const world = await World.start(operation.behaviour, before);
  try {
    const existing = knownIds(world.sim);
    const { requests } = await world.stack.done(perform(world.stack, operation, operation.program));
    const furtherWrites = await atRest(world.stack, operation, operation.program);
    if (operation.run !== "refresh" && furtherWrites.length > 0) {
      throw new Error(`${operation.name} does not converge: ${furtherWrites.join("; ")}`);
    }
    return {
      operation,
      before,
      furtherWrites,
      places: requests.map(placing(existing)),
      vendor: vendorObjects(world.sim),
      state: stateView(world.sim, world.stack.engine.state),
      dispose: () => first.end(),
    };
  } finally {
    await world.end();
  }
}
