import type { Properties } from "./wire.js";

/** A resource as the engine keeps it between two operations. */
export interface ResourceState {
  readonly vendor: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Reasons of a partial failure; while there are any, the next `up` updates the resource whatever its diff says. */
  readonly initErrors: readonly string[];
  /** Deleted for a replacement that could not be created. */
  readonly pendingReplacement: boolean;
  /** Resources that its arguments refer to, by argument. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** What an operation did with a resource. */
export type Op = "create" | "update" | "replace" | "delete" | "same" | "refresh";

/** The result of an operation. */
export interface Result {
  /** What was done, or in a preview would be done, with each resource. Resources that it did not reach are missing. */
  readonly ops: Readonly<Record<string, Op>>;
  /** The properties that caused each replacement. */
  readonly replaceKeys: Readonly<Record<string, readonly string[]>>;
  /** Messages of all failures, check failures included. */
  readonly errors: readonly string[];
  /** The property that each check failure named, as the engine prints its value. */
  readonly failedProperties: readonly string[];
  /** What the provider's process printed, which is what the engine shows to the user. */
  readonly output: string;
}

/** All resources of a stack, in the order of their creation. */
export type StackState = Map<string, ResourceState>;

/** Whether the resource's arguments refer to the other. */
export function dependsOn(resource: ResourceState, other: string): boolean {
  return Object.values(resource.dependencies).some((names) => names.includes(other));
}
