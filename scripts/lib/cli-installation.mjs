// What counts as a usable Pulumi CLI, and which versions this project makes for itself.
import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "./project.mjs";
import { lastWords, runCommand } from "./run.mjs";

/**
 * A Pulumi CLI that has been run once, with its Node parts found.
 * @typedef {object} Installation
 * @property {string} pulumi path of the executable
 * @property {string} binDir the folder that holds it
 * @property {string} version without the leading `v`
 */

/** @typedef {"newest" | "oldest"} Release the CLI that all tests use, and the oldest that is supported */

/** The folders of the Go modules that pin the CLI. @type {Readonly<Record<Release, string>>} */
export const cliModules = {
  newest: path.join(projectRoot, "tools", "pulumi-cli"),
  oldest: path.join(projectRoot, "tools", "pulumi-cli-oldest"),
};

/** The folder of the Go module that pins the Node language host. */
export const languageHostModule = path.join(projectRoot, "tools", "pulumi-language-nodejs");

/**
 * The CLI version that this project downloads or builds; the `go.mod` of its module is where it is said.
 * @param {Release} [release] newest by default
 * @returns {string}
 * @throws {Error} when go.mod does not name it
 */
export function pinnedCliVersion(release = "newest") {
  const file = path.join(cliModules[release], "go.mod");
  const match = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(readFileSync(file, "utf8"));
  if (match?.[1] === undefined)
    throw new Error(`${file} names no version of github.com/pulumi/pulumi/pkg/v3`);
  return match[1];
}

const windows = process.platform === "win32";

/** File names of the three parts that a Node program with dynamic providers needs. */
export const parts = {
  cli: windows ? "pulumi.exe" : "pulumi",
  languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
  dynamicProviderLauncher: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
};

/**
 * Looks up an executable as a shell does.
 * @param {string} name
 * @param {readonly string[]} folders
 * @returns {string | undefined} its path in the first folder that has it
 */
export function findExecutable(name, folders) {
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

/** @returns {string[]} the folders of PATH, in order */
export function pathFolders() {
  return (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    const stats = statSync(file);
    return stats.isFile() && stats.size > 0;
  } catch {
    return false;
  }
}

/**
 * Runs the CLI in a folder and looks for its Node parts: beside it, where a symbolic link leads, or on PATH, which
 * is where the engine itself looks.
 * @param {string} binDir
 * @param {{ searchPath?: boolean }} [options] `searchPath` (default false) accepts Node parts from PATH
 * @returns {Promise<Installation>}
 * @throws {Error} saying which part is missing or does not run
 */
export async function inspectInstallation(binDir, options = {}) {
  const pulumi = findExecutable(parts.cli, [binDir]);
  if (pulumi === undefined) throw new Error(`${path.join(binDir, parts.cli)} is missing or not executable`);
  const folders = [binDir, path.dirname(realpathSync(pulumi)), ...(options.searchPath ? pathFolders() : [])];
  for (const part of [parts.languageHost, parts.dynamicProviderLauncher]) {
    if (findExecutable(part, folders) === undefined) {
      throw new Error(
        `${pulumi} has no ${part} beside it${options.searchPath ? " or on PATH" : ""}, which Node programs need`,
      );
    }
  }
  return { pulumi, binDir, version: await runVersion(pulumi) };
}

/**
 * @param {string} pulumi
 * @returns {Promise<string>}
 */
async function runVersion(pulumi) {
  const result = await runCommand(pulumi, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    signal: AbortSignal.timeout(60_000),
  }).catch((/** @type {Error} */ error) => {
    throw new Error(`\`${pulumi} version\` does not run: ${error.message}`);
  });
  const match = /^v?(\d+\.\d+\.\d+\S*)$/m.exec(result.stdout.trim());
  if (result.code !== 0 || match?.[1] === undefined) {
    throw new Error(`\`${pulumi} version\` failed: ${lastWords(result, 1)}`);
  }
  return match[1];
}

/**
 * Compares two dotted versions by their three numbers; what follows a hyphen does not count.
 * @param {string} version
 * @param {string} floor
 * @returns {boolean} whether `version` is `floor` or newer
 */
export function isAtLeast(version, floor) {
  const [left, right] = [version, floor].map((text) => (text.split("-", 1)[0] ?? "").split(".").map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
