import { stripVTControlCharacters } from "node:util";
import { formsOf, searchedEncodings, type Form } from "./leaks.js";
import { kinds, readTally, shortest, type Tally } from "./search-tally.js";

/** Something that the run itself has printed or written. */
export interface RunText {
  /** Where it is, for the one who looks for the secret. */
  readonly place: string;
  readonly text: string;
}

/** What the search of a whole run has found. */
export interface RunSearch {
  /** What was searched, in one line. */
  readonly line: string;
  /** Why the run fails; tests that fail because of what they have found are not repeated here. */
  readonly problems: readonly string[];
}

/**
 * Searches what a run of the tests has printed for every secret of any test, and sums up what the tests have searched.
 *
 * @param folder where the tests' processes have counted
 * @param isWhole whether all tests ran: then each kind of text must have been searched
 */
export function searchRun(folder: string, texts: readonly RunText[], isWhole: boolean): RunSearch {
  const tally = readTally(folder);
  const shown = texts.flatMap(({ place, text }) =>
    shownIn(stripVTControlCharacters(text), [...tally.secrets].filter(isRecognisable)).map(
      ({ line, encoding }) => `A secret of a test is shown (${encoding}): ${place}, line ${line}`,
    ),
  );
  return {
    line: lineOf(tally, texts, tally.found + shown.length),
    problems: [...shown, ...(isWhole ? missing(tally) : [])],
  };
}

function lineOf({ texts, characters, secrets }: Tally, own: readonly RunText[], found: number): string {
  const count = (value: number): string => value.toLocaleString("en");
  const all = kinds.reduce((sum, kind) => sum + texts[kind], own.length);
  const size = own.reduce((sum, { text }) => sum + text.length, characters) / 1e6;
  const each = kinds.map((kind) => `${kind} ${count(texts[kind])}`).join(", ");
  return (
    `Searched ${count(all)} texts (${count(Math.ceil(size))} MB: ${each}, the run itself ${own.length}) for ` +
    `${count(secrets.size)} secrets in ${searchedEncodings.length} encodings: ${count(found)} found`
  );
}

/** What a run of all tests has searched in every release; without it the search would prove nothing. */
function missing({ texts, secrets }: Tally): string[] {
  const none = kinds.filter((kind) => texts[kind] === 0);
  return [
    ...none.map(
      (kind) => `No ${kind} was searched for secrets: test/support/leaks.ts is no longer given any`,
    ),
    ...(secrets.size === 0 ? ["No secret was searched for"] : []),
  ];
}

/** Words alone, such as a password of a test that is one, are in the titles of tests as well. */
function isRecognisable(secret: string): boolean {
  return !/^[\p{L}\s]*$/u.test(secret);
}

/** Where a text shows any of thousands of secrets: reads it once, and compares only where the beginning fits. */
function shownIn(text: string, secrets: Iterable<string>): { line: number; encoding: string }[] {
  const byBeginning = new Map<string, Form[]>();
  for (const secret of secrets) {
    for (const form of formsOf(secret)) {
      const beginning = form.text.slice(0, shortest);
      const others = byBeginning.get(beginning);
      if (others === undefined) byBeginning.set(beginning, [form]);
      else others.push(form);
    }
  }
  const found = new Map<string, { line: number; encoding: string }>();
  for (let at = 0; at + shortest <= text.length; at += 1) {
    for (const form of byBeginning.get(text.slice(at, at + shortest)) ?? []) {
      if (found.has(form.text) || !text.startsWith(form.text, at)) continue;
      found.set(form.text, { line: text.slice(0, at).split("\n").length, encoding: form.encoding });
    }
  }
  return [...found.values()];
}
