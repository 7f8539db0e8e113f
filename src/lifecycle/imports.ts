import { withoutInlineSecrets } from "../http/presentable";
import type { Account, Found, Operation, Prior, ResourceDefinition } from "./definition";
import { effectOf } from "./diff";
import { problemsOf, show } from "./problems";
import { secretsIn } from "./secrets";
import { schemaFor, valueAt, withoutPath, type Properties } from "./state";
import { unknownValue } from "./unknown";

/** An object as an import takes it. */
export interface Importable<I, O> {
  /** With the inputs that a program would declare, secrets and all; of one that the vendor hides, only what belongs to it. */
  readonly declared: Found<I, O>;
  /** The same without what cannot be known: as state is to hold it. */
  readonly found: Found<I, O>;
  /** The secrets, dotted, that the object needs and the vendor hides. */
  readonly hidden: readonly string[];
  /** Why no program can declare it as it is. */
  readonly problems: readonly string[];
  /** Arguments, dotted, that hold credentials although their class does not keep them as secrets: a URL with a password. */
  readonly marked: readonly string[];
}

/** What has to be said of an id that belongs to no object. */
export function unknownObject<A extends Account, I extends object, O extends object>(
  { vendor, type, idIs }: ResourceDefinition<A, I, O>,
  id: string,
): string {
  return `${vendor.name} has no such object: ${id}. The id of a ${type} is ${idIs}`;
}

/**
 * An object that exists, as an import takes it.
 *
 * @param isOpen whether what is made of it can be read by anyone: then every secret counts as hidden
 * @throws where there is none
 */
export async function importable<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  operation: Operation<A, I, O>,
  id: string,
  isOpen: boolean,
): Promise<Importable<I, O>> {
  const declared = await definition.observe(operation, { id, inputs: {}, outputs: {}, reveals: true });
  if (declared === undefined) throw new Error(unknownObject(definition, id));
  const parsed = schemaFor(definition, declared.inputs).safeParse(declared.inputs);
  const missing = (parsed.error?.issues ?? []).map(({ path }) => path.join("."));
  const marked = credentialsIn(declared.inputs).filter((path) => !definition.secrets.includes(path));
  const hidden = [...definition.secrets, ...marked].filter((path) =>
    secretsIn(declared.inputs, [path]).length > 0
      ? isOpen
      : missing.some((place) => path === place || path.startsWith(`${place}.`)),
  );
  const whole = schemaFor(definition, declared.inputs).safeParse(
    withUnknown(declared.inputs as Properties, hidden),
  );
  const problems = whole.success
    ? []
    : problemsOf(whole.error, declared.inputs, [...definition.secrets, ...marked]).map(
        ({ field, reason }) => `${field}: ${reason}`,
      );
  return { declared, found: withoutSecrets(definition, declared, hidden), hidden, problems, marked };
}

/**
 * Takes over exactly the object with this id, for a creation whose program names it: sends nothing, and fails where it is not as
 * declared. A secret that the vendor hides stays out of state, so that the next `up` sends it.
 */
export async function takeOver<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  operation: Operation<A, I, O>,
  id: string,
  desired: I,
): Promise<Found<I, O>> {
  const nothing = "Nothing was changed";
  const there = await definition.observe(operation, { id, inputs: {}, outputs: {}, reveals: true });
  if (there === undefined) throw new Error(`import: ${unknownObject(definition, id)}. ${nothing}`);
  for (const object of definition.objects?.(there) ?? [there.id]) {
    const owner = operation.holder(object);
    if (owner !== undefined) throw new Error(`import: ${object} belongs to ${owner}. ${nothing}`);
  }
  const known: Prior<I, O> = { id, inputs: desired, outputs: there.outputs, reveals: true };
  const found = await definition.observe(operation, known);
  if (found === undefined) throw new Error(`import: ${unknownObject(definition, id)}. ${nothing}`);
  const differences = differencesIn(definition, found, desired);
  if (differences.length > 0) {
    const adopt = "adopt" in definition.fields ? `, or set adopt in place of import, which changes it` : "";
    throw new Error(
      `import: ${id} is not as the program declares it. ${nothing}. Declare what it has${adopt}:\n${differences.join("\n")}`,
    );
  }
  const hidden = definition.secrets.filter(
    (path) => secretsIn(desired, [path]).length > 0 && secretsIn(there.inputs, [path]).length === 0,
  );
  if (hidden.length > 0)
    operation.warn(`${id}: ${hidden.join(", ")} is not shown by ${definition.vendor.name}: ${laterSent}`);
  return withoutSecrets(definition, found, hidden);
}

/** What becomes of a secret that an import cannot read. */
export const laterSent = "the next 'pulumi up' sends what the program declares, with one request";

/** A sentence for each field that an object has otherwise than a program declares. */
function differencesIn<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  found: Found<I, O>,
  desired: I,
): string[] {
  const change = { old: found, desired };
  const fields = Object.keys(definition.fields) as (keyof I & string)[];
  return fields
    .filter((field) => effectOf(definition, field, change) !== "none")
    .map((field) => {
      const isSecret = definition.secrets.some((path) => path === field || path.startsWith(`${field}.`));
      if (isSecret)
        return `  ${field}: another one is there, or a part of it is another (not shown, it holds a secret)`;
      const there = found.inputs[field];
      const value = there === undefined ? "none" : show(there);
      const declared = desired[field] === undefined ? "none" : show(desired[field]);
      return `  ${field}: there ${value}, declared ${declared}`;
    });
}

/**
 * An object without some secrets, and without what is no valid input any more without them: a user name that has no password
 * says nothing.
 */
function withoutSecrets<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  found: Found<I, O>,
  paths: readonly string[],
): Found<I, O> {
  const inputs = paths.reduce<Properties>((before, path) => {
    const keys = path.split(".");
    for (let depth = keys.length; depth > 1; depth -= 1) {
      const rest = withoutPath(before, keys.slice(0, depth)) as Properties;
      const parent = keys.slice(0, depth - 1).join(".");
      const issues = schemaFor(definition, rest as Partial<I>).safeParse(rest).error?.issues ?? [];
      if (!issues.some((issue) => `${issue.path.join(".")}.`.startsWith(`${parent}.`))) return rest;
    }
    return withoutPath(before, keys.slice(0, 1)) as Properties;
  }, found.inputs as Properties);
  return { ...found, inputs: inputs as I };
}

/** Inputs of an import in which what the vendor hides is not known, in place of missing. */
export function withUnknown(inputs: Properties, hidden: readonly string[]): Properties {
  return hidden.reduce<Properties>((before, path) => {
    const keys = path.split(".");
    const depth = keys.findIndex((_, index) => valueAt(before, keys.slice(0, index + 1)) === undefined);
    return depth === -1 ? before : withPath(before, keys.slice(0, depth + 1), unknownValue);
  }, inputs);
}

function withPath(value: Properties, [key = "", ...rest]: readonly string[], set: unknown): Properties {
  return { ...value, [key]: rest.length === 0 ? set : withPath(value[key] as Properties, rest, set) };
}

/** The places of texts that hold credentials, such as a URL with a password, dotted. A list counts as a whole. */
function credentialsIn(value: unknown, path = ""): string[] {
  if (typeof value === "string") return withoutInlineSecrets(value) === value ? [] : [path];
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, item]) =>
    credentialsIn(item, path === "" ? key : `${path}.${key}`),
  );
  return Array.isArray(value) && inside.length > 0 ? [path] : inside;
}
