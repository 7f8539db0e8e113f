// A fresh project with the packed package installed, by any of the package managers.
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { cacheRoot, projectRoot, readJson } from "./project.mjs";
import { lastWords, runCommand } from "./run.mjs";

/** @typedef {import("./matrix-tools.mjs").Tools} Tools */
/** @typedef {"npm" | "pnpm" | "yarn"} PackageManager pnpm strict, Yarn with a node_modules folder */

/**
 * Writes package.json and installs its dependencies.
 * @param {object} options
 * @param {string} options.folder an empty folder
 * @param {PackageManager} options.packageManager
 * @param {string} options.sdk version or tag of `@pulumi/pulumi`
 * @param {string} options.tarball the packed package
 * @param {Tools} options.tools
 * @param {NodeJS.ProcessEnv} options.env the first `node` on its PATH runs the package manager
 * @returns {Promise<void>}
 * @throws {Error} with the end of the package manager's output
 */
export async function installProject({ folder, packageManager, sdk, tarball, tools, env }) {
  // Named after its content: Yarn's cache is keyed by the name, and would give an earlier build.
  const hash = createHash("sha256").update(readFileSync(tarball)).digest("hex").slice(0, 16);
  const archive = `pulumi-sip-${hash}.tgz`;
  copyFileSync(tarball, path.join(folder, archive));
  const manifest = {
    name: "matrix",
    private: true,
    dependencies: {
      "@pulumi/pulumi": sdk,
      "pulumi-sip": `file:./${archive}`,
      typescript: versionOf("typescript"),
      "@types/node": versionOf("@types/node"),
    },
  };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  const { files, command, args } = await commandOf(packageManager, tools);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const result = await runCommand(command, args, {
    cwd: folder,
    env,
    signal: AbortSignal.timeout(600_000),
  });
  if (result.code !== 0) throw new Error(`${packageManager} failed: ${lastWords(result, 8)}`);
}

/** @param {string} name */
function versionOf(name) {
  return String(readJson(path.join(projectRoot, "node_modules", name, "package.json")).version);
}

/**
 * @param {PackageManager} packageManager
 * @param {Tools} tools
 * @returns {Promise<{ files: Readonly<Record<string, string>>, command: string, args: readonly string[] }>}
 */
async function commandOf(packageManager, { pnpm, yarn }) {
  switch (packageManager) {
    case "npm":
      return {
        files: {},
        command: "npm",
        args: ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"],
      };
    case "pnpm":
      return {
        // A package sees only what it names itself: pnpm's strictest setting.
        files: {
          ".npmrc": "node-linker=isolated\nhoist=false\n",
          // Without it, pnpm would look for a workspace in the folders above.
          "pnpm-workspace.yaml": "packages: []\n",
        },
        command: "node",
        args: [
          pnpm,
          "install",
          "--prefer-offline",
          "--ignore-scripts",
          "--no-frozen-lockfile",
          `--store-dir=${path.join(cacheRoot(), "pnpm-store")}`,
        ],
      };
    case "yarn":
      return {
        files: {
          ".yarnrc.yml": [
            "nodeLinker: node-modules",
            "enableScripts: false",
            "enableTelemetry: false",
            "enableImmutableInstalls: false",
            "npmMinimalAgeGate: 0",
            `globalFolder: ${JSON.stringify(path.join(cacheRoot(), "yarn"))}`,
            // Yarn does not read npm's settings.
            `npmRegistryServer: ${JSON.stringify(await registry())}`,
          ].join("\n"),
          // Without it, Yarn would treat the folder as part of a project above it.
          "yarn.lock": "",
        },
        command: "node",
        args: [yarn, "install"],
      };
  }
}

async function registry() {
  const result = await runCommand("npm", ["config", "get", "registry"]);
  return result.stdout.trim().replace(/\/$/, "");
}
