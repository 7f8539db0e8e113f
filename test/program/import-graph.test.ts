import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { ESLint } from "eslint";
import * as ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";

const root = resolve(__dirname, "..", "..");
const source = join(root, "src");

/** What each source imports, for its values or for its types, as it writes it: `http/path.ts` to `./errors`, `undici`. */
type Graph = ReadonlyMap<string, readonly string[]>;

function nameOf(file: string): string {
  return relative(source, file).split(sep).join("/");
}

function importsIn(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function readGraph(): Graph {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [nameOf(file), importsIn(readFileSync(file, "utf8"))]));
}

/** The source or package that a specifier stands for: `http/path.ts`, `npm:undici`. */
function targetOf(specifier: string, importer: string): string {
  if (!specifier.startsWith(".")) return specifier.startsWith("node:") ? specifier : `npm:${specifier}`;
  const path = resolve(source, dirname(importer), specifier.replace(/\.js$/, ""));
  const file = [`${path}.ts`, join(path, "index.ts")].find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`${importer} imports ${specifier}, which does not exist`);
  return nameOf(file);
}

const graph = readGraph();

/** What each source loads with itself: not what it imports inside a function, nor a single type. */
const onLoad: Graph = new Map(
  [...graph].map(([file, specifiers]) => {
    const text = readFileSync(join(source, file), "utf8");
    const isLater = (specifier: string): boolean =>
      [`await import("${specifier}")`, `= import("${specifier}").`].some((form) => text.includes(form));
    return [file, specifiers.filter((specifier) => !isLater(specifier))];
  }),
);

/** Every source and package that files of one kind reach, directly or through others. */
function reachableFrom(isStart: RegExp, imports: Graph = graph): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...imports.keys()].filter((file) => isStart.test(file));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const specifier of imports.get(file) ?? []) {
      const target = targetOf(specifier, file);
      if (reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}

/** What a user's program loads, by the name of the file. */
const programSide =
  /^(index\.ts|(videosdk|signalwire)\/[^/]+\.ts|(videosdk|signalwire)\/[^/]+\/resource\.ts|(program|components)\/.+)$/;

const loadRules = () => import("../../scripts/lib/import-rules.mjs");
let rules: Awaited<ReturnType<typeof loadRules>>;
beforeAll(async () => {
  rules = await loadRules();
});

/** The imports that no rule allows, each with the rule's reason. */
function strays(imports: Graph): string[] {
  return [...imports].flatMap(([file, specifiers]) =>
    specifiers
      .filter((specifier) => !rules.mayImport(file, specifier))
      .map((specifier) => `${file} imports ${specifier}: ${rules.importRuleOf(file)?.why ?? "no rule"}`),
  );
}

describe("the import graph", () => {
  test("is that of all sources", () => {
    expect(graph.get("signalwire/sip-endpoint/resource.ts")).toContain("../../program/resource");
    expect(graph.get("signalwire/client/account.ts")).toContain("../../http/transport");
    expect(graph.get("http/transport.ts")).toContain("undici");
  });

  test("is read from imports of every form", () => {
    const text = `
      import { a } from "one";
      import type { B } from "two";
      export * from "three";
      import four = require("four");
      const five = require("five");
      const six = () => import("six");
      type Seven = import("seven").Seven;`;
    expect(importsIn(text)).toEqual(["one", "two", "three", "four", "five", "six", "seven"]);
  });

  test("has no cycle", () => {
    const cycles = [...graph.keys()].filter((file) =>
      reachableFrom(new RegExp(`^${file.replaceAll(".", "\\.")}$`)).has(file),
    );
    expect(cycles).toEqual([]);
  });

  test.each([
    ["videosdk", "signalwire"],
    ["signalwire", "videosdk"],
  ])("has no path from %s to %s, in the resources or the simulator", (vendor, other) => {
    for (const layer of ["", "simulator/"]) {
      const reached = [...reachableFrom(new RegExp(`^${layer}${vendor}/`))];
      expect(reached).not.toEqual([]);
      expect(reached.filter((file) => file.includes(`${other}/`))).toEqual([]);
    }
  });

  test("holds no import that the rules forbid", () => {
    expect(strays(graph)).toEqual([]);
  });

  test("has a rule for every source, and a source for every rule", () => {
    const used = [...graph.keys()].map((file) => rules.importRuleOf(file));
    expect([...graph.keys()].filter((_, index) => used[index] === undefined)).toEqual([]);
    expect(rules.importRules.filter((rule) => !used.includes(rule))).toEqual([]);
  });

  test("leads from the program's side to nothing of the provider's process, directly or through other files", () => {
    const reached = [...reachableFrom(programSide, onLoad)];
    expect(reached.filter((file) => !file.startsWith("npm:") && !programSide.test(file))).toEqual([]);
    expect(reached.filter((file) => file.startsWith("npm:"))).toEqual(["npm:@pulumi/pulumi"]);
  });

  test.each(["trace", "inventory"])(
    "leads from %s to no file of the program's side, and not to Pulumi",
    (folder) => {
      const reached = [...reachableFrom(new RegExp(`^${folder}/`))].filter(
        (file) => !file.endsWith("vocabulary.ts"),
      );
      expect(reached).toContain("lifecycle/inventory.ts");
      expect(reached.filter((file) => programSide.test(file) || file === "npm:@pulumi/pulumi")).toEqual([]);
    },
  );
});

/** Imports that could be written by mistake: the file, the import, and words of the reason that is shown. */
const mistakes: readonly (readonly [file: string, specifier: string, reason: string])[] = [
  ["videosdk/sip-trunk/resource.ts", "zod", "user's program loads"],
  ["videosdk/sip-trunk/resource.ts", "./definition", "user's program loads"],
  ["signalwire/sip-gateway/resource.ts", "node:util", "user's program loads"],
  ["videosdk/provider.ts", "./client/account", "user's program loads"],
  ["program/resource.ts", "../version", "user's program loads"],
  ["index.ts", "./runtime", "user's program loads"],
  ["lifecycle/diff.ts", "../videosdk/client/api", "knows no vendor"],
  ["lifecycle/diff.ts", "./../signalwire/client/api", "knows no vendor"],
  ["lifecycle/provider.ts", "@pulumi/pulumi", "knows no vendor"],
  ["http/retry.ts", "../lifecycle/state", "neither resources nor vendors"],
  ["videosdk/client/api.ts", "../sip-trunk/definition", "client knows no resource"],
  ["signalwire/client/api.ts", "../../videosdk/client/api", "client knows no resource"],
  ["videosdk/sip-trunk/definition.ts", "./resource", "own folder"],
  ["videosdk/sip-trunk/definition.ts", "../sip-gateway/resource", "own folder"],
  ["videosdk/sip-trunk/definition.ts", "../../signalwire/client/fields", "own folder"],
  ["signalwire/sip-endpoint/read.ts", "../../http/transport", "own folder"],
  ["signalwire/sip-endpoint/read.ts", "@pulumi/pulumi", "own folder"],
  ["runtime.ts", "./videosdk/sip-trunk/resource", "list of definitions"],
  ["simulator/server.ts", "../http/errors", "shares no code"],
  ["simulator/videosdk/trunks.ts", "../../videosdk/vocabulary", "shares no code"],
  ["cli/main.ts", "../videosdk/sip-trunk/definition", "never a resource's own files"],
  ["trace/videosdk.ts", "../videosdk/client/api", "sends nothing"],
  ["inventory/index.ts", "../videosdk/sip-trunk/definition", "knows no resource"],
];

describe("a forbidden import", () => {
  test.each(mistakes)("in %s of %s is refused by the rules, which say why", (file, specifier, reason) => {
    expect(strays(new Map([[file, [specifier]]]))).toEqual([
      expect.stringMatching(`^${file} imports ${specifier}: .*${reason}`) as string,
    ]);
  });

  test("in a file of no known kind is any import", () => {
    expect(strays(new Map([["elsewhere/file.ts", ["node:util"]]]))).toHaveLength(1);
  });

  describe("for ESLint", { timeout: 60_000 }, () => {
    const rule = "@typescript-eslint/no-restricted-imports";
    let eslint: ESLint;
    beforeAll(() => {
      eslint = new ESLint({
        cwd: root,
        // The other rules would need the types of the whole project.
        ruleFilter: ({ ruleId }) => ruleId === rule,
        overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
      });
    });

    async function complaints(file: string, text: string): Promise<string[]> {
      const [result] = await eslint.lintText(text, { filePath: join(source, file) });
      return result?.messages.map(({ message }) => message) ?? ["not linted"];
    }

    test.each(mistakes)("in %s of %s is refused while it is written", async (file, specifier, reason) => {
      expect(await complaints(file, `import { x } from "${specifier}";\nx();\n`)).toEqual([
        expect.stringContaining(reason) as string,
      ]);
    });

    test.each([
      `import type { X } from "zod"; export type Y = X;`,
      `export * from "zod";`,
      `export { z } from "zod";`,
      `import z = require("zod"); z();`,
    ])("is one of every form: %s", async (text) => {
      expect(await complaints("videosdk/sip-trunk/resource.ts", text)).toHaveLength(1);
    });

    test("is none that the sources have", async () => {
      const results = await Promise.all(
        [...graph].map(async ([file, specifiers]) => {
          const text = specifiers.map((name) => `import "${name}";`);
          return [file, await complaints(file, text.join("\n"))] as const;
        }),
      );
      expect(results.filter(([, messages]) => messages.length > 0)).toEqual([]);
    });
  });
});
