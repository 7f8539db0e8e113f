// Stacks of the real CLI, each with its own project below one folder where the packed package is installed.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { isolatedEnv } from "../../scripts/lib/pulumi-env.mjs";
import { measured } from "./processes.mjs";
import { bareModule, barePackage, noopModule, noopPackage, programOf } from "./programs.mjs";

/** @typedef {import("./programs.mjs").Shape} Shape */
/** @typedef {import("./programs.mjs").Variant} Variant */
/** @typedef {import("./processes.mjs").Usage} Usage */

/**
 * Makes the folder of the programs. Real files, because the engine treats a module according to its location.
 * @param {string} folder
 * @param {string} fixture a project with the packed package installed
 */
export function makeWorkspace(folder, fixture) {
  const modules = path.join(folder, "node_modules");
  cpSync(path.join(fixture, "node_modules"), modules, { recursive: true, verbatimSymlinks: true });
  cpSync(path.join(fixture, "package.json"), path.join(folder, "package.json"));
  for (const [name, text] of [
    [noopPackage, noopModule],
    [barePackage, bareModule],
  ]) {
    const module = path.join(modules, String(name));
    mkdirSync(module);
    writeFileSync(path.join(module, "package.json"), JSON.stringify({ name, version: "1.0.0" }));
    writeFileSync(path.join(module, "index.js"), String(text));
  }
}

/**
 * @typedef {object} Stack
 * @property {(...command: string[]) => Promise<Usage>} run
 * @property {() => Promise<number>} stateBytes
 */

/**
 * Makes an empty stack of a program.
 * @param {object} options
 * @param {string} options.workspace
 * @param {string} options.name must be new to the workspace
 * @param {string} options.binDir
 * @param {Variant} options.variant
 * @param {Shape} options.shape
 * @param {number} [options.sleepMs]
 * @param {boolean} [options.hasPassword]
 * @param {Readonly<Record<string, string>>} options.config
 * @returns {Promise<Stack>}
 */
export async function makeStack({ workspace, name, binDir, variant, shape, config, ...options }) {
  const folder = path.join(workspace, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\nmain: index.js\n`);
  writeFileSync(path.join(folder, "index.js"), programOf(variant, shape, options));
  const env = isolatedEnv({ binDir, root: path.join(folder, "pulumi") });
  const pulumi = path.join(binDir, process.platform === "win32" ? "pulumi.exe" : "pulumi");
  const run = (/** @type {string[]} */ ...command) =>
    measured(pulumi, [...command, "--non-interactive"], { cwd: folder, env });
  await run("stack", "init", "dev");
  const settings = Object.entries(config).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
  await run("config", "set-all", ...settings);
  return {
    run,
    stateBytes: async () => Buffer.byteLength((await run("stack", "export")).stdout),
  };
}
