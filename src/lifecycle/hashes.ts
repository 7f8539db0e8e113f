import { createHash } from "node:crypto";

/** The settings by which an object can be recognised: a hash for each field, because a note is on the disk in clear. */
export type Hashes = Readonly<Record<string, string>>;

/** The hashes of settings, without what is undefined. The order of a list does not count: vendors may change it. */
export function hashesOf(settings: Readonly<Record<string, unknown>>): Hashes {
  const known = Object.entries(settings).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(known.map(([field, value]) => [field, hash(value)]));
}

/**
 * Whether an object shows what was asked for: every field that both have is the same.
 *
 * @param asked what a note holds, which may be anything
 */
export function matchesHashes(asked: unknown, shown: Readonly<Record<string, unknown>>): boolean {
  if (typeof asked !== "object" || asked === null) return false;
  const seen = hashesOf(shown);
  return Object.entries(asked).every(
    ([field, expected]) => seen[field] === undefined || seen[field] === expected,
  );
}

/** Members as settings, under names that do not show them. */
export function hashedMembers(kind: string, members: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(members.map((member) => [`${kind} ${hash(member)}`, member]));
}

/** Whether a note's request was for a member; a note of an older release does not say. */
export function isHashedMember(asked: unknown, kind: string, member: string): boolean {
  if (typeof asked !== "object" || asked === null) return true;
  const named = Object.keys(asked).filter((field) => field.startsWith(`${kind} `));
  return named.length === 0 || named.includes(`${kind} ${hash(member)}`);
}

function hash(value: unknown): string {
  const plain = Array.isArray(value) ? [...(value as unknown[])].sort() : value;
  return createHash("sha256").update(JSON.stringify(plain)).digest("hex").slice(0, 16);
}
