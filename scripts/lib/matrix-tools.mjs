// Package managers and Node releases beside those that run this, from npm packages.
import { createHash } from "node:crypto";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { runNpm } from "./npm.mjs";
import { cacheRoot, withTemporaryFolder } from "./project.mjs";
import { withProgress } from "./run.mjs";

/** @typedef {import("./project.mjs").Log} Log */
/** @typedef {"20" | "24"} NodeRelease a major version */

/**
 * @typedef {object} Tools
 * @property {string} pnpm path of the script that is pnpm
 * @property {string} yarn path of the script that is Yarn
 * @property {(release: NodeRelease) => string} nodeFolder the folder that holds the `node` of a release
 */

const pnpmVersion = "10.34.9";
const yarnVersion = "4.18.1";
/** @type {Readonly<Record<NodeRelease, string>>} */
const nodeVersions = { 20: "20.20.2", 24: "24.21.0" };

/**
 * Installs the tools into a folder of the cache that is named after their versions, unless it is there.
 * @param {{ log: Log }} options
 * @returns {Promise<Tools>}
 * @throws {Error} with npm's message
 */
export async function ensureTools({ log }) {
  const manifest = JSON.stringify({ name: "tools", private: true, dependencies: toolPackages() });
  const hash = createHash("sha256").update(manifest).digest("hex").slice(0, 16);
  const folder = path.join(cacheRoot(), `tools-${hash}`);
  if (!existsSync(folder)) {
    await withProgress(log, "Installing pnpm, Yarn and other Node releases", () => install(folder, manifest));
  }
  const modules = path.join(folder, "node_modules");
  return {
    pnpm: path.join(modules, "pnpm", "bin", "pnpm.cjs"),
    yarn: path.join(modules, "@yarnpkg", "cli-dist", "bin", "yarn.js"),
    nodeFolder: (release) =>
      runsThis(release) ? path.dirname(process.execPath) : path.join(modules, `node-${release}`, "bin"),
  };
}

function toolPackages() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const releases = /** @type {NodeRelease[]} */ (Object.keys(nodeVersions)).filter((one) => !runsThis(one));
  return {
    pnpm: pnpmVersion,
    "@yarnpkg/cli-dist": yarnVersion,
    // The executables themselves: the package `node` would fetch one of them in an install script.
    ...Object.fromEntries(
      releases.map((release) => [
        `node-${release}`,
        `npm:node-${platform}-${process.arch}@${nodeVersions[release]}`,
      ]),
    ),
  };
}

/** @param {NodeRelease} release */
function runsThis(release) {
  return process.versions.node.startsWith(`${release}.`);
}

/**
 * @param {string} folder
 * @param {string} manifest
 */
async function install(folder, manifest) {
  await withTemporaryFolder(`${folder}.`, async (draft) => {
    writeFileSync(path.join(draft, "package.json"), manifest);
    await runNpm(["install", "--prefer-offline", "--ignore-scripts"], { cwd: draft });
    // If another process was faster, its folder holds the same.
    if (!existsSync(folder)) renameSync(draft, folder);
  });
}
