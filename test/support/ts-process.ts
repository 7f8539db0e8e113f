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
 * Runs a script in a Node process of its own, which must end by itself. It can \`require("./src/…")\` the sources, and
 * \`loaded()\` gives the files that were required so far.
 *
 * @returns what it wrote to standard output, as JSON
 */
export async function inOwnProcess(script: string, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ["-e", hook + script, "--", ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "" },
    timeout: 25_000,
  });
  return JSON.parse(stdout);
}
