import { Call, constructionText, Reference } from "./typescript.js";
import { camel, Names, Variables } from "./export-names.js";
import { declared, fromShared, imported, type Protection } from "./export-protection.js";
import type { FoundObject } from "./objects.js";

/** A resource of an exported program. */
export interface Exported extends FoundObject {
  /** The arguments, with references and secrets in place of their values. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Keys of the configuration that hold its secrets, by dotted argument. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The variable, where another resource refers to it. */
  readonly variable: string | undefined;
  /** The resources that it refers to. */
  readonly needs: readonly FoundObject[];
}

/** The objects of an account as resources of a program, those that others refer to first. */
export function resourcesOf(objects: readonly FoundObject[]): readonly Exported[] {
  const variables = new Variables();
  const names = new Map(objects.map((object) => [object, variables.take(object.name, object.type.type)]));
  const places = placesIn(objects, names);
  const keys = new SecretKeys();
  const used = new Set<FoundObject>();
  const written = objects.map((object): Exported => {
    const needs = new Set<FoundObject>();
    const args = referring(object.description.declared, (text) => {
      const place = places.get(text);
      if (place === undefined || place.object === object) return undefined;
      needs.add(place.object);
      return new Reference(place.text);
    }) as Record<string, unknown>;
    const { hidden, secrets } = object.description;
    const held = secrets.filter(
      (path) => hidden.includes(path) || valueAt(object.description.declared, path) !== undefined,
    );
    const found: Record<string, string> = {};
    let withSecrets = args;
    for (const path of held) {
      const key = keys.keyFor(object, path);
      found[path] = key;
      withSecrets = withValue(withSecrets, path.split("."), new Call("config.requireSecret", key));
    }
    return { ...object, args: withSecrets, secrets: found, variable: names.get(object), needs: [...needs] };
  });
  for (const { needs } of written) for (const object of needs) used.add(object);
  const isUsed = new Map(written.map((one, index) => [one, used.has(objects[index] ?? one)]));
  return inOrder(written).map((one) => ({
    ...one,
    variable: isUsed.get(one) === true ? one.variable : undefined,
  }));
}

/** The text of a program, or of a part of one. */
export function programText(resources: readonly Exported[], protection: Protection): string {
  const hasConfig = resources.some(({ secrets }) => Object.keys(secrets).length > 0);
  const vendors = [...new Set(resources.map(({ type }) => type.vendor))].sort();
  const options = protection === "none" ? undefined : imported;
  const bodies = resources.map(({ type, name, args, variable }) =>
    constructionText(variable === undefined ? "" : `const ${variable} = `, type.title, name, args, options),
  );
  const usesPulumi = hasConfig || bodies.some((body) => body.includes("pulumi.interpolate`"));
  const head = [
    ...(usesPulumi ? [`import * as pulumi from "@pulumi/pulumi";`] : []),
    `import { ${vendors.join(", ")} } from "pulumi-sip";`,
    ...(protection === "shared" ? [fromShared] : []),
    "",
    ...(hasConfig ? ["const config = new pulumi.Config();", ""] : []),
    ...(protection === "declared" ? [declared, ""] : []),
  ];
  return `${head.join("\n")}\n${bodies.join("\n\n")}\n`;
}

interface Place {
  readonly object: FoundObject;
  readonly text: string;
}

/** What others may name of each object, and how a program refers to it. */
function placesIn(
  objects: readonly FoundObject[],
  names: ReadonlyMap<FoundObject, string>,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const object of objects) {
    const { id, outputs } = object.description;
    const variable = names.get(object) ?? "";
    for (const list of ["inboundGatewayIds", "outboundGatewayIds"]) {
      const ids = outputs[list];
      if (!Array.isArray(ids)) continue;
      ids.forEach((one, index) => places.set(String(one), { object, text: `${variable}.${list}[${index}]` }));
    }
    if (object.type.type !== "PhoneNumberSet" && object.type.title !== "videosdk.SipGateway")
      places.set(id, { object, text: `${variable}.id` });
    // What numbers and endpoints name of a script is its address.
    const { requestUrl } = outputs;
    if (object.type.type === "SwmlScript" && typeof requestUrl === "string")
      places.set(requestUrl, { object, text: `pulumi.interpolate\`\${${variable}.requestUrl}\`` });
  }
  return places;
}

/** A value in which texts are replaced by what they refer to. */
function referring(value: unknown, refer: (text: string) => Reference | undefined): unknown {
  if (typeof value === "string") return refer(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => referring(item, refer));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, referring(item, refer)]));
}

/** Resources after those that they refer to, else as they were. One that refers to itself through others keeps its ids. */
function inOrder(resources: readonly Exported[]): Exported[] {
  const keyOf = ({ type, name }: FoundObject): string => `${type.title} ${name}`;
  const byKey = new Map(resources.map((one) => [keyOf(one), one]));
  const done = new Set<string>();
  const sorted: Exported[] = [];
  const visit = (one: Exported): void => {
    if (done.has(keyOf(one))) return;
    done.add(keyOf(one));
    for (const object of one.needs) {
      const needed = byKey.get(keyOf(object));
      if (needed !== undefined) visit(needed);
    }
    sorted.push(one);
  };
  resources.forEach(visit);
  return sorted;
}

/** Gives each secret a key of the configuration; one that several resources have, one key. */
class SecretKeys {
  private readonly names = new Names([], "");
  private readonly known = new Map<string, string>();

  keyFor({ name, type, description }: FoundObject, path: string): string {
    const value = valueAt(description.declared, path);
    const known = typeof value === "string" ? this.known.get(value) : undefined;
    if (known !== undefined) return known;
    const last = path.slice(path.lastIndexOf(".") + 1);
    const suffix = last.charAt(0).toUpperCase() + last.slice(1);
    const base = camel(name);
    const key = this.names.take(`${base}${suffix}`, `${base}${type.type}${suffix}`);
    if (typeof value === "string") this.known.set(value, key);
    return key;
  }
}

/** What is at a dotted place. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (at, key) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      value,
    );
}

function withValue(
  fields: Readonly<Record<string, unknown>>,
  [key = "", ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const inner = (fields[key] ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: rest.length === 0 ? value : withValue(inner, rest, value) };
}
