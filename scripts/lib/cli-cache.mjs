// The project's own copies of the Pulumi CLI, one folder a version, complete or absent.
import { renameSync, rmSync } from "node:fs";
import * as path from "node:path";
import { inspectInstallation, pinnedCliVersion } from "./cli-installation.mjs";
import { cacheRoot, withTemporaryFolder } from "./project.mjs";

/** @typedef {import("./cli-installation.mjs").Installation} Installation */
/** @typedef {import("./cli-installation.mjs").Release} Release */

/**
 * @param {Release} release
 * @returns {string} the folder of the pinned CLI for this machine, whether it exists or not
 */
function cachedCliFolder(release) {
  return path.join(cacheRoot(), `cli-${pinnedCliVersion(release)}-${process.platform}-${process.arch}`);
}

/**
 * @param {Release} [release]
 * @returns {Promise<Installation>} the cached CLI
 * @throws {Error} when there is none, or it is incomplete, does not run or is of another version
 */
export async function inspectCache(release = "newest") {
  const installation = await inspectInstallation(cachedCliFolder(release));
  const pinned = pinnedCliVersion(release);
  if (installation.version !== pinned) {
    throw new Error(`${installation.pulumi} is version ${installation.version}, not ${pinned}`);
  }
  return installation;
}

/**
 * Fills the cache: `make` puts the three parts into an empty folder, which becomes the cache entry in one rename.
 * Of two processes that do this at once, the first to finish wins and the other takes its entry.
 * @param {(folder: string) => Promise<void>} make
 * @param {Release} [release]
 * @returns {Promise<Installation>}
 */
export async function fillCache(make, release = "newest") {
  const entry = cachedCliFolder(release);
  // Beside the entry, because a rename is atomic only within one file system.
  return await withTemporaryFolder(`${entry}.`, async (draft) => {
    await make(draft);
    await inspectInstallation(draft);
    if (!moved(draft, entry) && (await inspectCache(release).catch(() => undefined)) === undefined) {
      // What is there is broken. It is moved away, because a folder is not renamed over one that is not empty.
      const discarded = `${draft}.broken`;
      moved(entry, discarded);
      moved(draft, entry);
      rmSync(discarded, { recursive: true, force: true });
    }
    return await inspectCache(release);
  });
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {boolean} false when `to` is taken or `from` is gone, as happens when another process was faster
 */
function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== undefined && ["ENOTEMPTY", "EEXIST", "EPERM", "ENOENT"].includes(code)) return false;
    throw error;
  }
}
