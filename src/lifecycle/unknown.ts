/**
 * How the engine writes a value that it does not know yet, such as the id of a resource that a preview has not created.
 * It may replace a whole property or any part of one.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether the value itself is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Whether the value, or anything inside it, is not known yet. */
export function containsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(containsUnknown);
}
