import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "./stack.js";

/** Everything that the CLI has printed, logged or written so far, the history and backups of its backend included. */
export function everythingWritten(stack: Stack): string {
  return [stack.transcript, filesWritten(stack)].join("\n");
}

/** Everything that the CLI has written to the disk: state, its history and backups, logs, settings. */
export function filesWritten({ root, folder }: Pick<Stack, "root" | "folder">): string {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  const settings = join(folder, "Pulumi.dev.yaml");
  return [...kept, existsSync(settings) ? readFileSync(settings, "utf8") : ""].join("\n");
}
