import { spawn } from "node:child_process";

/** A command of the Pulumi CLI that has ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command runs. */
export interface RunOptions {
  /** Passed on standard input, so that it touches no disk. */
  readonly input?: string;
  /** Whether the user sees its output while it runs. */
  readonly shown?: boolean;
  /** Variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The Pulumi CLI is not there. */
export class NoCli extends Error {
  override readonly name = "NoCli";
}

/**
 * Runs the Pulumi CLI of the user, in the folder of the user.
 *
 * @throws `NoCli` when there is none
 */
export function pulumi(
  args: readonly string[],
  { input, shown = false, env = {} }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const all = [...args, "--non-interactive"];
    const options = { stdio: "pipe", env: { ...process.env, ...env } } as const;
    // Node passes a socket, which cannot be opened as /dev/stdin; a shell passes a pipe.
    const child =
      input === undefined
        ? spawn("pulumi", all, options)
        : spawn("sh", ["-c", 'cat | pulumi "$@"', "sh", ...all], options);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (shown) process.stdout.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      if (shown) process.stderr.write(text);
    });
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "ENOENT"
          ? new NoCli(
              "the Pulumi CLI is not installed, or not in PATH. Install it: https://www.pulumi.com/docs/install/",
            )
          : error,
      ),
    );
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
    // A CLI that ends before it has read everything says why itself.
    child.stdin.on("error", () => undefined).end(input ?? "");
  });
}

/**
 * As {@link pulumi}, for a command that must succeed; returns its output.
 *
 * @param why what the command is for, for the error
 */
export async function succeed(args: readonly string[], why: string, options?: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await pulumi(args, options);
  if (code === 0) return stdout;
  const said =
    options?.shown === true ? "see above" : (stderr.trim() || stdout.trim()).replace(/^error: /, "");
  throw new Error(`${why}: 'pulumi ${args.slice(0, 2).join(" ")}' failed (exit ${code}): ${said}`);
}

/** The release that takes outputs in an import file, and the first one that can be trusted with it. */
const oldest = [3, 254, 0] as const;

/** @throws when the CLI is too old to import what this package writes */
export async function assertImports(): Promise<void> {
  const text = (await succeed(["version"], "looking for the version of the Pulumi CLI")).trim();
  const parts = /(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return;
  const index = parts.findIndex((part, at) => part !== oldest[at]);
  if (index === -1 || (parts[index] ?? 0) > (oldest[index] ?? 0)) return;
  throw new Error(
    `the Pulumi CLI is ${text}; an import of these resources takes ${oldest.join(".")} or later. Update it: ` +
      `https://www.pulumi.com/docs/install/. Without it, give each resource the option import with its id`,
  );
}

/** The flag that names a stack; none for the one that is selected. */
export function stackFlag(stack: string | undefined): readonly string[] {
  return stack === undefined ? [] : ["--stack", stack];
}
