/** Words of each field that are accepted in addition to those that this release knows. */
export type ForeignWords<F extends string> = Readonly<Record<F, readonly string[]>>;

/** A schema, and the one for an object that exists already. */
export interface OpenVocabulary<F extends string, S> {
  /** For a new object: only the words that this release knows. */
  readonly schema: S;
  /** For an object with these words: its own are accepted even if this release does not know them. */
  readonly schemaFor: (present: Readonly<Partial<Record<F, unknown>>>) => S;
}

/**
 * A schema with fields whose words a vendor may add to. The words that an object has come from the vendor, which may be
 * newer than this release, so they must not make a later operation fail.
 *
 * @param known the words of each such field that this release knows
 * @param build makes the schema with further words
 */
export function openVocabulary<F extends string, S>(
  known: Readonly<Record<F, readonly string[]>>,
  build: (others: ForeignWords<F>) => S,
): OpenVocabulary<F, S> {
  const fields = Object.keys(known) as F[];
  const words = (wordsOf: (field: F) => string[]): ForeignWords<F> =>
    Object.fromEntries(fields.map((field) => [field, wordsOf(field)])) as Record<F, string[]>;
  const schema = build(words(() => []));
  return {
    schema,
    schemaFor: (present) => {
      const others = words((field) => foreignWords(present[field], known[field]));
      return fields.every((field) => others[field].length === 0) ? schema : build(others);
    },
  };
}

/** The words in a value from state, one or a list, that are not known. */
function foreignWords(value: unknown, known: readonly string[]): string[] {
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  return words.filter((found): found is string => typeof found === "string" && !known.includes(found));
}
