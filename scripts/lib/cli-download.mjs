// Pulumi's own installer, run in a process that can be stopped.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import * as path from "node:path";
import { pinnedCliVersion } from "./cli-installation.mjs";
import { projectRoot } from "./project.mjs";
import { lastWords, runCommand, withProgress } from "./run.mjs";

/** @typedef {import("./project.mjs").Log} Log */

/**
 * Program text for a child process: the installer starts a shell script that cannot be stopped from within, and the
 * child's process group can.
 */
const installer = `
  const { createRequire } = require("node:module");
  const { PulumiCommand } = require("@pulumi/pulumi/automation");
  const { SemVer } = createRequire(require.resolve("@pulumi/pulumi"))("semver");
  const [version, root] = process.argv.slice(1);
  PulumiCommand.install({ version: new SemVer(version), root }).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
`;

/**
 * Limits of the attempt, in milliseconds.
 * @typedef {object} DownloadLimits
 * @property {number} firstByte without a byte on disk after this long, the host counts as out of reach
 * @property {number} total
 */

/** A machine without a way out learns so quickly; a slow line still gets its 50 MB. @type {DownloadLimits} */
const defaultLimits = { firstByte: 20_000, total: 300_000 };

/**
 * Downloads the official CLI with its Node parts into a folder.
 * @param {string} folder
 * @param {Log} log
 * @param {{ limits?: DownloadLimits, command?: readonly [string, ...string[]], release?: import("./cli-installation.mjs").Release }} [options]
 *   `command` is the program that is given a version and a target folder and puts the CLI into `bin` there
 * @returns {Promise<void>}
 * @throws {Error} when the dependencies are not installed, the host is out of reach or the installer fails
 */
export async function downloadCli(folder, log, options = {}) {
  const limits = options.limits ?? defaultLimits;
  const [program, ...args] = options.command ?? [process.execPath, "-e", installer];
  if (
    options.command === undefined &&
    !existsSync(path.join(projectRoot, "node_modules", "@pulumi", "pulumi"))
  ) {
    throw new Error("the installer is part of @pulumi/pulumi, which is not installed (npm ci)");
  }
  const root = path.join(folder, "download");
  const temporary = path.join(root, "tmp");
  mkdirSync(temporary, { recursive: true });
  const version = pinnedCliVersion(options.release);
  await withProgress(log, `Downloading the Pulumi CLI ${version} (about 60 MB)`, async (note) => {
    const giveUp = new AbortController();
    const start = performance.now();
    const watch = setInterval(() => {
      const bytes = bytesIn(root);
      note(bytes > 0 ? `${(bytes / 1e6).toFixed(1)} MB on disk` : "waiting for get.pulumi.com");
      const limit = bytes > 0 ? limits.total : limits.firstByte;
      if (performance.now() - start > limit) {
        giveUp.abort(
          new Error(
            bytes > 0
              ? `not done within ${limit / 1000} s`
              : `no answer from get.pulumi.com within ${limit / 1000} s`,
          ),
        );
      }
    }, 250);
    try {
      const result = await runCommand(program, [...args, version, root], {
        cwd: projectRoot,
        env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
        signal: giveUp.signal,
      });
      if (result.code !== 0) throw new Error(lastWords(result));
    } finally {
      clearInterval(watch);
    }
  });
  cpSync(path.join(root, "bin"), folder, { recursive: true });
  rmSync(root, { recursive: true, force: true });
}

/**
 * @param {string} folder
 * @returns {number}
 */
function bytesIn(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const stats = statSync(path.join(folder, entry), { throwIfNoEntry: false });
    if (stats?.isFile()) bytes += stats.size;
  }
  return bytes;
}
