// Everything that a fresh clone needs before the demo or the tests can run.
import * as path from "node:path";
import { build, isBuilt } from "./build.mjs";
import { isAtLeast } from "./cli-installation.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { withLock } from "./lock.mjs";
import { projectRoot, readJson } from "./project.mjs";
import { ensurePulumi } from "./pulumi-cli.mjs";
import { withProgress } from "./run.mjs";

/** @typedef {import("./project.mjs").Log} Log */
/** @typedef {Awaited<ReturnType<typeof ensurePulumi>>} PulumiCli */

/**
 * Installs the dependencies, builds the package and finds the Pulumi CLI; does only what is missing or outdated.
 * Processes that do this at the same time in one clone wait for each other.
 * @param {{ log: Log, cli: boolean }} options `cli` asks for the Pulumi CLI too
 * @returns {Promise<PulumiCli | undefined>} the CLI when it was asked for
 * @throws {Error} saying which step failed and why
 */
export async function setup({ log, cli }) {
  checkNode();
  return await withLock("setup", log, async () => {
    await ensureDependencies(log);
    await buildIfOutdated(log);
    return cli ? await ensurePulumi({ log }) : undefined;
  });
}

/**
 * Builds the package unless dist was built from the present sources.
 * @param {{ log: Log }} options
 * @returns {Promise<void>}
 * @throws {Error} with the compiler's messages
 */
export async function ensureBuilt({ log }) {
  await withLock("setup", log, () => buildIfOutdated(log));
}

/** @param {Log} log */
async function buildIfOutdated(log) {
  if (!isBuilt()) await withProgress(log, "Building the package", build);
}

function checkNode() {
  const range = String(readJson(path.join(projectRoot, "package.json")).engines.node);
  const floor = range.replace(">=", "");
  if (!isAtLeast(process.versions.node, floor)) {
    throw new Error(
      `Node ${process.versions.node} is too old: ${floor} or newer is needed (${process.execPath})`,
    );
  }
}
