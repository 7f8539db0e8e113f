import * as pulumi from "@pulumi/pulumi";

/** What stands for an Output that became undefined; `lifecycle/settings.ts` has the same text. */
export const undefinedValue = "pulumi-sip:undefined:0d1f7a52-6f0e-4c39-9a0b-5f1f7c1d2e64";

/**
 * Arguments in which each Output or Promise that becomes undefined becomes a value that the provider reports. Without it the
 * engine leaves the field out, as if the program had: credentials would be removed, and the object replaced.
 */
export function withUndefinedNamed<T>(value: T): T {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    const output = pulumi.output<unknown>(value as unknown) as pulumi.Output<unknown>;
    return output.apply((known) => known ?? undefinedValue) as T;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withUndefinedNamed(item)) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const entries = Object.entries(value).map(
    ([key, item]: [string, unknown]) => [key, withUndefinedNamed(item)] as const,
  );
  return Object.fromEntries(entries) as T;
}
