import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Notes of creations that were begun, kept on disk beside the engine's own files. A process that is killed between a
 * vendor's «created» and the engine's record of it leaves an object that no state knows; the note is what lets the next
 * run of the same resource, and of no other, take that object for its own.
 *
 * A note is made before the request that creates, and goes when state is seen to hold the resource or when the creation
 * is known not to have happened. Where the disk can not be written, creations go on without notes.
 */
export class Journal {
  private readonly directory: string;
  private notes: Set<string> | undefined;

  constructor(directory: string = defaultDirectory()) {
    this.directory = directory;
  }

  /** Whether a creation under this key was begun and never seen in state. */
  has(key: string): boolean {
    return this.all().has(fileName(key));
  }

  /** What the note under this key says of what was asked for. */
  asked(key: string): unknown {
    const text = this.attempt(() => readFileSync(join(this.directory, fileName(key)), "utf8"));
    const note = this.attempt(() => JSON.parse(text ?? "null") as { asked?: unknown } | null);
    return note?.asked;
  }

  /**
   * Notes that a creation is about to be asked for. A note that is there stays: what it speaks of may exist.
   *
   * @param asked by what the object can be known later; nothing secret, for it stands in clear on the disk
   */
  begin(key: string, asked?: unknown): void {
    if (this.has(key)) return;
    this.attempt(() => {
      mkdirSync(this.directory, { recursive: true });
      writeFileSync(
        join(this.directory, fileName(key)),
        JSON.stringify({ key, begun: new Date().toISOString(), asked }),
      );
      this.all().add(fileName(key));
    });
  }

  /** Takes the note away. */
  conclude(key: string): void {
    if (!this.has(key)) return;
    this.all().delete(fileName(key));
    this.attempt(() => rmSync(join(this.directory, fileName(key)), { force: true }));
  }

  /** Read once: a process does not see the notes that others make while it runs, and need not. */
  private all(): Set<string> {
    this.notes ??= new Set(this.attempt(() => readdirSync(this.directory)) ?? []);
    return this.notes;
  }

  private attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch {
      return undefined;
    }
  }
}

function defaultDirectory(): string {
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  return join(home, "pulumi-sip", "creating");
}

function fileName(key: string): string {
  return `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.json`;
}
