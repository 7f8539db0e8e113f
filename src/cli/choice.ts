import { InvalidArgumentError } from "commander";
import { nearest } from "../lifecycle/nearest.js";

/**
 * Reads one of some words, for an option.
 *
 * @param what the word is, in a sentence: `format`
 */
export function oneOf<const T extends readonly string[]>(
  what: string,
  words: T,
): (text: string) => T[number] {
  return (text) => {
    const known = words.find((word) => word === text);
    if (known !== undefined) return known;
    throw new InvalidArgumentError(
      `${text} is no ${what}${nearest(text, words)}. Accepted: ${words.join(", ")}.`,
    );
  };
}
