// Builds the Pulumi CLI and its Node parts from the published Go modules.
import { chmodSync, copyFileSync } from "node:fs";
import * as path from "node:path";
import {
  cliModule,
  findExecutable,
  languageHostModule,
  parts,
  pathFolders,
  pinnedCliVersion,
} from "./cli-installation.mjs";
import { lastWords, runCommand, withProgress } from "./run.mjs";

/** @typedef {import("./project.mjs").Log} Log */

/** The two modules are separate because they need two versions of `github.com/pulumi/pulumi/sdk/v3`. */
const sdkModule = "github.com/pulumi/pulumi/sdk/v3";

/**
 * Builds the three parts into a folder. Takes minutes the first time, seconds with a warm Go build cache.
 * @param {string} folder
 * @param {Log} log
 * @returns {Promise<void>}
 * @throws {Error} when there is no `go` on PATH, it is too old, or a module cannot be had
 */
export async function buildCli(folder, log) {
  const version = pinnedCliVersion();
  const go = findExecutable(process.platform === "win32" ? "go.exe" : "go", pathFolders());
  if (go === undefined) throw new Error("there is no `go` on PATH");
  const linkerFlags = `-s -w -X ${sdkModule}/go/common/version.Version=v${version}`;
  await withProgress(log, `Building the Pulumi CLI ${version} from its Go module (minutes, once)`, (note) =>
    goRun(
      go,
      cliModule,
      [
        "build",
        "-trimpath",
        "-ldflags",
        linkerFlags,
        "-o",
        path.join(folder, parts.cli),
        "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      ],
      note,
    ),
  );
  await withProgress(log, "Building Pulumi's Node language host", (note) =>
    goRun(
      go,
      languageHostModule,
      [
        "build",
        "-trimpath",
        "-ldflags",
        "-s -w",
        "-o",
        path.join(folder, parts.languageHost),
        `${sdkModule}/nodejs/cmd/pulumi-language-nodejs`,
      ],
      note,
    ),
  );
  const sdkFolder = (await goRun(go, cliModule, ["list", "-m", "-f", "{{.Dir}}", sdkModule])).trim();
  const launcher = path.join(folder, parts.dynamicProviderLauncher);
  copyFileSync(path.join(sdkFolder, "nodejs", "dist", parts.dynamicProviderLauncher), launcher);
  // The module cache is read-only and drops the executable bit.
  chmodSync(launcher, 0o755);
}

/**
 * @param {string} go
 * @param {string} cwd
 * @param {readonly string[]} args
 * @param {Log} [note]
 * @returns {Promise<string>} what it printed
 */
async function goRun(go, cwd, args, note) {
  const result = await runCommand(go, args, {
    cwd,
    // A go.work file above the clone must not change which versions are built.
    env: { ...process.env, GOWORK: "off" },
    ...(note && { onLine: note }),
  });
  if (result.code === 0) return result.stdout;
  const words = lastWords(result);
  const tooOld = /requires go >= (\S+) \(running go (\S+?);? ?(GOTOOLCHAIN=local)?\)/.exec(words);
  if (tooOld) {
    throw new Error(
      `the \`go\` on PATH is ${tooOld[2]}, and ${tooOld[1]} or newer is needed` +
        (tooOld[3] ? "; GOTOOLCHAIN=auto lets it fetch that by itself" : ""),
    );
  }
  throw new Error(`\`go ${args[0]}\` in ${cwd} failed:\n${words}`);
}
