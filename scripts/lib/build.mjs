// Compiles src into dist, with the runtime as one file, and knows whether that was done already.
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import { projectRoot, readJson } from "./project.mjs";
import { lastWords, runCommand } from "./run.mjs";

const dist = path.join(projectRoot, "dist");
// A sibling of dist, because the source maps hold relative paths.
const draft = path.join(projectRoot, ".dist-draft");
// Outside dist, because everything in dist is published.
const stampFile = path.join(projectRoot, "node_modules", ".cache", "pulumi-sip", "build");

/**
 * Whether dist was built from the present sources. Compares content, because the file times of a checkout say nothing.
 * @returns {boolean}
 */
export function isBuilt() {
  if (!existsSync(dist) || !existsSync(stampFile)) return false;
  return readFileSync(stampFile, "utf8") === stampOf();
}

/**
 * Compiles into a fresh folder that then replaces dist: nothing of deleted sources is left, and a failed build keeps the
 * old dist.
 * @returns {Promise<void>}
 * @throws {Error} with the compiler's messages
 */
export async function build() {
  const stamp = stampOf();
  rmSync(draft, { recursive: true, force: true });
  const compiler = path.join(projectRoot, "node_modules", "typescript", "bin", "tsc");
  const result = await runCommand(
    process.execPath,
    [compiler, "-p", "tsconfig.build.json", "--outDir", draft],
    {
      cwd: projectRoot,
    },
  );
  if (result.code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`The TypeScript compiler found errors:\n${lastWords(result, 40)}`);
  }
  // Only now, because a fresh clone has no bundler before its dependencies are installed, which the same scripts do.
  const { bundleRuntime } = await import("./bundle.mjs");
  await bundleRuntime(draft);
  const { removeUnloaded } = await import("./loaded.mjs");
  await removeUnloaded(draft);
  rmSync(dist, { recursive: true, force: true });
  renameSync(draft, dist);
  makeBinsExecutable();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** An install would do this; a link to this folder, such as a workspace has, does not. */
function makeBinsExecutable() {
  for (const file of Object.values(readJson(path.join(projectRoot, "package.json")).bin)) {
    const bin = path.join(projectRoot, String(file));
    if (existsSync(bin)) chmodSync(bin, 0o755);
  }
}

/** @returns {string} a digest of everything that dist depends on */
function stampOf() {
  const hash = createHash("sha256");
  const sources = readdirSync(path.join(projectRoot, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const settings = [
    "tsconfig.json",
    "tsconfig.build.json",
    "package.json",
    "scripts/lib/bundle.mjs",
    "scripts/lib/loaded.mjs",
  ].map((name) => path.join(projectRoot, name));
  for (const file of [...sources, ...settings]) {
    hash.update(path.relative(projectRoot, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  for (const tool of ["typescript", "esbuild", "zod"]) {
    hash.update(readJson(path.join(projectRoot, "node_modules", tool, "package.json"))?.version ?? "");
  }
  return hash.digest("hex");
}
