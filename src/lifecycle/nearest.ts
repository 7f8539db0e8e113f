import { distance } from "fastest-levenshtein";

/** Words of other people for a known word, in lower case: `swml` for `relay_script`. */
export type Synonyms = Readonly<Record<string, string>>;

/** The part of a sentence that suggests the most similar name; empty when none is similar. */
export function nearest(name: string, names: readonly string[], synonyms: Synonyms = {}): string {
  const closest = nearestOf(name, names, synonyms);
  return closest === undefined ? "" : `; the nearest is ${closest}`;
}

/** The name that was probably meant; undefined when none is similar. Case and separators of words make no difference. */
export function nearestOf(
  name: string,
  names: readonly string[],
  synonyms: Synonyms = {},
): string | undefined {
  const asked = plain(name);
  const meant = Object.entries(synonyms).find(([word]) => plain(word) === asked)?.[1];
  if (meant !== undefined) return meant;
  const [closest] = names
    .map((known) => ({ known, steps: distance(asked, plain(known)) }))
    .filter(({ known, steps }) => steps <= tolerance(Math.min(known.length, asked.length)))
    .sort((a, b) => a.steps - b.steps);
  return closest?.known ?? names.find((known) => plain(known).length >= 5 && asked.endsWith(plain(known)));
}

/** How many letters may be wrong: of a word with three letters one, so that `PUT` is not taken for `POST`. */
function tolerance(length: number): number {
  return Math.max(1, Math.min(Math.max(2, Math.floor(length / 3)), length - 2));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
