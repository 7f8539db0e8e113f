// Which compiled files anything can load: most of the provider's are in the bundled runtime, and only their types are of
// use to anybody.
import { rm } from "node:fs/promises";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { build } from "esbuild";
import { projectRoot, readJson } from "./project.mjs";

/**
 * Removes the compiled files that no entry of package.json leads to, with their source maps. Their types stay.
 * @param {string} folder where the compiled package is
 * @returns {Promise<void>}
 * @throws {Error} with the bundler's messages
 */
export async function removeUnloaded(folder) {
  const kept = await loadedFrom(folder);
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  const unloaded = all.filter((file) => !kept.has(file));
  await Promise.all(
    unloaded
      .flatMap((file) => [file, `${file}.map`])
      .map((file) => rm(path.join(folder, file), { force: true })),
  );
}

/**
 * The compiled files that the entries of package.json load, at once or later.
 * @param {string} folder
 * @returns {Promise<ReadonlySet<string>>} relative to the folder
 */
async function loadedFrom(folder) {
  const { metafile } = await build({
    entryPoints: entriesOf(readJson(path.join(projectRoot, "package.json"))).map((file) =>
      path.join(folder, file),
    ),
    absWorkingDir: folder,
    outdir: folder,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    packages: "external",
    logLevel: "silent",
  });
  return new Set(Object.keys(metafile.inputs).map((file) => path.normalize(file)));
}

/**
 * @param {{ exports: Readonly<Record<string, string | { default: string }>>, bin: Readonly<Record<string, string>> }} manifest
 * @returns {string[]} below dist
 */
function entriesOf({ exports, bin }) {
  const targets = Object.values(exports).map((target) =>
    typeof target === "string" ? target : target.default,
  );
  return [...targets, ...Object.values(bin)]
    .filter((target) => target.endsWith(".js"))
    .map((target) => target.replace("./dist/", ""));
}
