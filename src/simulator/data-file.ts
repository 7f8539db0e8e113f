import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { parseOrThrow } from "./problems.js";

const format = "pulumi-sip-simulator";

const advice = "name a file in a folder that you may write to, or none to keep everything in memory";

const fileSchema = z.object({
  format: z.literal(format),
  version: z.literal(1),
  vendors: z.record(z.string(), z.unknown()),
});

/** The file that keeps the simulator's state between starts. */
export class DataFile {
  readonly #path: string;
  readonly #collect: () => Record<string, unknown>;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param collect returns what each vendor saves, under the vendor's name */
  constructor(path: string, collect: () => Record<string, unknown>) {
    this.#path = path;
    this.#collect = collect;
  }

  /**
   * What each vendor saved, under the vendor's name; empty when there is no file yet.
   *
   * @throws Error when the file is not a data file of the simulator.
   */
  async load(): Promise<Record<string, unknown>> {
    let text: string;
    try {
      text = await readFile(this.#path, "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return {};
      throw new Error(`the data file ${this.#path} cannot be read (${reasonOf(error)}): ${advice}`);
    }
    const subject = `${this.#path} is not a data file of the simulator`;
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch {
      throw new Error(`${subject}: it is not JSON. Name another file, or delete this one to start empty.`);
    }
    return parseOrThrow(fileSchema, content, subject).vendors;
  }

  /**
   * Resolves when the present state is in the file.
   *
   * Calls during a write share the next write, so that many callers cause few writes.
   */
  save(): Promise<void> {
    if (this.#writing === undefined) {
      this.#writing = this.#write().finally(() => (this.#writing = undefined));
      return this.#writing;
    }
    this.#next ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.save();
      });
    return this.#next;
  }

  async #write(): Promise<void> {
    const text = `${JSON.stringify({ format, version: 1, vendors: this.#collect() })}\n`;
    // In the same folder: a rename is atomic only within one file system.
    const temporary = `${this.#path}.${randomUUID()}.tmp`;
    try {
      await makeFolder(dirname(this.#path));
      await writeFile(temporary, text, { mode: 0o600 });
      await rename(temporary, this.#path);
    } catch (error) {
      // Where the folder cannot be used, there is nothing to remove either.
      await rm(temporary, { force: true }).catch(() => undefined);
      throw new Error(`the data file ${this.#path} cannot be written (${reasonOf(error)}): ${advice}`);
    }
  }
}

/** Makes a folder and those above it. The recursive form of `mkdir` never ends where a file system takes no folder, as `/proc`. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** `EACCES: permission denied`, without the call and the path of a temporary file. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+ '.*$/s, "") : String(error);
}
