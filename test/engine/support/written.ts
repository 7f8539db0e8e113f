import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "./stack.js";

/** Everything that the CLI has printed, logged or written so far, the history and backups of its backend included. */
export function everythingWritten(stack: Stack): string {
  const files = readdirSync(stack.root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  const settings = readFileSync(join(stack.folder, "Pulumi.dev.yaml"), "utf8");
  return [stack.transcript, ...kept, settings].join("\n");
}

/** The names of the secrets that appear in a text. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
}
