import { spawn } from "node:child_process";
import { once } from "node:events";
import { inject } from "vitest";
import { killTree } from "./processes.js";

/** Longest time that one command of the CLI may take, in milliseconds; then it is killed, and the test fails. */
const limitMs = 150_000;

/** A finished command. */
export interface Finished {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  /** Process id of the CLI itself. */
  readonly pid: number;
  /** Resolves when it has ended and all its output is read. */
  readonly finished: Promise<Finished>;
  /** Ends the CLI and everything that it started, at once. */
  readonly killAll: () => void;
}

/** An environment that uses nothing of the user's Pulumi. */
export async function isolatedEnvironment(root: string): Promise<Record<string, string>> {
  const { isolatedEnv } = await import("../../../scripts/lib/pulumi-env.mjs");
  // The switch for the log of events, which shows exactly what was done to which resource.
  return { ...isolatedEnv({ binDir: inject("pulumiBinDir"), root }), PULUMI_DEBUG_COMMANDS: "true" };
}

/** Starts a program. */
export function start(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Running {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} cannot be started`);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const killAll = (): void => killTree(pid);
  const timer = setTimeout(() => {
    stderr += `ended by the test after ${limitMs / 1000} s\n`;
    killAll();
  }, limitMs);
  const finished = once(child, "close").then(([code]: unknown[]): Finished => {
    clearTimeout(timer);
    return { code: typeof code === "number" ? code : null, stdout, stderr };
  });
  return { pid, finished, killAll };
}
