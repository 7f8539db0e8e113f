import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file with its text. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** Every file below a folder. */
export function filesUnder(folder: string): WrittenFile[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      try {
        return [{ path, text: readFileSync(path, "utf8") }];
      } catch {
        // Another operation has removed it meanwhile.
        return [];
      }
    });
}
