import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";

const projectRoot = path.resolve(__dirname, "..", "..");
const runFile = promisify(execFile);

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
}

/** The folder that an install of the packed package made. */
const installed = () => path.join(inject("fixtureDir"), "node_modules", "pulumi-sip");

function manifest(): Manifest {
  return JSON.parse(readFileSync(path.join(installed(), "package.json"), "utf8")) as Manifest;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && !path.relative(folder, entry.parentPath).split(path.sep).includes("node_modules"),
    )
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

describe("the published package", () => {
  test("holds the compiled package, its sources, its documents, examples and templates, and nothing else", () => {
    const files = filesUnder(installed());
    const expected = [
      /^dist\/.+\.(js|d\.ts|js\.map|d\.ts\.map)$/,
      /^src\/.+\.ts$/,
      /^docs\/.+\.md$/,
      /^docs\/images\/simulator-(ten|five-hundred)\.png$/,
      /^examples\/[\w-]+\/([\w-]+\.ts|README\.md)$/,
      /^templates\/[\w-]+\/(Pulumi\.yaml|package\.json|tsconfig\.json|index\.ts)$/,
    ];
    const strangers = files.filter((file) => !expected.some((pattern) => pattern.test(file)));
    expect(strangers.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
  });

  test("holds every source that its source maps name", () => {
    const folder = installed();
    const missing = filesUnder(folder)
      .filter((file) => file.endsWith(".map"))
      .flatMap((file) => {
        const { sources } = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as {
          sources: readonly string[];
        };
        return sources.map((source) => path.join(folder, path.dirname(file), source));
      })
      .filter((source) => !existsSync(source));
    expect(missing).toEqual([]);
  });

  test("holds no script that none of its entry points loads, and the types of all", () => {
    const folder = installed();
    const { exports, bin } = manifest();
    const entries = [...Object.values(exports), ...Object.values(bin)].map((target) =>
      typeof target === "string" ? target : target.default,
    );
    const loaded = new Set<string>();
    const follow = (file: string): void => {
      if (!file.endsWith(".js") || loaded.has(file)) return;
      loaded.add(file);
      for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/\b(?:require|import)\("(\.[^"]+)"\)/g))
        follow(createRequire(file).resolve(name));
    };
    for (const entry of entries) follow(path.join(folder, entry));
    const scripts = filesUnder(folder).filter((file) => file.endsWith(".js"));
    expect(scripts.sort()).toEqual([...loaded].map((file) => path.relative(folder, file)).sort());
    const sources = filesUnder(path.join(folder, "src")).map(
      (file) => `dist/${file.replace(/\.ts$/, ".d.ts")}`,
    );
    expect(sources.filter((types) => !existsSync(path.join(folder, types)))).toEqual([]);
  });

  test("can be required at each of its entry points, which have types", () => {
    const { exports } = manifest();
    expect(Object.keys(exports)).toEqual(
      expect.arrayContaining([".", "./videosdk", "./runtime", "./simulator"]),
    );
    const requireFromProgram = createRequire(path.join(inject("fixtureDir"), "index.js"));
    for (const [subpath, target] of Object.entries(exports)) {
      const loaded: unknown = requireFromProgram(`pulumi-sip${subpath.slice(1)}`);
      expect(Object.keys(loaded as object), subpath).not.toEqual([]);
      if (typeof target !== "string")
        expect(existsSync(path.join(installed(), target.types)), target.types).toBe(true);
    }
  });

  test("has a runtime in one file, with only the used parts of zod and without what it loads later", () => {
    const runtime = path.join(installed(), "dist", "runtime.js");
    // Of zod it has 200 kB. With a single `import { z } from "zod"` in its sources it holds all of it, which is a megabyte.
    expect(statSync(runtime).size).toBeLessThan(700_000);
    const required = readFileSync(runtime, "utf8").matchAll(/\brequire\("([^"]+)"\)/g);
    const packages = [...required].map(([, name = ""]) => name).filter((name) => !name.startsWith("node:"));
    expect(new Set(packages)).toEqual(new Set(["undici", "jsonwebtoken"]));
  });

  test("maps an error of the runtime to its source", async () => {
    const runtime = JSON.stringify(path.join(installed(), "dist", "runtime.js"));
    const script = `
      const text = String.prototype.trim;
      String.prototype.trim = function () { console.log(new Error("seen").stack); return text.call(this); };
      require(${runtime}).videosdk.SipTrunk.check({}, { name: "support", domain: "a.example.com" });`;
    const { stdout } = await runFile(process.execPath, ["--enable-source-maps", "-e", script]);
    expect(stdout).toMatch(/[\\/]src[\\/]lifecycle[\\/]schema\.ts:\d+/);
  });

  test.each([
    ["from dist in the clone", () => path.join(projectRoot, "dist", "cli", "main.js")],
    [
      "from an install",
      () => path.join(inject("fixtureDir"), "node_modules", "pulumi-sip", manifest().bin["pulumi-sip"] ?? ""),
    ],
  ])("has a command that prints its usage %s", async (_where, script) => {
    const { stdout } = await runFile(process.execPath, [script(), "--help"]);
    expect(stdout).toContain("Usage: pulumi-sip");
  });

  test("has a command that an install links into the program's node_modules/.bin", async () => {
    const { stdout } = await runFile(path.join(inject("fixtureDir"), "node_modules", ".bin", "pulumi-sip"), [
      "--help",
    ]);
    expect(stdout).toContain("Usage: pulumi-sip");
  });
});

describe("the lockfile", () => {
  const lock = JSON.parse(readFileSync(path.join(projectRoot, "package-lock.json"), "utf8")) as {
    packages: Readonly<
      Record<
        string,
        {
          version?: string;
          resolved?: string;
          integrity?: string;
          link?: boolean;
          optionalDependencies?: object;
        }
      >
    >;
  };
  const packages = Object.entries(lock.packages).filter(([place]) => place.startsWith("node_modules/"));

  test("names no registry, so that everyone's own is used", () => {
    expect(
      packages.filter(([, entry]) => /^https?:/.test(entry.resolved ?? "")).map(([place]) => place),
    ).toEqual([]);
  });

  test("pins the content of every package", () => {
    expect(packages.filter(([, entry]) => !entry.link && !entry.integrity).map(([place]) => place)).toEqual(
      [],
    );
  });

  test("holds the packages of every platform, without which npm ci refuses it", () => {
    const places = packages.map(([place]) => place);
    const missing = packages.flatMap(([place, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter(
          (name) =>
            !places.some(
              (other) => other === `node_modules/${name}` || other === `${place}/node_modules/${name}`,
            ),
        )
        .map((name) => `${place} -> ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("every source, test and script", () => {
  const files = ["src", "test", "scripts", "bench", "examples"]
    .map((folder) => path.join(projectRoot, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => filesUnder(folder).map((file) => path.join(folder, file)))
    .filter((file) => /\.(ts|mts|mjs|js)$/.test(file));
  const offenders = (isOffence: (text: string, file: string) => boolean) =>
    files
      .filter((file) => isOffence(readFileSync(file, "utf8"), file))
      .map((file) => path.relative(projectRoot, file));

  test("has at most 320 lines", () => {
    expect(offenders((text) => text.trimEnd().split("\n").length > 320)).toEqual([]);
  });

  test("has no marker of unfinished work", () => {
    expect(offenders((text) => /\b(TO[D]O|FIX[M]E|XX[X])\b/.test(text))).toEqual([]);
  });

  test("of the library prints nothing", () => {
    const library = path.join(projectRoot, "src") + path.sep;
    const cli = path.join(library, "cli") + path.sep;
    expect(
      offenders(
        (text, file) => file.startsWith(library) && !file.startsWith(cli) && /\bconsole\.\w+\(/.test(text),
      ),
    ).toEqual([]);
  });
});
