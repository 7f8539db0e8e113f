import { InvalidArgumentError, Option, type Command } from "commander";
import { nearest } from "../lifecycle/nearest.js";

/**
 * Reads the name of one of some things, for an option or an argument.
 *
 * @param what the thing is, in a sentence: `class`
 */
export function oneNamed<T>(what: string, things: ReadonlyMap<string, T>): (text: string) => T {
  return (text) => {
    const thing = things.get(text);
    if (thing !== undefined) return thing;
    const names = [...things.keys()];
    throw new InvalidArgumentError(
      `${text} is no ${what}${nearest(text, names)}. Accepted: ${names.join(", ")}.`,
    );
  };
}

/** Reads one of some words; `what` is what the word is, in a sentence: `format`. */
export function oneOf<const T extends string>(what: string, words: readonly T[]): (text: string) => T {
  return oneNamed(what, new Map(words.map((word) => [word, word])));
}

/** An option that takes one of some words, which the help lists. */
export function choice(flags: string, about: string, what: string, words: readonly string[]): Option {
  return new Option(flags, about).choices(words).argParser(oneOf(what, words));
}

/**
 * Refuses an option in the place of an argument, for a command that lets unknown options pass because ids may begin with a dash.
 *
 * @throws with the nearest option
 */
export function refuseOption(argument: string | undefined, command: Command): void {
  if (argument?.startsWith("-") !== true) return;
  const names = command.options.flatMap(({ long }) => long ?? []);
  command.error(`unknown option '${argument}'${nearest(argument, names)}`);
}
