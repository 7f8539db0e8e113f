import * as pulumi from "@pulumi/pulumi";

/**
 * The dotted places of arguments at which the program passes secrets. An operation of the provider gets every value in
 * clear, so only the program can say which they are. A list counts as a whole, as it does for the engine.
 */
export async function secretPathsIn(args: unknown, path = ""): Promise<string[]> {
  if (pulumi.Output.isInstance(args)) return (await pulumi.isSecret(args)) ? [path] : [];
  const value = await (args as Promise<unknown>);
  if (value !== args) return secretPathsIn(value, path);
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).map(([key, item]) =>
    secretPathsIn(item, path === "" ? key : `${path}.${key}`),
  );
  const found = (await Promise.all(inside)).flat();
  return Array.isArray(value) && found.length > 0 ? [path] : found;
}
