// Runs the repository's TypeScript in this process, without a build: each entry becomes one file for the time of loading.
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { projectRoot } from "./project.mjs";

/**
 * Loads a module of the repository that is written in TypeScript.
 * @param {string} entry path from the root of the clone, such as `test/live/main.ts`
 * @returns {Promise<any>} what it exports
 * @throws {Error} with the bundler's messages
 */
export async function loadTypeScript(entry) {
  const { build } = await import("esbuild");
  // A folder below the root, because the sources look for package.json one folder up.
  const folder = path.join(projectRoot, "test-results");
  mkdirSync(folder, { recursive: true });
  // The whole path, because a module that was loaded from a file of the same name would be taken for this one.
  const name = entry.replace(/\.ts$/, "").replaceAll("/", "-");
  const outfile = path.join(folder, `${name}-${process.pid}.cjs`);
  try {
    await build({
      entryPoints: [path.join(projectRoot, entry)],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20.18",
      packages: "external",
      logLevel: "silent",
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
