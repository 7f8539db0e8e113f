// The runtime as one file: the engine starts a process with it for every operation, and half of the start-up time would be
// spent on finding and reading a hundred and fifty small files.
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { decode, encode } from "@jridgewell/sourcemap-codec";
import { build } from "esbuild";
import { projectRoot } from "./project.mjs";

/** What the runtime loads only with its first request or first token. */
const external = ["undici", "jsonwebtoken"];

/**
 * Puts the runtime and what it always loads into one file, which replaces the compiled one. Names stay as they are, for
 * stack traces. Of zod only what is used is taken, which is why `src` imports it as a namespace.
 * @param {string} folder where the compiled package is
 * @returns {Promise<void>}
 * @throws {Error} with the bundler's messages
 */
export async function bundleRuntime(folder) {
  const outfile = path.join(folder, "runtime.js");
  await build({
    entryPoints: [path.join(projectRoot, "src", "runtime.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.18",
    // ES modules: only there the bundler can tell which parts are unused.
    mainFields: ["module", "main"],
    external,
    sourcemap: true,
    sourcesContent: false,
    logLevel: "silent",
  });
  await hideForeignSources(`${outfile}.map`);
}

/**
 * Removes the sources of other packages, which are not published with this one, from a source map. Their frames in a
 * stack trace show the bundle's lines.
 * @param {string} file
 */
async function hideForeignSources(file) {
  const map = JSON.parse(await readFile(file, "utf8"));
  const own = map.sources.filter((/** @type {string} */ source) => !source.includes("node_modules"));
  const lines = decode(map.mappings).map((line) =>
    line.map((segment) => {
      const [column, source, ...position] = segment;
      const index = source === undefined ? -1 : own.indexOf(map.sources[source]);
      return index === -1 ? [column] : [column, index, ...position];
    }),
  );
  const mappings = encode(/** @type {import("@jridgewell/sourcemap-codec").SourceMapMappings} */ (lines));
  await writeFile(file, JSON.stringify({ ...map, sources: own, mappings }));
}
