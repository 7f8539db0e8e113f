import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { describe, expect, test } from "vitest";
import { signalwire as signalwireVendor } from "../../src/signalwire/client/account.js";
import { videosdk as videosdkVendor } from "../../src/videosdk/client/account.js";
import { quickstartRequests, softphoneRequests, type DocumentedStep } from "../engine/documented-requests.js";
import { fieldsOf, registeredClasses } from "../support/registry.js";

const root = path.resolve(__dirname, "..", "..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");

/** The code blocks of a language, each with the marker comment before it, if there is one. */
function blocks(language: string): { marker: string | undefined; code: string }[] {
  const pattern = new RegExp("(?:<!-- ([^\\n]*) -->\\n\\n)?```" + language + "\\n(.*?)```", "gs");
  return [...readme.matchAll(pattern)].map(([, marker, code]) => ({ marker, code: code ?? "" }));
}

/** The errors of a program in the folder of the quick-start, which has the dependencies of a user's program. */
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
function requestTable(steps: readonly DocumentedStep[]): string {
  const rows = steps.map(({ step, commands, requests }) => {
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
  test.each(["quickstart", "signalwire-endpoint"])("shows the program of examples/%s exactly", (example) => {
    const file = `examples/${example}/index.ts`;
    const shown = blocks("ts").find(({ marker }) => marker === `file: ${file}`);
    expect(shown?.code).toBe(readFileSync(path.join(root, file), "utf8"));
  });

  test("names every setting and every environment variable of both vendors", () => {
    for (const { name, settings } of [videosdkVendor, signalwireVendor]) {
      for (const { key, env } of settings) {
        expect(readme).toContain(`\`${name}:${key}\``);
        expect(readme).toContain(`\`${env}\``);
      }
    }
  });

  test.each(registeredClasses)("says for every field of $title what a change does", async (one) => {
    const [, table = ""] = new RegExp(`### ${one.title}\n\n((?:\\|.*\n)+)`).exec(readme) ?? [];
    const documented = cells(table).flatMap(([, field = ""]) =>
      [...field.matchAll(/`(\w+)/g)].map(([, name]) => name),
    );
    expect((await fieldsOf(one)).filter((field) => !documented.includes(field))).toEqual([]);
  });

  test.each([
    ["the quick-start", quickstartRequests],
    ["a softphone", softphoneRequests],
  ])("shows the requests that the engine tests hold the example to: %s", (example, steps) => {
    const [, shown = ""] = new RegExp(`<!-- requests: ${example} -->\n\n((?:\\|.*\n)+)`).exec(readme) ?? [];
    expect(cells(shown)).toEqual(cells(requestTable(steps)));
  });

  test("shows fragments that compile against the package's types", () => {
    const known = `
      import * as pulumi from "@pulumi/pulumi";
      import { signalwire, videosdk } from "pulumi-sip";
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
