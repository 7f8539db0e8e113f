import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Version of the installed package. */
export function packageVersion(): string {
  // The runtime's one file and the compiled module are in the same folder, so the path is correct in both.
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
