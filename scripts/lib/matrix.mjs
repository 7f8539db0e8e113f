// What users may use together with this package, in all combinations, and what the package does in each.
import { mkdirSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { installProject } from "./matrix-install.mjs";
import { liveThrough } from "./matrix-program.mjs";
import { isAtLeast } from "./cli-installation.mjs";
import { ensureTools } from "./matrix-tools.mjs";
import { projectRoot, withTemporaryFolder } from "./project.mjs";
import { isolatedEnv } from "./pulumi-env.mjs";

/** @typedef {import("./project.mjs").Log} Log */
/** @typedef {import("./matrix-install.mjs").PackageManager} PackageManager */
/** @typedef {import("./matrix-tools.mjs").NodeRelease} NodeRelease */

/**
 * @typedef {object} Corner
 * @property {PackageManager} packageManager
 * @property {string} sdk version or tag of `@pulumi/pulumi`
 * @property {NodeRelease} node
 * @property {import("./cli-installation.mjs").Release} cli
 */

/** The oldest SDK that package.json allows. */
export const oldestSdk = "3.216.0";
/** The last SDK that runs on Node 20; the next asks for 22. */
const lastSdkOnNode20 = "3.248.0";

/**
 * All corners that can exist with the newest CLI, and the ends of the range of SDKs with the oldest.
 * @param {string} newestSdk
 * @returns {Corner[]}
 */
export function allCorners(newestSdk) {
  const managers = /** @type {const} */ (["npm", "pnpm", "yarn"]);
  const releases = /** @type {const} */ (["20", "24"]);
  const newest = managers.flatMap((packageManager) =>
    [oldestSdk, lastSdkOnNode20, newestSdk].flatMap((sdk) =>
      releases
        .filter((node) => node !== "20" || isAtLeast(lastSdkOnNode20, sdk))
        .map((node) => ({ packageManager, sdk, node, cli: /** @type {const} */ ("newest") })),
    ),
  );
  return [
    ...newest,
    { packageManager: "npm", sdk: oldestSdk, node: "20", cli: "oldest" },
    { packageManager: "npm", sdk: newestSdk, node: "24", cli: "oldest" },
  ];
}

/**
 * A project with the packed package installed.
 * @typedef {object} Installed
 * @property {string} folder
 * @property {Record<string, string>} env with a home and a backend of its own; the first `node` on its PATH is the corner's
 */

/**
 * Installs the packed package in a fresh project, does something with it, and removes it.
 * @template T
 * @param {Omit<Corner, "cli">} corner
 * @param {{ log: Log, tarball: string, binDir: string }} options `binDir` holds the Pulumi CLI
 * @param {(project: Installed) => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withInstalled({ packageManager, sdk, node }, { log, tarball, binDir }, task) {
  const tools = await ensureTools({ log });
  return await withTemporaryFolder(path.join(os.tmpdir(), "pulumi-sip-matrix-"), async (root) => {
    const folder = path.join(root, "program");
    mkdirSync(folder);
    const env = isolatedEnv({ binDir, root });
    const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
    env[pathName] = [tools.nodeFolder(node), env[pathName]].join(path.delimiter);
    await installProject({ folder, packageManager, sdk, tarball, tools, env });
    return await task({ folder, env });
  });
}

/**
 * Takes a program through its life at a simulator, in a fresh project.
 * @param {Omit<Corner, "cli">} corner
 * @param {{ log: Log, tarball: string, binDir: string }} options `binDir` holds the Pulumi CLI
 * @returns {Promise<import("./matrix-program.mjs").Ran>} the versions that the program saw
 * @throws {Error} saying what went wrong
 */
export async function runCorner(corner, options) {
  const { startSimulator } = await simulatorModule();
  return await withInstalled(corner, options, async ({ folder, env }) => {
    const simulator = await startSimulator();
    try {
      const pulumi = path.join(options.binDir, process.platform === "win32" ? "pulumi.exe" : "pulumi");
      return await liveThrough({ folder, pulumi, env, simulator });
    } finally {
      await simulator.close();
    }
  });
}

/** @returns {Promise<typeof import("../../src/simulator/index.js")>} as it was built */
async function simulatorModule() {
  return await import(pathToFileURL(path.join(projectRoot, "dist", "simulator", "index.js")).href);
}
