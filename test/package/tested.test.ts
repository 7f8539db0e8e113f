import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { titlesIn } from "../support/titles";

const root = path.resolve(__dirname, "..", "..");
const page = readFileSync(path.join(root, "docs", "tested.md"), "utf8");

/** The tests that a text names: `file`: «title». */
function namedTests(text: string): { file: string; title: string }[] {
  return [...text.matchAll(/`(test\/[^`]+\.ts)`: «([^»]+)»/g)].map(([, file = "", title = ""]) => ({
    file,
    title,
  }));
}

/** The rows of the table of traps, without its header. */
function traps(): string[] {
  const [, section = ""] = /\n## Traps of Pulumi's engine\n(.*?)\n## /s.exec(page) ?? [];
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);
}

describe("the page on tests", () => {
  test("names a test for each trap", () => {
    expect(traps().length).toBeGreaterThanOrEqual(24);
    expect(traps().filter((row) => namedTests(row).length === 0)).toEqual([]);
  });

  test("names tests that exist", () => {
    const missing = namedTests(page).filter(({ file, title }) => !titlesIn(file).includes(title));
    expect(missing).toEqual([]);
  });
});
