// A user's project with this package installed from its tarball, as the tests of the published form need it.
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { runNpm } from "./npm.mjs";
import { cacheRoot, projectRoot, readJson, withTemporaryFolder } from "./project.mjs";
import { withProgress } from "./run.mjs";
import { ensureBuilt } from "./setup.mjs";

/** @typedef {import("./project.mjs").Log} Log */

/**
 * @typedef {object} Fixture
 * @property {string} projectDir a folder with package.json and node_modules; shared, so never written to
 * @property {string} tarball what `npm pack` made from the present sources
 */

const idleMilliseconds = 2 * 3_600_000;

/**
 * Packs the package and installs the tarball with `@pulumi/pulumi` and TypeScript, at the locked versions, into a
 * folder of the cache that is named after the tarball's content.
 * @param {{ log: Log }} options
 * @returns {Promise<Fixture>}
 * @throws {Error} with npm's message
 */
export async function ensureFixture({ log }) {
  await ensureBuilt({ log });
  return await withTemporaryFolder(path.join(os.tmpdir(), "pulumi-sip-pack-"), async (folder) => {
    const tarball = await pack(folder);
    const manifest = manifestFor(path.basename(tarball));
    const hash = createHash("sha256")
      .update(readFileSync(tarball))
      .update(manifest)
      .digest("hex")
      .slice(0, 16);
    const projectDir = path.join(cacheRoot(), `fixture-${hash}`);
    if (existsSync(projectDir)) utimesSync(projectDir, new Date(), new Date());
    else {
      await withProgress(log, "Installing the packed package into a test project", () =>
        install(tarball, manifest, projectDir),
      );
    }
    removeIdleFixtures();
    return { projectDir, tarball: path.join(projectDir, path.basename(tarball)) };
  });
}

/**
 * @param {string} folder
 * @returns {Promise<string>} the tarball
 */
async function pack(folder) {
  await runNpm(["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: projectRoot });
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
  return path.join(folder, name);
}

/** @param {string} tarballName */
function manifestFor(tarballName) {
  const locked = readJson(path.join(projectRoot, "package-lock.json")).packages;
  const versionOf = (/** @type {string} */ name) => locked[`node_modules/${name}`].version;
  return JSON.stringify({
    name: "fixture",
    private: true,
    dependencies: {
      "pulumi-sip": `file:${tarballName}`,
      ...Object.fromEntries(
        ["@pulumi/pulumi", "typescript", "@types/node"].map((name) => [name, versionOf(name)]),
      ),
    },
  });
}

/**
 * @param {string} tarball
 * @param {string} manifest
 * @param {string} projectDir
 */
async function install(tarball, manifest, projectDir) {
  await withTemporaryFolder(`${projectDir}.`, async (draft) => {
    copyFileSync(tarball, path.join(draft, path.basename(tarball)));
    writeFileSync(path.join(draft, "package.json"), manifest);
    writeFileSync(path.join(draft, "package-lock.json"), fixtureLock());
    await runNpm(["install", "--prefer-offline", "--ignore-scripts"], { cwd: draft });
    // If another process was faster, its folder holds the same.
    if (!existsSync(projectDir)) renameSync(draft, projectDir);
  });
}

/** npm keeps to the locked versions of what the fixture shares with this project and drops the rest. */
function fixtureLock() {
  const { packages } = readJson(path.join(projectRoot, "package-lock.json"));
  const shared = Object.entries(packages).filter(
    ([place, entry]) => place.startsWith("node_modules/") && !entry.link,
  );
  return JSON.stringify({
    name: "fixture",
    lockfileVersion: 3,
    requires: true,
    packages: Object.fromEntries(shared),
  });
}

/** Every change of the sources makes a new fixture; those that were not used for hours are removed. */
function removeIdleFixtures() {
  for (const name of readdirSync(cacheRoot()).filter((entry) => entry.startsWith("fixture-"))) {
    const folder = path.join(cacheRoot(), name);
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > idleMilliseconds)
      rmSync(folder, { recursive: true, force: true });
  }
}
