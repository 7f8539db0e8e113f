import { execFile } from "node:child_process";
import * as path from "node:path";
import { expect, inject, test } from "vitest";

const projectRoot = path.resolve(__dirname, "..", "..");

/** Runs a tool from node_modules on the whole tree; fails with what the tool printed. */
async function expectClean(script: string, ...args: readonly string[]): Promise<void> {
  const file = path.join(projectRoot, "node_modules", ...script.split("/"));
  const complaint = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [file, ...args],
      { cwd: projectRoot, maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" } },
      (error, stdout, stderr) => resolve(error ? `${stdout}${stderr}${error.message}` : ""),
    );
  });
  expect(complaint).toBe("");
}

test("ESLint reports nothing", async () => {
  await expectClean("eslint/bin/eslint.js", ".", "--max-warnings=0");
});

test("every file is formatted by Prettier", async () => {
  await expectClean("prettier/bin/prettier.cjs", "--check", ".");
});

test("sources, tests and scripts pass the type checker", async () => {
  await expectClean("typescript/bin/tsc", "--noEmit");
});

test("publint finds no problem in the packed package", async () => {
  await expectClean("publint/src/cli.js", inject("tarball"), "--strict");
});

test("the packed package's types resolve for CommonJS and ESM programs", async () => {
  // node16: resolution without an exports map, as TypeScript had it before, cannot see the subpaths.
  await expectClean("@arethetypeswrong/cli/dist/index.js", inject("tarball"), "--profile", "node16");
});
