// Where files are: the clone, and the cache folder that outlives it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { atExit } from "./cleanup.mjs";

/** The root folder of the clone. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * A function that shows one line to the person who waits.
 * @typedef {(line: string) => void} Log
 */

/**
 * The folder in the user's cache where this project keeps what takes long to download or build.
 * @returns {string} an absolute path; the folder exists
 */
export function cacheRoot() {
  const folder = path.join(userCacheFolder(), "pulumi-sip");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @returns {string} */
function userCacheFolder() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  // The XDG rules say that a relative path must be ignored.
  if (XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === "win32") return LOCALAPPDATA ?? path.join(os.homedir(), "AppData", "Local");
  if (process.platform === "darwin") return path.join(os.homedir(), "Library", "Caches");
  return path.join(os.homedir(), ".cache");
}

/**
 * Gives a task an empty folder that is gone afterwards, unless the task has moved it.
 * @template T
 * @param {string} prefix path of the folder without its random end
 * @param {(folder: string) => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withTemporaryFolder(prefix, task) {
  const folder = mkdtempSync(prefix);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const release = atExit(remove);
  try {
    return await task(folder);
  } finally {
    release();
    remove();
  }
}

/**
 * Reads a JSON file.
 * @param {string} file
 * @returns {any} the parsed content, `undefined` when the file is missing or not JSON
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
