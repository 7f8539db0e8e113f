import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the tests search for secrets. A run of all tests has texts of each kind. */
export const kinds = ["output", "debug log", "event log", "state", "file"] as const;
export type Kind = (typeof kinds)[number];

/** Shorter texts, such as a password of one letter, are in every message. */
export const shortest = 6;

/** What the processes of a run have searched. */
export interface Tally {
  /** How many texts of each kind. */
  readonly texts: Record<Kind, number>;
  readonly characters: number;
  /** How many of the texts showed a secret. */
  readonly found: number;
  /** Every secret that was searched for. */
  readonly secrets: ReadonlySet<string>;
}

type Entry =
  { readonly kind: Kind; readonly length: number; readonly found: boolean } | { readonly secrets: string[] };

/** Secrets that this process has written down, by folder. */
const written = new Map<string, Set<string>>();

/** Counts a text that was searched, if the run that this process belongs to has a folder for it. */
export function noteSearch(kind: Kind, text: string, found: boolean): void {
  if (text !== "") write({ kind, length: text.length, found });
}

/** Remembers secrets that no part of the run may show. */
export function noteSecrets(secrets: Iterable<string>): void {
  const folder = tallyFolder();
  if (folder === undefined) return;
  const known = written.get(folder) ?? new Set();
  written.set(folder, known);
  const fresh = [...secrets].filter((secret) => secret.trim().length >= shortest && !known.has(secret));
  if (fresh.length === 0) return;
  for (const secret of fresh) known.add(secret);
  write({ secrets: fresh });
}

/** What all processes have written into a folder. */
export function readTally(folder: string): Tally {
  const texts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  const secrets = new Set<string>();
  let characters = 0;
  let found = 0;
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), "utf8").split("\n").filter(Boolean)) {
      const entry = JSON.parse(line) as Entry;
      if ("secrets" in entry) for (const secret of entry.secrets) secrets.add(secret);
      else {
        texts[entry.kind] += 1;
        characters += entry.length;
        if (entry.found) found += 1;
      }
    }
  }
  return { texts, characters, found, secrets };
}

/** Given by the script that runs the tests; a test file that is run alone counts nothing. */
function tallyFolder(): string | undefined {
  return process.env["PULUMI_SIP_SEARCHED"];
}

/** At once, because the process of a test file is killed when its tests are over. */
function write(entry: Entry): void {
  const folder = tallyFolder();
  if (folder !== undefined)
    appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(entry)}\n`);
}
