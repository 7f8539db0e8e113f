import { createHash } from "node:crypto";

/** By what an object can be known: a hash for each field, because they stand in clear in a note on the disk. */
export type Marks = Readonly<Record<string, string>>;

/** The marks of settings, without what is undefined. The order of a list does not count: vendors may change it. */
export function marksOf(settings: Readonly<Record<string, unknown>>): Marks {
  const known = Object.entries(settings).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(known.map(([field, value]) => [field, hash(value)]));
}

/**
 * Whether an object shows what was asked for: every field that both tell is the same.
 *
 * @param asked what a note holds, which may be anything
 */
export function bearsMarks(asked: unknown, shown: Readonly<Record<string, unknown>>): boolean {
  if (typeof asked !== "object" || asked === null) return false;
  const seen = marksOf(shown);
  return Object.entries(asked).every(([field, mark]) => seen[field] === undefined || seen[field] === mark);
}

function hash(value: unknown): string {
  const plain = Array.isArray(value) ? [...(value as unknown[])].sort() : value;
  return createHash("sha256").update(JSON.stringify(plain)).digest("hex").slice(0, 16);
}
