import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** A process that serves the SDK's host. */
export interface HostProcess {
  /** The port that it printed. */
  readonly port: string;
  /** What it wrote to standard error so far. */
  readonly stderr: string;
  /** Ends it as the engine does, and waits until all its output has arrived. */
  end(): Promise<void>;
  /** Kills it in the middle of whatever it does, with no chance to clean up. */
  kill(): void;
}

/** Starts a process in a project, with nothing but these environment variables. */
export type Launch = (projectDir: string, environment: Record<string, string>) => Promise<HostProcess>;

const lazyModules = pathToFileURL(join(__dirname, "lazy-modules.mjs")).href;

/** With the debug log, which no secret may be in either. */
export const withDebugLog = { NODE_DEBUG: "pulumi-sip" };

/** The options that make Node load what the host needs first, and nothing that it does not need. */
export const hostArguments: readonly string[] = ["--import", lazyModules];

/** An address of an engine, which the host requires; nobody listens there, so its messages go to standard error. */
export const engineAddress = "127.0.0.1:1";

/** Starts a process for one operation, as an engine does that listens at this address. */
export const launchFor =
  (address: string): Launch =>
  async (projectDir, environment) => {
    const script = join(projectDir, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");
    const child = spawn(process.execPath, [...hostArguments, script, address], {
      cwd: projectDir,
      env: { ...withDebugLog, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const lines = createInterface({ input: child.stdout });
    const [port] = (await Promise.race([
      once(lines, "line"),
      once(child, "exit").then(() => {
        throw new Error("the host ended before it named its port");
      }),
    ])) as [string];
    const kill = (): void => void child.kill("SIGKILL");
    return {
      port,
      kill,
      get stderr() {
        return stderr;
      },
      async end() {
        const ended = child.exitCode ?? child.signalCode;
        const closed = ended === null ? once(child, "close") : undefined;
        kill();
        await closed;
      },
    };
  };

/** The same without an engine that listens. */
export const launchProcess: Launch = launchFor(engineAddress);
