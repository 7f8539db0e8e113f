import { secretOutputs, secretPaths as atSignalWire } from "../../src/signalwire/vocabulary.js";
import { secretPaths as atVideoSdk } from "../../src/videosdk/vocabulary.js";
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

/** The dotted secret arguments of each class, by vendor. */
const secretPaths: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  videosdk: atVideoSdk,
  signalwire: atSignalWire,
};

/**
 * State as the engine writes it to the disk: it encrypts the arguments that a class declares as secret, and the whole
 * outputs that they are in.
 */
export function asWritten(state: StackState): string {
  return JSON.stringify(
    [...state.values()].map((resource) => {
      const { vendor, type, inputs, outputs } = resource;
      const paths = secretPaths[vendor]?.[type] ?? [];
      const further: Readonly<Record<string, readonly string[]>> =
        vendor === "signalwire" ? secretOutputs : {};
      const keys = [...paths.map((path) => path.replace(/\..*$/, "")), ...(further[type] ?? [])];
      return {
        ...resource,
        inputs: paths.reduce<unknown>((left, path) => encrypted(left, path.split(".")), inputs),
        outputs: keys.reduce<unknown>((left, key) => encrypted(left, [key]), outputs),
      };
    }),
  );
}

function encrypted(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return "(encrypted)";
  if (typeof value !== "object" || value === null || !(key in value)) return value;
  return { ...value, [key]: encrypted((value as Properties)[key], rest) };
}
