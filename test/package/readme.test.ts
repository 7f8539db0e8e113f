import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { describe, expect, test } from "vitest";
import { quickstartRequests } from "../engine/quickstart-requests.js";

const root = path.resolve(__dirname, "..", "..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");

/** The code blocks of a language, each with the marker comment before it, if there is one. */
function blocks(language: string): { marker: string | undefined; code: string }[] {
  const pattern = new RegExp("(?:<!-- ([^\\n]*) -->\\n\\n)?```" + language + "\\n(.*?)```", "gs");
  return [...readme.matchAll(pattern)].map(([, marker, code]) => ({ marker, code: code ?? "" }));
}

/** The errors of a program that stands in the folder of the quick-start, whose dependencies a user's program has. */
function compilerErrors(code: string): string[] {
  const file = path.join(root, "examples", "quickstart", "readme-block.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const readFromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022) : readFromDisk(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** The table of requests as the README shows it. */
function requestTable(): string {
  const rows = quickstartRequests.map(({ step, commands, requests }) => {
    const shown = requests.map((request) => `\`${request}\``);
    const asked = shown.length === 0 ? "none" : shown.join("<br>");
    return `| ${step}: ${commands.map((command) => `\`${command}\``).join(", ")} | ${asked} |`;
  });
  return ["| Step | Requests |", "| --- | --- |", ...rows].join("\n");
}

/** A table without the spaces and dashes that only align its columns. */
function cells(table: string): string[][] {
  const lines = table.trim().split("\n");
  return lines.map((line) => line.split("|").map((cell) => cell.trim().replace(/^-+$/, "---")));
}

describe("README", () => {
  test("shows the quick-start program as it is run by the engine tests", () => {
    const shown = blocks("ts").find(({ marker }) => marker === "file: examples/quickstart/index.ts");
    expect(shown?.code).toBe(readFileSync(path.join(root, "examples", "quickstart", "index.ts"), "utf8"));
  });

  test("shows the requests that the engine tests hold the quick-start to", () => {
    const [, shown = ""] = /<!-- requests -->\n\n((?:\|.*\n)+)/.exec(readme) ?? [];
    expect(cells(shown)).toEqual(cells(requestTable()));
  });

  test("shows fragments that compile against the package's types", () => {
    const known = `
      import * as pulumi from "@pulumi/pulumi";
      import { videosdk } from "pulumi-sip";
      declare const config: pulumi.Config;
      declare const username: string;
      declare const password: pulumi.Output<string>;
      declare const args: videosdk.PhoneNumberSetArgs;
    `;
    const fragments = blocks("ts").filter(({ marker }) => marker === undefined);
    expect(fragments.length).toBeGreaterThan(0);
    for (const { code } of fragments) expect(compilerErrors(`${known}\n${code}`)).toEqual([]);
  });

  test("links to files that exist", () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target]) => target ?? "");
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(readFileSync(path.join(root, target), "utf8")).not.toBe("");
  });
});
