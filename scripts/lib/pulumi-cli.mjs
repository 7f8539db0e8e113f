// Finds a Pulumi CLI, else downloads or builds one.
import * as path from "node:path";
import { buildCli } from "./cli-build.mjs";
import { fillCache, inspectCache } from "./cli-cache.mjs";
import { downloadCli } from "./cli-download.mjs";
import {
  findExecutable,
  inspectInstallation,
  isAtLeast,
  parts,
  pathFolders,
  pinnedCliVersion,
} from "./cli-installation.mjs";

/** @typedef {import("./project.mjs").Log} Log */
/** @typedef {import("./cli-installation.mjs").Installation} Installation */
/** @typedef {"path" | "cache" | "download" | "build"} CliSource */
/** @typedef {import("./cli-installation.mjs").Release} Release */

/**
 * Where a CLI may come from, in the order in which they are tried. Each throws the reason why it gives none.
 * @type {Readonly<Record<CliSource, (log: Log, release: Release) => Promise<Installation>>>}
 */
const sources = {
  path: fromPath,
  cache: (_log, release) => inspectCache(release),
  download: (log, release) => fillCache((folder) => downloadCli(folder, log, { release }), release),
  build: (log, release) => fillCache((folder) => buildCli(folder, log, release), release),
};

/**
 * Gives a Pulumi CLI with its Node language host and dynamic-provider launcher: from PATH, else from the user's cache
 * folder, else downloaded, else built with `go`. What was downloaded or built stays in the cache.
 * `PULUMI_SIP_CLI_SOURCES`, a comma-separated list, restricts the sources.
 * @param {{ log: Log, release?: Release }} options `release` is newest by default; the oldest is never taken from PATH
 * @returns {Promise<Installation & { source: CliSource }>}
 * @throws {Error} when no source gives one: one message with what was tried, why each failed and what to run
 */
export async function ensurePulumi({ log, release = "newest" }) {
  /** @type {string[]} */
  const failures = [];
  for (const source of allowedSources()) {
    if (release === "oldest" && source === "path") continue;
    try {
      return { ...(await sources[source](log, release)), source };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.push(`  ${`${source}:`.padEnd(10)}${reason.replaceAll("\n", "\n            ")}`);
    }
  }
  throw new Error(
    [
      `No usable Pulumi CLI (${pinnedCliVersion("oldest")} or newer, with its Node parts) was found, and none could be downloaded or built:`,
      ...failures,
      "Install it, make sure that it is on PATH, and run this again:",
      `  ${process.platform === "win32" ? "winget install pulumi" : "curl -fsSL https://get.pulumi.com | sh"}`,
    ].join("\n"),
  );
}

/** @returns {CliSource[]} */
function allowedSources() {
  const all = /** @type {CliSource[]} */ (Object.keys(sources));
  const setting = process.env["PULUMI_SIP_CLI_SOURCES"];
  if (setting === undefined || setting === "") return all;
  const wanted = setting.split(",").map((name) => name.trim());
  const unknown = wanted.filter((name) => !Object.hasOwn(sources, name));
  if (unknown.length > 0) {
    throw new Error(`PULUMI_SIP_CLI_SOURCES: "${unknown.join(", ")}" is not among ${all.join(", ")}`);
  }
  return all.filter((name) => wanted.includes(name));
}

/** @returns {Promise<Installation>} */
async function fromPath() {
  const pulumi = findExecutable(parts.cli, pathFolders());
  if (pulumi === undefined) throw new Error("there is no `pulumi` on PATH");
  const installation = await inspectInstallation(path.dirname(pulumi), { searchPath: true });
  const oldest = pinnedCliVersion("oldest");
  if (!isAtLeast(installation.version, oldest)) {
    throw new Error(`${pulumi} is ${installation.version}, older than ${oldest}`);
  }
  return installation;
}
