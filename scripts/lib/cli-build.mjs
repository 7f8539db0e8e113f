// Builds the Pulumi CLI and its Node parts from the published Go modules.
import { chmodSync, copyFileSync } from "node:fs";
import * as path from "node:path";
import {
  cliModules,
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
 * @param {import("./cli-installation.mjs").Release} [release]
 * @returns {Promise<void>}
 * @throws {Error} when there is no `go` on PATH, it is too old, or a module cannot be had
 */
export async function buildCli(folder, log, release = "newest") {
  const cliModule = cliModules[release];
  const version = pinnedCliVersion(release);
  const go = findExecutable(process.platform === "win32" ? "go.exe" : "go", pathFolders());
  if (go === undefined) throw new Error("there is no `go` on PATH");
  const linkerFlags = `-s -w -X ${sdkModule}/go/common/version.Version=v${version}`;
  const main = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  await withProgress(
    log,
    `Building the Pulumi CLI ${version} from its Go module (once; 3 to 8 minutes on two processors)`,
    async (note) => {
      let modules = 0;
      const list = await goRun(go, cliModule, ["list", "-deps", main], (line) => {
        if (/^go: downloading/.test(line)) note(`source of module ${(modules += 1)}: ${line.split(" ")[2]}`);
      });
      const share = buildShare(list.split("\n").length);
      const args = ["build", "-v", "-trimpath", "-ldflags", linkerFlags];
      await goRun(go, cliModule, [...args, "-o", path.join(folder, parts.cli), main], () => note(share()));
    },
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
 * Says how far a build is, called for each package that is compiled. What an earlier build has compiled is not among
 * them, so it may be done sooner.
 * @param {number} packages of which it consists
 * @param {() => number} [now] a clock in milliseconds
 * @returns {() => string}
 */
export function buildShare(packages, now = () => performance.now()) {
  const start = now();
  let done = 0;
  return () => {
    done += 1;
    if (done >= packages) return `all ${packages} packages are compiled, linking`;
    const left = Math.ceil((((now() - start) / done) * (packages - done)) / 60_000);
    // The first packages say little of the others.
    const time = done * 20 < packages ? "" : `, about ${left} min left`;
    return `${done} of ${packages} packages${time}`;
  };
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
