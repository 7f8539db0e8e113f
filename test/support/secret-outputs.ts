import type { CustomResourceOptions } from "@pulumi/pulumi";
import * as program from "../../src/index.js";
import type { RegisteredClass } from "./registry.js";

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
