import type { z } from "zod";
import type { Known, Prior, ResourceDefinition, Account } from "./definition";

/** The key under which the engine keeps the provider's text among a resource's properties. */
export const providerKey = "__provider";

/** The key under which a resource's class says which resource it is: `project/stack/name`. The CLI shows no such keys. */
export const ownerKey = "__owner";

/** The key of the fingerprint of the account that an object was last seen in. */
export const accountKey = "account";

/** Properties as they pass between engine and provider. */
export type Properties = Record<string, unknown>;

/**
 * The form in which values may leave for state: plain JSON. What is undefined disappears from objects, because one
 * undefined anywhere makes the engine's reply fail after the object was made, and so orphans it.
 */
export function jsonSafe(value: unknown): unknown {
  if (value === undefined || typeof value === "function" || typeof value === "symbol") return null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  // Array.from, because map passes over holes.
  if (Array.isArray(value)) return Array.from(value, jsonSafe);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, jsonSafe(item)]));
}

/** The properties to keep in state: inputs and outputs side by side, the account, and what only the lifecycle reads. */
export function toState(
  found: { inputs: object; outputs: object },
  account: string | undefined,
  origin: Properties,
): Properties {
  const outputs = Object.entries(found.outputs).map(([key, value]) => [key, value ?? null] as const);
  return {
    ...(jsonSafe({ ...found.inputs, ...Object.fromEntries(outputs) }) as Properties),
    [accountKey]: account ?? null,
    ...internals(origin),
  };
}

/** Inputs only, for the engine's record of what the program would have said. */
export function toInputs(inputs: object, origin: Properties): Properties {
  return { ...(jsonSafe(inputs) as Properties), ...internals(origin) };
}

/** What a program said, without what only the lifecycle reads. */
export function withoutInternals(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([key]) => key !== providerKey && key !== ownerKey),
  );
}

/** Which resource the properties belong to; undefined when nothing wrote it there, as in an import. */
export function ownerOf(properties: Properties): string | undefined {
  const owner = properties[ownerKey];
  return typeof owner === "string" ? owner : undefined;
}

/** The resource's name in its program: {@link ownerOf} without project and stack. */
export function nameOf(properties: Properties): string | undefined {
  return ownerOf(properties)?.split("/").slice(2).join("/");
}

function internals(properties: Properties): Properties {
  const owner = ownerOf(properties);
  const own = owner === undefined ? {} : { [ownerKey]: owner };
  return { ...own, [providerKey]: properties[providerKey] };
}

/** Splits stored properties into inputs, with the defaults that a newer release added, and outputs. */
export function fromState<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  properties: Properties,
): Known<I, O> {
  const known = Object.keys(definition.fields);
  const entries = Object.entries(withoutInternals(properties));
  const inputs = Object.fromEntries(entries.filter(([key, value]) => known.includes(key) && value !== null));
  const outputs = Object.fromEntries(entries.filter(([key]) => !known.includes(key) && key !== accountKey));
  const parsed = schemaFor(definition, inputs as Partial<I>).safeParse(inputs);
  return { inputs: parsed.success ? parsed.data : (inputs as Partial<I>), outputs: outputs as Partial<O> };
}

/** The schema for an object with these present inputs. */
export function schemaFor<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  present: Partial<I>,
): z.ZodType<I> {
  return definition.schemaFor?.(present) ?? definition.schema;
}

/** As {@link fromState}, for an object whose id is known. */
export function priorFrom<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  id: string,
  properties: Properties,
): Prior<I, O> {
  return { id, ...fromState(definition, properties) };
}

/** The account that the properties were last seen in. */
export function accountOf(properties: Properties): string | undefined {
  const account = properties[accountKey];
  return typeof account === "string" ? account : undefined;
}
