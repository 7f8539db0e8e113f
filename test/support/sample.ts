import type { BehaviourChanges, Simulator } from "../../src/simulator";
import type { Operation } from "../faults/support/operation.js";
import type { Declared, Program } from "./program.js";
import type { Properties } from "./wire.js";

/**
 * What is particular to a resource, for the tests that run on every resource: each `test/<vendor>/<resource>/sample.ts`
 * exports `samples`, one for each variety of the resource.
 */
export interface Sample {
  /** What distinguishes this variety from the others of the class: `shared`. */
  readonly variety?: string;
  /** Name in the program. */
  readonly name: string;
  /** Resources that a program declares before it, because its arguments refer to them. */
  readonly needs?: Program;
  /** The fewest arguments that a program can give; those that refer to other resources as plain values. */
  readonly fewest: Properties;
  /** Arguments that are good in every field. */
  readonly args: Properties;
  /** Changes in place, by name: arguments that replace those in {@link args}; undefined leaves one out. */
  readonly updates: Readonly<Record<string, Properties>>;
  /** Changes that replace the object, by name. */
  readonly replacements: Readonly<Record<string, Properties>>;
  /** How the vendors must behave for it, where that is not the default. */
  readonly behaviour?: BehaviourChanges;
  /** Texts in the arguments that may appear only in state and in requests. */
  readonly secrets: readonly string[];
  /**
   * Changes one of its settings at the vendor, in a way that the program corrects in place; left out where the vendor has no
   * way to change one.
   */
  readonly changeElsewhere?: (sim: Simulator) => Promise<unknown>;
  /** Deletes the object at the vendor; left out where it is another resource's. */
  readonly removeElsewhere?: (sim: Simulator) => Promise<unknown>;
  /** The id by which `get` and an import find it, where that is not the one in state. */
  readonly importId?: string;
  /** Operations for the fault sweep that the fields above do not lead to. */
  readonly operations?: readonly Operation[];
}

/** A sample and the class that it is of. */
export interface ClassSample extends Sample {
  /** Vendor, as in the runtime's registry. */
  readonly vendor: string;
  /** Class, as in the registry. */
  readonly type: string;
  /** Class and variety: `videosdk.PhoneNumberSet, shared`. */
  readonly title: string;
}

/** The sample as a program declares it; `changes` replace whole arguments. */
export function declared({ vendor, type, name, args }: ClassSample, changes: Properties = {}): Declared {
  return { vendor, type, name, inputs: { ...args, ...changes } };
}

/** A program with the sample and what it needs. */
export function programOf(sample: ClassSample, changes: Properties = {}): Program {
  return [...(sample.needs ?? []), declared(sample, changes)];
}
