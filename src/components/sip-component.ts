import * as pulumi from "@pulumi/pulumi";

/** What a component sends to the engine of its own arguments: nothing, because they may hold passwords in clear. */
const noInputs = {};

/**
 * Base of the components. A component has no object at a vendor; it declares the resources that belong together, as its
 * children. Their names begin with its own, so that two components of one class never meet, and so that the alias of a
 * renamed component holds for its children: the engine exchanges the beginning.
 */
export abstract class SipComponent extends pulumi.ComponentResource {
  protected constructor(
    type: string,
    name: string,
    problems: readonly string[],
    options?: pulumi.ComponentResourceOptions,
  ) {
    if (problems.length > 0)
      throw new pulumi.RunError(`${type} ${name}:${problems.map((problem) => `\n  - ${problem}`).join("")}`);
    // Part of every user's state: permanent.
    super(`pulumi-sip:components:${type}`, name, noInputs, options);
  }

  /** The options of a child: the component is its parent, and its provider the one of its vendor, where there is one. */
  protected childOptions(
    provider: pulumi.ProviderResource | undefined,
    options: pulumi.CustomResourceOptions = {},
  ): pulumi.CustomResourceOptions {
    return { ...options, parent: this, ...(provider === undefined ? {} : { provider }) };
  }
}

/** A value in a message; what may hold a password is only named by its kind. */
export function shown(value: unknown): string {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return "an Output";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** The values that are in a list more than once, each once. */
export function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
