import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { isTextOfSource } from "../support/error-texts.js";
import { blocksOf, pagesIn } from "../support/markdown.js";
import { allDefinitions, registeredClasses } from "../support/registry.js";

const root = path.resolve(__dirname, "..", "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const pages = [...pagesIn(root, ["docs", "examples"]), "CONTRIBUTING.md"];
const blocks = pages.flatMap((page) => blocksOf(read(page), "sh").map((block) => ({ ...block, page })));

/** A command without what stands for a value of the reader's. */
const filledIn = (code: string): string => code.replaceAll(/<[^<>\n]+>/g, "value");

/** The keys that programs ask for: those on the pages, of the examples and of the templates. */
const asked = new Set(
  [
    ...pages.flatMap((page) => blocksOf(read(page), "ts").map(({ code }) => code)),
    ...["examples", "templates"].flatMap((folder) =>
      readdirSync(path.join(root, folder)).flatMap((name) => {
        const file = `${folder}/${name}/index.ts`;
        return existsSync(path.join(root, file)) ? [read(file)] : [];
      }),
    ),
  ].flatMap((code) =>
    [...code.matchAll(/\.(?:get|require)\w*(?:<[^(]*>)?\("(\w+)"/g)].map(([, key = ""]) => key),
  ),
);

describe("the commands of the documents", () => {
  test("are there", () => expect(blocks.length).toBeGreaterThan(30));

  test.each(blocks)("of $page are commands of a shell", ({ code }) => {
    execFileSync("sh", ["-n"], { input: filledIn(code) });
  });

  test("of npm name scripts of this repository", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
    const named = blocks.flatMap(({ code, page }) =>
      [...code.matchAll(/\bnpm (?:run ([\w:]+)|(test)\b)/g)].map(
        ([, one, other]) => `${one ?? other} ${page}`,
      ),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((one) => scripts[one.replace(/ .*/, "")] === undefined)).toEqual([]);
  });

  test("set what a vendor's settings or a program know", async () => {
    const vendors = new Set((await allDefinitions()).map(({ vendor }) => vendor));
    const settings = [...vendors].flatMap(({ name, settings: all }) =>
      all.map(({ key }) => `${name}:${key}`),
    );
    const set = blocks.flatMap(({ code }) =>
      [...code.matchAll(/pulumi config set(?: --\w+)* '?([\w:]+)/g)].map(([, key = ""]) => key),
    );
    expect(set.length).toBeGreaterThan(30);
    expect([...new Set(set)].filter((key) => !settings.includes(key) && !asked.has(key))).toEqual([]);
  });
});

describe("the other blocks of the documents", () => {
  /** The parser that the SDK itself reads YAML with. */
  const { load } = createRequire(require.resolve("@pulumi/pulumi"))("js-yaml") as {
    readonly load: (text: string) => unknown;
  };

  test("are of languages that a test reads", () => {
    const languages = pages.flatMap((page) =>
      [...read(page).matchAll(/^ *```(\w+)$/gm)].map(([, one]) => one),
    );
    expect(new Set(languages)).toEqual(new Set(["mermaid", "sh", "ts", "yaml"]));
  });

  test("in YAML parse, and run a command line that this package has", () => {
    const yaml = pages.flatMap((page) => blocksOf(read(page), "yaml").map(({ code }) => code));
    expect(yaml).toHaveLength(2);
    for (const code of yaml) expect(load(code)).toBeTypeOf("object");
  });

  test("that are pictures name classes of this package, and together all", () => {
    const page = read("docs/guides/which-class.md");
    const types = registeredClasses.map(({ type }) => type);
    for (const { code } of blocksOf(page, "mermaid"))
      for (const [, words = ""] of code.matchAll(/\[([A-Z]\w+[a-z]\w*)\]/g))
        expect(types.concat("other SIP server"), words).toContain(words);
    expect(types.filter((type) => !page.includes(`\`${type}\``))).toEqual([]);
  });

  test("of the log are lines that the package writes", () => {
    const page = read("docs/guides/troubleshooting.md");
    const [, log = ""] = /```\n(PULUMI-SIP [^]*?)```/.exec(page) ?? [];
    for (const words of [
      "; repeated in … ms",
      "sent after a wait of … ms (…)",
      "limit of requests at once or in a second",
      "gateways to update",
      "numbers to detach",
    ]) {
      const [first = ""] = words.split("…");
      expect(log).toContain(first.trim());
      if (!/^(gateways|numbers)/.test(words)) expect(isTextOfSource(words), words).toBe(true);
    }
  });
});
