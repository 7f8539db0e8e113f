import type { z } from "zod";
import { markedIn, markedKey, sealed, sealedAt } from "./secrets";
import { withoutUsual, withUsual } from "./usual";
import type { Known, Prior, ResourceDefinition, Account } from "./definition";

/** The key under which the engine keeps the provider's text among a resource's properties. */
export const providerKey = "__provider";

/** The key under which a resource's class says which resource it is: its URN. The CLI shows no such keys. */
export const identityKey = "__urn";

/** The key of the organization of the stack, where there is one: URNs do not hold it. */
export const organizationKey = "__organization";

/**
 * The key of the explicit provider that a program gave a resource, such as `videosdk.Provider branch`; missing where it gave
 * none.
 */
export const throughKey = "__through";

/** The key of the id that a program gives as the option `import`: its creation takes over that object. */
export const importKey = "__import";

/** The key under which an import file lists the secrets, dotted, that the vendor hides: they are not known, and not missing. */
export const hiddenKey = "__hidden";

/** The key that says that other operations may have changed an object after its own: see `Found.isOpen`. */
const openKey = "__open";

/** What release 0.1.0 wrote in place of {@link identityKey}. No value of it is read. */
const formerOwnerKey = "__owner";

const internalKeys: readonly string[] = [
  ...[providerKey, identityKey, organizationKey, throughKey, markedKey, importKey, hiddenKey, openKey],
  formerOwnerKey,
];

/** The key of the fingerprint of the account that an object was last seen in. */
export const accountKey = "account";

/** Properties as they pass between engine and provider. */
export type Properties = Record<string, unknown>;

/**
 * The form in which values may leave for state: plain JSON. What is undefined is removed from objects, because one
 * undefined anywhere makes the engine's reply fail after the object was created, and so orphans it.
 */
export function jsonSafe(value: unknown): unknown {
  if (value === undefined || typeof value === "function" || typeof value === "symbol") return null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  // Array.from, because map skips holes.
  if (Array.isArray(value)) return Array.from(value, jsonSafe);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, jsonSafe(item)]));
}

/** What a definition says of the form in which state keeps an object. */
interface Kept {
  readonly policies?: object;
  readonly secrets: readonly string[];
  readonly shownAs?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The properties to keep in state: inputs and outputs on one level, the account, and what only the lifecycle reads.
 * Outputs show nothing in clear that is a secret, or that the program marked as one among the inputs.
 *
 * @param before what state has now
 */
export function toState(
  { policies = {}, secrets, shownAs = {} }: Kept,
  found: { inputs: object; outputs: object; isOpen?: boolean },
  account: string | undefined,
  origin: Properties,
  before: Properties = {},
): Properties {
  const entries = Object.entries(found.outputs).map(([key, value]) => [key, value ?? null] as const);
  const marked = markedIn(origin) ?? [];
  const outputs = sealed(Object.fromEntries(entries), { ...origin, ...found.inputs }, marked, shownAs);
  const all = jsonSafe({ ...found.inputs, ...outputs }) as Properties;
  return {
    ...sealedAt(withoutUsual(all, policies, before), nested(secrets, marked)),
    [accountKey]: account ?? null,
    ...(found.isOpen === true ? { [openKey]: true } : {}),
    ...internals(origin),
  };
}

/**
 * Inputs only, for the engine's record of what the program would have declared.
 *
 * @param before as for {@link toState}
 */
export function toInputs(
  { policies = {} }: Pick<Kept, "policies">,
  inputs: object,
  origin: Properties,
  before: Properties = {},
): Properties {
  const id = importOf(origin);
  return {
    ...withoutUsual(jsonSafe(inputs) as Properties, policies, before),
    ...internals(origin),
    ...(id === undefined ? {} : { [importKey]: id }),
  };
}

/** What a program declares of a resource. */
export function desiredIn<A extends Account, I extends object, O extends object>(
  { policies = {} }: ResourceDefinition<A, I, O>,
  inputs: Properties,
): I {
  return withUsual(withoutInternals(inputs), policies) as I;
}

/**
 * The secrets inside other fields, as far as no field around them is marked as a whole. Those that are fields themselves are
 * secrets by their class: the engine keeps that with the resource.
 */
function nested(secrets: readonly string[], marked: readonly string[]): readonly string[] {
  return secrets.filter(
    (path) => path.includes(".") && !marked.some((outer) => path.startsWith(`${outer}.`)),
  );
}

/** What a program declared, without what only the lifecycle reads. */
export function withoutInternals(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !internalKeys.includes(key)));
}

/** Which resource the properties belong to, as its URN; undefined when nothing wrote it there, as in an import. */
export function urnOf(properties: Properties): string | undefined {
  return textAt(properties, identityKey);
}

/** Whether release 0.1.0 wrote the properties. */
export function isOfFirstRelease(properties: Properties): boolean {
  return formerOwnerKey in properties;
}

/** Whether other operations may have changed the object after the one that wrote the properties. */
export function isOpen(properties: Properties): boolean {
  return properties[openKey] === true;
}

/** The organization of the stack, where it has one. */
export function organizationOf(properties: Properties): string | undefined {
  return textAt(properties, organizationKey);
}

/** The explicit provider of a resource. */
export function throughOf(properties: Properties): string | undefined {
  return textAt(properties, throughKey);
}

/** The id that a program gives as the option `import`. */
export function importOf(properties: Properties): string | undefined {
  return textAt(properties, importKey);
}

/** The secrets that an import file says the vendor hides. */
export function hiddenIn(properties: Properties): readonly string[] {
  const paths = properties[hiddenKey];
  return Array.isArray(paths) ? paths.filter((path): path is string => typeof path === "string") : [];
}

function textAt(properties: Properties, key: string): string | undefined {
  const value = properties[key];
  return typeof value === "string" ? value : undefined;
}

function internals(properties: Properties): Properties {
  const said = [identityKey, organizationKey, throughKey].flatMap((key) => {
    const value = textAt(properties, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const marked = markedIn(properties);
  return {
    ...Object.fromEntries(said),
    ...(marked === undefined || marked.length === 0 ? {} : { [markedKey]: marked }),
    [providerKey]: properties[providerKey],
  };
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
  const present = parsed.success ? parsed.data : withUsual(inputs, definition.policies ?? {});
  return { inputs: present as Partial<I>, outputs: outputs as Partial<O> };
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

/**
 * What was read, without the secrets that state does not hold yet. Only a class has the engine encrypt them; read for an
 * import, they would be in state in clear.
 *
 * @param secrets dotted paths
 */
export function withoutNewSecrets<F extends { readonly inputs: object; readonly outputs: object }>(
  found: F,
  present: Properties,
  secrets: readonly string[],
): F {
  const added = secrets.map((path) => path.split(".")).filter((path) => valueAt(present, path) === undefined);
  const without = (values: object): object => added.reduce(withoutPath, values);
  return { ...found, inputs: without(found.inputs), outputs: without(found.outputs) };
}

/** What is at a dotted place; undefined also for null. */
export function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || value === null) return value ?? undefined;
  return typeof value === "object" ? valueAt((value as Properties)[key], rest) : undefined;
}

/** The value without what is at a place. */
export function withoutPath(value: object, [key = "", ...rest]: readonly string[]): object {
  const { [key]: inner, ...others } = value as Properties;
  if (rest.length === 0 || typeof inner !== "object" || inner === null) return others;
  return { ...others, [key]: withoutPath(inner, rest) };
}

/** The account that the properties were last seen in. */
export function accountOf(properties: Properties): string | undefined {
  return textAt(properties, accountKey);
}
