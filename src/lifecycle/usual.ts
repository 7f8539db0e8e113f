import { isDeepStrictEqual } from "node:util";

/** Properties as they pass between engine and provider. */
type Properties = Record<string, unknown>;

/**
 * Properties without what says nothing: policies that have their usual value, and hidden outputs that are null. The engine
 * writes the whole state at every step, so each line of it costs time in a large stack.
 *
 * @param usual the policies of a class with their usual values
 * @param before what state has now: a property that an earlier release wrote there stays, so that nothing seems to change
 */
export function withoutUsual(properties: Properties, usual: object, before: Properties): Properties {
  const isSaid = ([key, value]: [string, unknown]): boolean =>
    key in before ||
    !(isHidden(key) ? value === null : key in usual && isDeepStrictEqual(value, (usual as Properties)[key]));
  return Object.fromEntries(Object.entries(properties).filter(isSaid));
}

/** The CLI does not show such keys. */
function isHidden(key: string): boolean {
  return key.startsWith("__");
}

/** Properties with the policies that {@link withoutUsual} left out. Where there is nothing at all, nothing was left out. */
export function withUsual<P extends object>(properties: P, usual: object): P {
  return Object.keys(properties).length === 0 ? properties : { ...usual, ...properties };
}
