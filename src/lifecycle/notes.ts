import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

/** What an earlier run recorded of a creation that did not end in state. */
export interface Note {
  /** Id of the object, if the vendor had answered. */
  readonly id?: string;
  /** Hashes by which the object can be recognised; never a setting in clear. */
  readonly asked?: unknown;
}

/**
 * Notes of creations that are under way, kept on disk beside the engine's own files. A process that is killed between the
 * vendor's answer and the engine's record of it leaves an object that no state knows; the note leads the next run of
 * the same resource to it.
 *
 * Nothing may depend on a note, because the next run may be on another machine. The object that it leads to is checked
 * before it is used. Where the disk cannot be written, creations work without notes.
 */
export class Notes {
  private readonly directory: string;

  constructor(directory: string = notesIn("creating")) {
    this.directory = directory;
  }

  /** The note under a key, if there is one. */
  find(key: string): Note | undefined {
    return this.attempt(() => JSON.parse(readFileSync(this.file(key), "utf8")) as Note);
  }

  /** Whether there is a note under any of the keys. */
  hasAny(keys: readonly string[]): boolean {
    const present = new Set(this.attempt(() => readdirSync(this.directory)));
    return present.size > 0 && keys.some((key) => present.has(basename(this.file(key))));
  }

  /** Writes a note in place of an earlier one under the key. */
  write(key: string, note: Note): void {
    this.attempt(() => {
      mkdirSync(this.directory, { recursive: true });
      writeFileSync(this.file(key), JSON.stringify({ begun: new Date().toISOString(), ...note }));
    });
  }

  /** Deletes the note. */
  remove(key: string): void {
    this.attempt(() => rmSync(this.file(key), { force: true }));
  }

  private file(key: string): string {
    return join(this.directory, `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.json`);
  }

  private attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch {
      return undefined;
    }
  }
}

/**
 * The folder of notes of a kind, beside the engine's own files. An empty `PULUMI_HOME` counts as unset, as it does for the
 * engine: notes must not be written to the folder of the program.
 */
export function notesIn(kind: string): string {
  const home = process.env["PULUMI_HOME"]?.trim();
  return join(home === undefined || home === "" ? join(homedir(), ".pulumi") : home, "pulumi-sip", kind);
}
