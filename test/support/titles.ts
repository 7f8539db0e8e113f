import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const root = path.resolve(__dirname, "..", "..");

/** The titles of the tests that a file declares, as its source has them. */
export function titlesIn(file: string): string[] {
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
