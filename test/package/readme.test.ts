import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import * as ts from "typescript";
import { describe, expect, inject, test } from "vitest";
import { quickstartRequests, softphoneRequests, type DocumentedStep } from "../engine/documented-requests.js";
import { isTextOfSource } from "../support/error-texts.js";
import { blocksOf, brokenLinks, pagesIn } from "../support/markdown.js";
import { allDefinitions, folderOf, registeredClasses } from "../support/registry.js";

const runFile = promisify(execFile);
const root = path.resolve(__dirname, "..", "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const pages = pagesIn(root);

/** The table of requests as the page shows it. */
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
  const readme = read("README.md");

  test.each(registeredClasses)("links to the page of $title", (one) => {
    expect(readme).toContain(`[${one.title}](docs/reference/${folderOf(one)}.md)`);
  });

  test("is short: at most 160 lines", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(160);
  });

  test("links to every guide", () => {
    const guides = pages.filter((page) => page.startsWith("docs/guides/"));
    expect(guides.length).toBeGreaterThan(10);
    expect(guides.filter((guide) => !readme.includes(`](${guide})`))).toEqual([]);
  });
});

describe("the page on settings", async () => {
  const page = read("docs/guides/settings.md");
  const definitions = await allDefinitions();

  test("names every setting and every environment variable of the vendors", () => {
    for (const { name, settings } of new Set(definitions.map(({ vendor }) => vendor))) {
      for (const { key, env } of settings) {
        expect(page).toContain(`\`${name}:${key}\``);
        expect(page).toContain(`\`${env}\``);
      }
    }
  });
});

describe("the page on first numbers", () => {
  test.each(["quickstart", "signalwire-endpoint"])("shows the program of examples/%s exactly", (example) => {
    const file = `examples/${example}/index.ts`;
    const shown = blocksOf(read("docs/guides/first-number.md"), "ts").find(
      ({ marker }) => marker === `file: ${file}`,
    );
    expect(shown?.code).toBe(read(file));
  });
});

describe("the page on requests", () => {
  test.each([
    ["the quick-start", quickstartRequests],
    ["a softphone", softphoneRequests],
  ])("shows the requests that the engine tests hold the example to: %s", (example, steps) => {
    const page = read("docs/guides/requests.md");
    const [, shown = ""] = new RegExp(`<!-- requests: ${example} -->\n\n((?:\\|.*\n)+)`).exec(page) ?? [];
    expect(cells(shown)).toEqual(cells(requestTable(steps)));
  });
});

describe("the page on troubleshooting", () => {
  test("names errors that the sources have", () => {
    const rows = cells(read("docs/guides/troubleshooting.md").replace(/^[^]*?\n(?=\| The error says)/, ""));
    const said = rows.slice(2).flatMap(([, cell = ""]) => /^`(.+)`$/.exec(cell)?.[1] ?? []);
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((text) => !isTextOfSource(text))).toEqual([]);
  });
});

describe("the page on import", () => {
  test.each(registeredClasses)("says what the id of a $title is", ({ title }) => {
    expect(read("docs/import.md")).toMatch(new RegExp(`^\\| \`${title}\` +\\| \\S`, "m"));
  });
});

describe("what the documents show", () => {
  test("of this package's command line is a command with its options", async () => {
    const cli = path.join(root, "dist", "cli", "main.js");
    const shown = pages
      .flatMap((page) => blocksOf(read(page), "sh"))
      .flatMap(({ code }) => [...code.matchAll(/(?<!NODE_DEBUG=)\bpulumi-sip ([a-z-]+)([^\n#]*)/g)])
      .filter(([, command]) => command !== undefined);
    const commands = new Map<string, Set<string>>();
    for (const [, command = "", rest = ""] of shown) {
      const options = commands.get(command) ?? new Set();
      for (const [option] of rest.matchAll(/(?<=\s)--[a-z-]+/g)) options.add(option);
      commands.set(command, options);
    }
    expect([...commands.keys()]).toEqual(expect.arrayContaining(["simulate", "trace", "import", "export"]));
    for (const [command, options] of commands) {
      const { stdout } = await runFile(process.execPath, [cli, command, "--help"]);
      expect(stdout, command).toContain(`Usage: pulumi-sip ${command}`);
      expect(
        [...options].filter((option) => !stdout.includes(option.replace("--no-", "--"))),
        command,
      ).toEqual([]);
    }
  });

  test("as an ES module runs as one, and as a CommonJS module, in a program that has installed the package", async () => {
    const [block] = blocksOf(read("docs/guides/typescript.md"), "ts").filter(
      ({ marker }) => marker === "run: module",
    );
    expect(block?.code).toContain('from "pulumi-sip"');
    for (const [type, module] of [
      ["module", ts.ModuleKind.ES2022],
      ["commonjs", ts.ModuleKind.CommonJS],
    ] as const) {
      const { outputText } = ts.transpileModule(block?.code ?? "", {
        compilerOptions: { module, target: ts.ScriptTarget.ES2022 },
      });
      await runFile(process.execPath, [`--input-type=${type}`, "-e", outputText], {
        cwd: inject("fixtureDir"),
      });
    }
  });
});

describe("the documents of the published package", () => {
  const installed = (): string => path.join(inject("fixtureDir"), "node_modules", "pulumi-sip");

  test("are those of the repository", () => {
    expect(pagesIn(installed())).toEqual(pages);
  });

  test("have links that lead to files and headings of the package", () => {
    const broken = pagesIn(installed()).flatMap((page) =>
      brokenLinks(installed(), page).map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });
});
