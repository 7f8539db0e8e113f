import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { bareClone, executable, fakeCli, projectRoot } from "./support";
import type { BareClone } from "./support";

/** What compiles and bundles. */
const compilers = ["typescript", "@types/node", "undici-types", "esbuild", "@jridgewell/sourcemap-codec"];

/** A bare clone with two source files and a node_modules that holds only the compilers. */
function cloneWithSource(): BareClone & { readonly source: string } {
  const clone = bareClone();
  for (const name of compilers) {
    const place = path.join(clone.root, "node_modules", name);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(path.join(projectRoot, "node_modules", name), place);
  }
  const source = path.join(clone.root, "src", "cli", "main.ts");
  mkdirSync(path.dirname(source), { recursive: true });
  writeFileSync(source, "export const answer: number = 1;\n");
  writeFileSync(path.join(clone.root, "src", "runtime.ts"), 'export { answer } from "./cli/main";\n');
  // The entries of the two files that there are: what none of them leads to is not kept.
  const manifest = path.join(clone.root, "package.json");
  const exports = { "./runtime": { default: "./dist/runtime.js" } };
  writeFileSync(
    manifest,
    JSON.stringify({ ...(JSON.parse(readFileSync(manifest, "utf8")) as object), exports }),
  );
  return { ...clone, source };
}

/** Builds if that is needed; returns the lines that were shown. */
async function buildIfNeeded(clone: BareClone): Promise<readonly string[]> {
  const { code, stdout } = await clone.module(
    'const { ensureBuilt } = await lib("setup.mjs"); await ensureBuilt({ log: console.log });',
  );
  expect(code).toBe(0);
  return stdout.split("\n").filter((line) => line !== "");
}

describe("building the package", () => {
  test("happens once, and again when a source's content changes, whatever its modification time", async () => {
    const clone = cloneWithSource();
    const output = path.join(clone.root, "dist", "cli", "main.js");
    expect(await buildIfNeeded(clone)).toContain("Building the package ...");
    expect(readFileSync(output, "utf8")).toContain("answer = 1");
    expect(await buildIfNeeded(clone)).toEqual([]);

    const { atime, mtime } = statSync(clone.source);
    writeFileSync(clone.source, "export const answer: number = 2;\n");
    utimesSync(clone.source, atime, mtime);
    expect(await buildIfNeeded(clone)).toContain("Building the package ...");
    expect(readFileSync(output, "utf8")).toContain("answer = 2");
  });

  test("removes what a deleted source left", async () => {
    const clone = cloneWithSource();
    const extra = path.join(clone.root, "src", "extra.ts");
    writeFileSync(extra, "export const extra = 1;\n");
    writeFileSync(clone.source, 'export const answer = 1;\nexport * from "../extra";\n');
    await buildIfNeeded(clone);
    expect(existsSync(path.join(clone.root, "dist", "extra.js"))).toBe(true);
    rmSync(extra);
    writeFileSync(clone.source, "export const answer = 1;\n");
    await buildIfNeeded(clone);
    expect(existsSync(path.join(clone.root, "dist", "extra.js"))).toBe(false);
  });

  test("happens when dist is missing", async () => {
    const clone = cloneWithSource();
    await buildIfNeeded(clone);
    rmSync(path.join(clone.root, "dist"), { recursive: true });
    await buildIfNeeded(clone);
    expect(existsSync(path.join(clone.root, "dist", "cli", "main.js"))).toBe(true);
  });

  test("keeps the old dist when the sources have an error, and shows it", async () => {
    const clone = cloneWithSource();
    await buildIfNeeded(clone);
    writeFileSync(clone.source, 'export const answer: number = "two";\n');
    const outcome = await clone.node(["scripts/build.mjs"]);
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.stderr).toContain("src/cli/main.ts(1,14): error TS2322");
    expect(readFileSync(path.join(clone.root, "dist", "cli", "main.js"), "utf8")).toContain("answer = 1");
    expect(existsSync(path.join(clone.root, ".dist-draft"))).toBe(false);
  });

  test("bundles the runtime and what it imports into one file", async () => {
    const clone = cloneWithSource();
    await buildIfNeeded(clone);
    const runtime = readFileSync(path.join(clone.root, "dist", "runtime.js"), "utf8");
    expect(runtime).toContain("answer = 1");
    expect(runtime).not.toContain("require(");
  });

  test("makes the package's command executable", async () => {
    const clone = cloneWithSource();
    expect(await clone.node(["scripts/build.mjs"])).toMatchObject({ code: 0 });
    expect(statSync(path.join(clone.root, "dist", "cli", "main.js")).mode & 0o111).toBe(0o111);
  });
});

describe("installing the dependencies", () => {
  test("runs npm ci in a clone without node_modules", async () => {
    const clone = bareClone();
    executable(path.join(clone.bin, "npm"), `echo "$@" > ${clone.root}/npm-arguments`);
    await clone.module(
      'const { ensureDependencies } = await lib("dependencies.mjs"); await ensureDependencies(() => {});',
    );
    expect(readFileSync(path.join(clone.root, "npm-arguments"), "utf8")).toMatch(/^ci /);
  });

  test("shows what npm says is wrong, not its usage text", async () => {
    const clone = bareClone();
    executable(
      path.join(clone.bin, "npm"),
      'echo "npm error code EUSAGE" >&2',
      'echo "npm error Missing: left-pad@1.0.0 from lock file" >&2',
      ...Array.from({ length: 40 }, () => 'echo "npm error Options:" >&2'),
      "exit 1",
    );
    const { stdout } = await clone.module(
      'const { ensureDependencies } = await lib("dependencies.mjs"); await ensureDependencies(() => {}).catch((error) => console.log(error.message));',
    );
    expect(stdout).toContain(
      `\`npm ci\` in ${clone.root} failed (exit code 1):\nnpm error code EUSAGE\nnpm error Missing: left-pad`,
    );
  });

  const locked = { version: "1.0.0", integrity: "sha512-a" };
  test.each([
    ["the same packages", { "node_modules/a": locked }, true],
    ["another version", { "node_modules/a": { ...locked, version: "1.0.1" } }, false],
    [
      "the same version with other content",
      { "node_modules/a": { ...locked, integrity: "sha512-b" } },
      false,
    ],
    ["a package missing", {}, false],
    ["an additional package", { "node_modules/a": locked, "node_modules/b": locked }, true],
  ])("compares the lockfile with what is installed: %s", async (_what, installed, expected) => {
    const { isInstalled } = await import("../../scripts/lib/dependencies.mjs");
    expect(isInstalled({ packages: { "": {}, "node_modules/a": locked } }, { packages: installed })).toBe(
      expected,
    );
  });

  test("accepts that an optional package of another platform is missing", async () => {
    const { isInstalled } = await import("../../scripts/lib/dependencies.mjs");
    const wanted = { packages: { "node_modules/darwin-only": { ...locked, optional: true } } };
    expect(isInstalled(wanted, { packages: {} })).toBe(true);
  });

  test("sees that a workspace is not linked", async () => {
    const { isInstalled } = await import("../../scripts/lib/dependencies.mjs");
    const link = (resolved: string) => ({
      packages: { "node_modules/quickstart": { resolved, link: true } },
    });
    expect(isInstalled(link("examples/quickstart"), link("examples/quickstart"))).toBe(true);
    expect(isInstalled(link("examples/quickstart"), link("examples/other"))).toBe(false);
  });
});

describe("set-up as a whole", () => {
  test("refuses a Node that is too old and names the one that is needed", async () => {
    const clone = bareClone();
    writeFileSync(path.join(clone.root, "package.json"), JSON.stringify({ engines: { node: ">=99.1.0" } }));
    const { stdout } = await clone.module(
      'const { setup } = await lib("setup.mjs"); await setup({ log: () => {}, cli: false }).catch((error) => console.log(error.message));',
    );
    expect(stdout.trim()).toBe(
      `Node ${process.versions.node} is too old: 99.1.0 or newer is needed (${process.execPath})`,
    );
  });

  test("that fails makes npm test end with one failed test and a non-zero exit code", async () => {
    const clone = bareClone();
    fakeCli(clone.bin, "3.300.0");
    executable(path.join(clone.bin, "npm"), "exit 1");
    const { code, stdout } = await clone.node(["scripts/test.mjs"]);
    expect(code).toBe(1);
    expect(stdout).toContain("`npm ci` in ");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed");
  });
});
