// One process at a time.
import { createHash, randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./cleanup.mjs";
import { cacheRoot, projectRoot } from "./project.mjs";

/** @typedef {import("./project.mjs").Log} Log */

const pollMilliseconds = 100;
const noticeMilliseconds = 10_000;

/**
 * Does a task while no other process of this user does one under the same name in this clone. Waits for as long as
 * the other process lives; the lock of a process that died is taken over.
 * @template T
 * @param {string} name
 * @param {Log} log
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withLock(name, log, task) {
  const clone = createHash("sha256").update(projectRoot).digest("hex").slice(0, 12);
  // In the cache folder, because `npm ci` deletes node_modules while the lock is held.
  const lock = path.join(cacheRoot(), `${name}-${clone}.lock`);
  const claim = `${lock}.${randomUUID()}`;
  let held = false;
  const free = () => {
    if (held) rmSync(lock, { force: true });
    rmSync(claim, { force: true });
  };
  const release = atExit(free);
  try {
    writeFileSync(claim, `${process.pid}`);
    for (let waited = 0; !claimed(claim, lock); waited += pollMilliseconds) {
      if (waited % noticeMilliseconds === 0) {
        log(`Waiting for process ${ownerOf(lock)}, which holds ${lock} (${waited / 1000} s)`);
      }
      await sleep(pollMilliseconds);
    }
    held = true;
    return await task();
  } finally {
    release();
    free();
  }
}

/**
 * @param {string} claim a file that holds this process's id
 * @param {string} lock
 * @returns {boolean} whether the lock is now this process's
 */
function claimed(claim, lock) {
  try {
    // A hard link appears with its content, so that nobody reads a lock without an owner.
    linkSync(claim, lock);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  const owner = ownerOf(lock);
  if (owner !== undefined && !isAlive(owner)) {
    const stale = `${claim}.stale`;
    try {
      renameSync(lock, stale);
      // Between the look and the rename a third process may have taken it over: then it gets its lock back.
      if (ownerOf(stale) !== owner) linkSync(stale, lock);
    } catch {
      // A third process was faster.
    }
    rmSync(stale, { force: true });
  }
  return false;
}

/**
 * @param {string} file
 * @returns {number | undefined}
 */
function ownerOf(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to someone else.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
