import { execFile } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";

/** The clone that the tests run in. */
export const projectRoot = path.resolve(__dirname, "..", "..");

/** The CLI version that tools/pulumi-cli/go.mod pins. */
export const pinnedVersion = "3.274.1";

/** What a finished process left. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the set-up scripts without node_modules, with its own cache folder and a PATH of its own. */
export interface BareClone {
  readonly root: string;
  readonly cache: string;
  /** The only folder of PATH. */
  readonly bin: string;
  /** Where the pinned CLI is cached. */
  readonly cacheEntry: string;
  /** Runs Node in the clone with that PATH and cache. */
  readonly node: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Outcome>;
  /** Runs the body of a module that may import from `scripts/lib`, for example `lib("lock.mjs")`. */
  readonly module: (body: string, env?: Readonly<Record<string, string>>) => Promise<Outcome>;
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "pulumi-sip-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a bare clone that is removed when the test ends. */
export function bareClone(): BareClone {
  const top = temporaryFolder();
  const [root, cache, bin] = ["clone", "cache", "bin"].map((name) => path.join(top, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [root, cache, bin]) mkdirSync(folder);
  for (const name of [
    "scripts",
    "tools",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "tsconfig.build.json",
  ]) {
    cpSync(path.join(projectRoot, name), path.join(root, name), { recursive: true });
  }
  const node: BareClone["node"] = (args, env) =>
    run(process.execPath, args, { cwd: root, env: { PATH: bin, HOME: top, XDG_CACHE_HOME: cache, ...env } });
  const lib = pathToFileURL(path.join(root, "scripts", "lib")).href;
  return {
    root,
    cache,
    bin,
    cacheEntry: path.join(cache, "pulumi-sip", `cli-${pinnedVersion}-${process.platform}-${process.arch}`),
    node,
    module: (body, env) =>
      node(
        [
          "--input-type=module",
          "-e",
          `const lib = (name) => import(${JSON.stringify(lib)} + "/" + name);\n${body}`,
        ],
        env,
      ),
  };
}

/** Runs a program to its end, whatever its exit code. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { ...options, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? 1, stdout, stderr });
    });
  });
}

/** Writes a shell script that can be run. */
export function executable(file: string, ...lines: readonly string[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
}

/** The shell line of a `pulumi` that answers `pulumi version`. */
export const answersVersion = (version: string): string => `echo v${version}`;

/** Puts a CLI with all three parts into a folder. */
export function fakeCli(folder: string, version: string): void {
  executable(path.join(folder, "pulumi"), answersVersion(version));
  executable(path.join(folder, "pulumi-language-nodejs"), ":");
  executable(path.join(folder, "pulumi-resource-pulumi-nodejs"), ":");
}

/**
 * Puts a `go` on the clone's PATH that "builds" programs which answer the pinned version.
 * @param before shell lines that it runs at the start of each build
 */
export function fakeGo(clone: BareClone, ...before: readonly string[]): void {
  const sdk = path.join(clone.root, "sdk");
  mkdirSync(path.join(sdk, "nodejs", "dist"), { recursive: true });
  // Not executable, as in Go's module cache.
  writeFileSync(path.join(sdk, "nodejs", "dist", "pulumi-resource-pulumi-nodejs"), "#!/bin/sh\n");
  executable(
    path.join(clone.bin, "go"),
    `if [ "$1" = list ]; then echo ${sdk}; exit; fi`,
    ...before,
    'while [ "$1" != -o ]; do shift; done',
    `printf '#!/bin/sh\\n${answersVersion(pinnedVersion)}\\n' > "$2"`,
    '/bin/chmod +x "$2"',
  );
}

/** Whether a process still runs; one that ended but was not waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}
