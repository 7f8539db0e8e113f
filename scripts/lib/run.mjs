// Child processes that end with this process, and long steps that show their progress.
import { spawn } from "node:child_process";
import { atExit } from "./cleanup.mjs";

/** @typedef {import("./project.mjs").Log} Log */

/**
 * What a finished command left.
 * @typedef {object} CommandResult
 * @property {number} code exit code; 1 when a signal ended it
 * @property {string} stdout
 * @property {string} stderr
 */

/** @param {import("node:child_process").ChildProcess} child */
function endWithDescendants(child) {
  if (child.pid === undefined) return;
  try {
    // The child leads its own process group, so that what a shell script started ends with it.
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/**
 * Runs a command to its end and captures its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal, onLine?: Log }} [options]
 *   `signal` ends the command and everything it started; `onLine` sees each line of stderr
 * @returns {Promise<CommandResult>}
 * @throws {Error} when the command cannot be started, or the signal's reason when it was aborted
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      // npm and the dynamic-provider launcher are batch files on Windows, which only a shell starts.
      shell: process.platform === "win32" && !command.endsWith(".exe"),
    });
    const release = atExit(() => endWithDescendants(child));
    let stdout = "";
    let stderr = "";
    let unfinished = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
      const lines = (unfinished + text).split("\n");
      unfinished = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") options.onLine?.(line.trim());
    });
    const abort = () => endWithDescendants(child);
    signal?.addEventListener("abort", abort, { once: true });
    const detach = () => {
      release();
      signal?.removeEventListener("abort", abort);
    };
    child.once("error", (error) => {
      detach();
      reject(new Error(`cannot run ${command}: ${error.message}`));
    });
    child.once("close", (code) => {
      detach();
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code: code ?? 1, stdout, stderr });
    });
  });
}

/**
 * Runs a step that may take long, and shows its name, then the elapsed time every 10 seconds until it ends.
 * @template T
 * @param {Log} log
 * @param {string} what the step in the reader's words
 * @param {(note: Log) => Promise<T>} step `note` sets the detail that the next progress line shows
 * @returns {Promise<T>}
 */
export async function withProgress(log, what, step) {
  const start = performance.now();
  const elapsed = () => `${Math.round((performance.now() - start) / 1000)} s`;
  let detail = "";
  log(`${what} ...`);
  const timer = setInterval(() => log(`${what}: ${elapsed()}${detail && ` (${detail})`}`), 10_000);
  try {
    const result = await step((note) => (detail = note.slice(0, 80)));
    log(`${what}: done in ${elapsed()}`);
    return result;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log(`${what}: failed after ${elapsed()}: ${reason.split("\n", 1)[0]}`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * The end of a command's output, which is where tools say what went wrong.
 * @param {CommandResult} result
 * @param {number} [lines]
 * @returns {string}
 */
export function lastWords(result, lines = 5) {
  const text = result.stderr.trim() || result.stdout.trim();
  return text.split("\n").slice(-lines).join("\n") || `exit code ${result.code}`;
}
