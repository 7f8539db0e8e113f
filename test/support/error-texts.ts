import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const sources = path.resolve(__dirname, "..", "..", "src");

/** What stands for the parts of a text that differ from case to case. */
const hole = "…";

let known: readonly string[] | undefined;

/** Whether a text of the sources has these words; `…` stands for what differs from case to case. */
export function isTextOfSource(words: string): boolean {
  known ??= readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => textsIn(readFileSync(path.join(sources, name), "utf8")));
  const parts = words
    .split(hole)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return (
    parts.length > 0 &&
    known.some((text) => {
      let from = 0;
      return parts.every((part) => {
        const at = text.indexOf(part, from);
        from = at + part.length;
        return at >= 0;
      });
    })
  );
}

/** The texts of a source: each literal with what is added to it. */
function textsIn(code: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", code, ts.ScriptTarget.ES2022, true));
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression);
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => hole + literal.text).join("");
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined && right === undefined ? undefined : (left ?? hole) + (right ?? hole);
}
