import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = resolve(__dirname, "..", "..");

/** Compiles each file of the sources when it is required, so that a process needs no build. */
const hook = `
  const ts = require("typescript");
  const { readFileSync } = require("node:fs");
  require.extensions[".ts"] = (module, file) => {
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    module._compile(ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions }).outputText, file);
  };
  const loaded = () => Object.keys(require.cache);
`;

/**
 * Runs a script in a Node process of its own, which must end by itself. It can `require("./src/…")` the sources, and
 * `loaded()` returns the files that were required so far.
 */
export async function runInOwnProcess(
  script: string,
  { args = [], env = {} }: { args?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<{ stdout: string; stderr: string }> {
  return await run(process.execPath, ["-e", hook + script, "--", ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    timeout: 25_000,
  });
}

/**
 * The same for a script that reports by its standard output.
 *
 * @returns what it wrote there, as JSON
 */
export async function inOwnProcess(script: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await runInOwnProcess(script, { args });
  return JSON.parse(stdout);
}
