import { setOf, visible } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";

/** Callers that are let in: numbers, in which `*` stands for any digits. */
export const callers = () =>
  setOf(
    visible(
      "the number of a caller, such as +14155550100, or the beginning of such numbers, such as +91*",
      /^[+\d*]+$/,
    ),
    "caller's number",
    0,
  ).default([]);

/** Warnings about numbers that are called, among those that may call: the two are easily taken for each other. */
export function ownNumbersAmongCallers(
  allowed: readonly string[] = [],
  own: readonly string[] = [],
): string[] {
  if (isUnknown(allowed) || isUnknown(own)) return [];
  return allowed
    .filter((number) => !isUnknown(number) && own.includes(number))
    .map(
      (number) =>
        `allowedNumbers: ${number} is one of its own numbers. These are the callers that are let in, and all others are ` +
        `refused; remove it unless this number is to call itself`,
    );
}
