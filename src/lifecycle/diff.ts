import { isDeepStrictEqual } from "node:util";
import type { Account, Change, Effect, ResourceDefinition } from "./definition";
import { containsUnknown, isUnknown } from "./unknown";

/** What a diff reports to the engine. */
export interface Difference {
  /** Whether anything is to be done. Always set: the engine would otherwise compare provider texts. */
  readonly changes: boolean;
  /** The fields that force a replacement. */
  readonly replaces: string[];
  /** Numbers, names and addresses are unique at the vendors, so the old object is deleted first unless its class says otherwise. */
  readonly deleteBeforeReplace: boolean;
}

/** Compares the inputs in state with those of the program, field by field. Outputs never cause a change. */
export function difference<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  change: Change<I, O>,
): Difference {
  const effects = (Object.keys(definition.fields) as (keyof I & string)[]).map(
    (field) => [field, effectOf(definition, field, change)] as const,
  );
  const replaces = effects.filter(([, effect]) => effect === "replace").map(([field]) => field);
  return {
    changes: effects.some(([, effect]) => effect !== "none"),
    replaces,
    deleteBeforeReplace: replaces.length > 0 && definition.replacement !== "create-first",
  };
}

/** What a difference in one field leads to. */
export function effectOf<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  field: keyof I & string,
  change: Change<I, O>,
): Effect {
  const { same = isDeepStrictEqual, effect } = definition.fields[field];
  const old = change.old.inputs[field];
  const desired = change.desired[field];
  // What is not known yet may turn out to be a change; a replacement cannot be announced for it.
  if (isUnknown(desired)) return "update";
  const unsure = containsUnknown(desired);
  if (!unsure && same(old, desired)) return "none";
  if (typeof effect === "function") return effect(change);
  return unsure && effect === "replace" ? "update" : effect;
}
