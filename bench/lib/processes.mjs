// Processor time and memory of a command and everything that it starts, from /proc. Only Linux has it; elsewhere they are 0.
import { readFileSync, readdirSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { lastWords } from "../../scripts/lib/run.mjs";

/** Clock ticks in a second, by which Linux counts processor time. */
const ticksPerSecond = 100;
const pageBytes = 4096;
const sampleMs = 50;

/**
 * @typedef {object} Usage
 * @property {number} wallMs
 * @property {number} cpuMs of all processes together
 * @property {number} peakBytes resident memory of all processes together, at its highest
 * @property {string} stdout
 */

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Usage>}
 * @throws {Error} with the command's output when it fails
 */
export async function measured(command, args, { cwd, env }) {
  const start = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  /** @type {Map<number, number>} */
  const ticks = new Map();
  let peakBytes = 0;
  const look = () => {
    const family = descendants(child.pid ?? 0);
    for (const { pid, cpuTicks } of family) ticks.set(pid, cpuTicks);
    peakBytes = Math.max(
      peakBytes,
      family.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  };
  const timer = setInterval(look, sampleMs);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const [code] = await once(child, "close");
  clearInterval(timer);
  const wallMs = performance.now() - start;
  if (code !== 0) {
    const words = lastWords({ code, stdout, stderr }, 20);
    throw new Error(`${command} ${args.join(" ")} failed (${code}):\n${words}`);
  }
  const cpuMs = ([...ticks.values()].reduce((sum, each) => sum + each, 0) * 1000) / ticksPerSecond;
  return { wallMs, cpuMs, peakBytes, stdout };
}

/**
 * Processor time that a process has used.
 * @param {number} pid
 * @returns {number} in milliseconds; 0 where that is not known
 */
export function cpuMsOf(pid) {
  return ((statOf(pid)?.cpuTicks ?? 0) * 1000) / ticksPerSecond;
}

/**
 * Resident memory of a process.
 * @param {number} pid
 * @returns {number} in bytes; 0 where that is not known
 */
export function residentBytesOf(pid) {
  return statOf(pid)?.bytes ?? 0;
}

/**
 * The highest resident memory that a process has had.
 * @param {number} pid
 * @returns {number} in bytes; 0 where that is not known
 */
export function peakBytesOf(pid) {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** @param {number} root */
function descendants(root) {
  const all = processes();
  const own = new Set([root]);
  for (let before = 0; before < own.size;) {
    before = own.size;
    for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
  }
  return all.filter(({ pid }) => own.has(pid));
}

function processes() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)) ?? []);
  } catch {
    return [];
  }
}

/** @param {number} pid */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the command is in parentheses and may contain anything.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system, pages] = [1, 11, 12, 21].map((index) => Number(fields[index]));
    return {
      pid,
      parent: parent ?? 0,
      cpuTicks: (user ?? 0) + (system ?? 0),
      bytes: (pages ?? 0) * pageBytes,
    };
  } catch {
    return undefined;
  }
}
