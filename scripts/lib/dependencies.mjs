// Whether node_modules holds what package-lock.json says, and `npm ci` where it does not.
import * as path from "node:path";
import { runNpm } from "./npm.mjs";
import { projectRoot, readJson } from "./project.mjs";
import { withProgress } from "./run.mjs";

/** @typedef {import("./project.mjs").Log} Log */
/** @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockEntry */
/** @typedef {{ packages?: Record<string, LockEntry> }} Lockfile */

/**
 * Runs `npm ci` unless what is installed is what the lockfile says.
 * @param {Log} log
 * @returns {Promise<void>}
 * @throws {Error} with npm's message
 */
export async function ensureDependencies(log) {
  const wanted = readJson(path.join(projectRoot, "package-lock.json"));
  // npm writes this file as the last act of an install, so an interrupted one leaves none.
  const installed = readJson(path.join(projectRoot, "node_modules", ".package-lock.json"));
  if (installed !== undefined && isInstalled(wanted, installed)) return;
  await withProgress(log, "Installing the dependencies (npm ci)", () => runNpm(["ci"], { cwd: projectRoot }));
}

/**
 * Compares a lockfile with npm's own record of what it installed.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages ?? {}).every(([place, entry]) => {
    if (place === "") return true;
    const present = installed.packages?.[place];
    // npm leaves out optional packages that are made for another operating system or processor.
    if (present === undefined) return entry.optional === true || entry.devOptional === true;
    return (
      present.version === entry.version &&
      present.integrity === entry.integrity &&
      (entry.link !== true || present.resolved === entry.resolved)
    );
  });
}
