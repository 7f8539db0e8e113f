import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { compilerErrors, compilerErrorsOfFiles, runMocked } from "../support/documented-program.js";
import { blocksOf, brokenLinks, pagesIn } from "../support/markdown.js";

const root = path.resolve(__dirname, "..", "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
// The examples of the reference are run by the tests of the reference.
const pages = pagesIn(root).filter((page) => !page.startsWith("docs/reference/"));
const programs = pages.flatMap((page) => blocksOf(read(page), "ts").map((block) => ({ ...block, page })));

/** What a fragment, which is not a program of its own, may refer to. */
const around = (code: string): string => `
  import * as pulumi from "@pulumi/pulumi";
  import { components, signalwire, videosdk } from "pulumi-sip";
  declare const config: pulumi.Config;
  declare const username: string;
  declare const password: pulumi.Output<string>;
  declare const name: pulumi.Output<string>;
  declare const branch: any;
  declare const project: signalwire.Provider;
  declare const office: pulumi.ComponentResource;
  declare const people: string[];
  declare const args: any;
  async function fragment() {
    ${code.replaceAll(/^export /gm, "")}
  }
  void fragment;
`;

describe("the code of the documents", () => {
  test.each(programs.filter(({ marker }) => marker?.startsWith("file: ")))(
    "of $page is the file itself: $marker",
    ({ marker = "", code }) => {
      expect(code).toBe(read(marker.replace("file: ", "")));
    },
  );

  test("compiles against the package's types", () => {
    const shown = programs.filter(({ marker }) => !marker?.startsWith("file: "));
    expect(shown.length).toBeGreaterThan(12);
    const named = shown.map(({ page, code }, index) => [
      `${page.replaceAll(/\W/g, "-")}-${index}`,
      /^import /m.test(code) ? code : around(code),
    ]);
    expect(compilerErrors(Object.fromEntries(named) as Record<string, string>)).toEqual([]);
  }, 60_000);

  test.each(programs.filter(({ marker }) => /^run: (mocks|trace)$/.test(marker ?? "")))(
    "of $page runs",
    async ({ code }) => {
      await expect(runMocked(code)).resolves.toBeInstanceOf(Array);
    },
    20_000,
  );
});

describe("the programs of examples and templates", () => {
  test("compile", () => {
    const files = ["examples", "templates"].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /^[^/\\]+[/\\]\w+\.ts$/.test(file))
        .map((file) => path.join(folder, file)),
    );
    expect(files.length).toBeGreaterThan(10);
    expect(compilerErrorsOfFiles(files)).toEqual([]);
  }, 60_000);

  test.each(readdirSync(path.join(root, "templates")))("%s asks for this release or a later one", (name) => {
    const { dependencies } = JSON.parse(read(`templates/${name}/package.json`)) as {
      dependencies: Readonly<Record<string, string>>;
    };
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(dependencies["pulumi-sip"]).toBe(`^${version}`);
  });
});

describe("the links of the documents", () => {
  const others = ["CHANGELOG.md", "SECURITY.md"];

  test.each([...pagesIn(root, ["docs", "examples"]), ...others])(
    "of %s lead to files and headings",
    (page) => {
      expect(brokenLinks(root, page)).toEqual([]);
    },
  );
});
