import type { CustomResourceOptions } from "@pulumi/pulumi";
import * as program from "../../src/index.js";
import { folderOf, type RegisteredClass } from "./registry.js";

/** The look-up that every class has. */
type LookUp = (name: string, id: string, options: CustomResourceOptions) => unknown;

/** The properties that a class tells the engine to encrypt. */
export function secretOutputsOf({ vendor, type }: RegisteredClass): readonly string[] {
  const classes = (program as Readonly<Record<string, object>>)[vendor] as Readonly<
    Record<string, { get: LookUp }>
  >;
  let seen: CustomResourceOptions = {};
  classes[type]?.get(`secrets-of-${vendor}-${type}`, "an-id", {
    transformations: [({ opts }) => void (seen = opts)],
  });
  if (seen.additionalSecretOutputs === undefined) throw new Error(`${vendor}.${type} registered no resource`);
  return seen.additionalSecretOutputs;
}

/** The dotted fields that hold secrets, from the definition of a class. */
export async function secretPathsOf(one: RegisteredClass): Promise<readonly string[]> {
  const path = `../../src/${folderOf(one)}/definition.js`;
  const file = (await import(path)) as Readonly<
    Record<string, { readonly type?: string; readonly secrets?: readonly string[] }>
  >;
  const definition = Object.values(file).find(({ type }) => type === one.type);
  if (definition?.secrets === undefined) throw new Error(`${folderOf(one)} exports no definition`);
  return definition.secrets;
}
