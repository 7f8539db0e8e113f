import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assertNoLeaks } from "../../support/leaks.js";
import { filesUnder, type WrittenFile } from "../../support/written-files.js";
import type { Stack } from "./stack.js";

/** The folders of a stack: that of its program, and that of everything that the CLI keeps. */
type Folders = Pick<Stack, "root" | "folder">;

/** Everything that the CLI has printed, logged or written so far, the history and backups of its backend included. */
export function everythingWritten(stack: Stack): string {
  return [stack.transcript, filesWritten(stack)].join("\n");
}

/** Everything that the CLI has written to the disk: state, its history and backups, logs, settings. */
export function filesWritten(folders: Folders): string {
  return filesOf(folders)
    .map(({ text }) => text)
    .join("\n");
}

/** Looks at every file that the CLI has written. */
export function assertFilesShowNone(folders: Folders, secrets: ReadonlyMap<string, string>): void {
  for (const { path, text } of filesOf(folders)) {
    const kind = /[\\/]events-\d+\.jsonl$/.test(path)
      ? "event log"
      : /[\\/]\.pulumi[\\/](stacks|history|backups)[\\/]/.test(path)
        ? "state"
        : "file";
    assertNoLeaks(kind, text, secrets);
  }
}

function filesOf({ root, folder }: Folders): WrittenFile[] {
  const path = join(folder, "Pulumi.dev.yaml");
  return [...filesUnder(root), ...(existsSync(path) ? [{ path, text: readFileSync(path, "utf8") }] : [])];
}
