import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { describe, expect, test } from "vitest";

const root = path.resolve(__dirname, "..", "..");
const page = readFileSync(path.join(root, "docs", "reliability.md"), "utf8");

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

/** The titles of the tests that a file declares, as its source has them. */
function titlesIn(file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const [title] = ts.isCallExpression(node) ? node.arguments : [];
    if (title !== undefined && ts.isStringLiteralLike(title) && isTest(node)) titles.push(title.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
  return titles;
}

/** Whether a call is one of `test`, `test.each(…)` or `test.for(…)`, none of which leaves the test out. */
function isTest(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const called = ts.isCallExpression(node.expression) ? node.expression.expression : node.expression;
  if (ts.isIdentifier(called)) return called.text === "test";
  return (
    ts.isPropertyAccessExpression(called) &&
    ts.isIdentifier(called.expression) &&
    called.expression.text === "test" &&
    ["each", "for"].includes(called.name.text)
  );
}

describe("the page on reliability", () => {
  test("names a test for each trap", () => {
    expect(traps().length).toBeGreaterThanOrEqual(24);
    expect(traps().filter((row) => namedTests(row).length === 0)).toEqual([]);
  });

  test("names tests that exist", () => {
    const missing = namedTests(page).filter(({ file, title }) => !titlesIn(file).includes(title));
    expect(missing).toEqual([]);
  });
});
