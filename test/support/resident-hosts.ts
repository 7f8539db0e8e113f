import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { engineAddress, hostArguments, withDebugLog, type HostProcess, type Launch } from "./host-process.js";

/** Operations that one process serves: the servers of earlier ones stay open in it. */
const operationsPerProcess = 250;

/** Line that a process writes to standard error when an operation is over and all its output has been written. */
const endOfOutput = "--- end of operation ---";

/** Processes that have served an operation and wait for the next. */
const idle: Resident[] = [];

/**
 * Starts an operation's host in a process that may have served others before. Its memory keeps nothing of them except
 * the libraries below the SDK's host and the package; a process that is killed is not used again.
 */
export const launchResident: Launch = async (projectDir, environment) => {
  const resident = idle.pop() ?? new Resident(projectDir);
  return resident.serve(environment);
};

class Resident {
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  readonly #lines: Interface;
  readonly #stderrStream: Readable;
  #stderr = "";
  #served = 0;
  #isOver = false;

  constructor(projectDir: string) {
    const script = join(__dirname, "resident-host.mjs");
    this.#child = spawn(process.execPath, [...hostArguments, script, engineAddress], {
      cwd: projectDir,
      env: withDebugLog,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error("the process has no output");
    this.#closed = once(this.#child, "close").then(() => {
      this.#isOver = true;
    });
    this.#lines = createInterface({ input: stdout });
    this.#stderrStream = stderr.setEncoding("utf8").on("data", (text: string) => (this.#stderr += text));
    // It ends with the connection to this process, and must not delay the end of this process.
    this.#child.unref();
  }

  async serve(environment: Record<string, string>): Promise<HostProcess> {
    this.#stderr = "";
    this.#served += 1;
    const named = once(this.#lines, "line") as Promise<[string]>;
    this.#child.send({ environment });
    const [port] = await Promise.race([named, this.#closed.then(() => this.#endedEarly())]);
    let isServing = true;
    const said = (): string => this.#stderr.replace(`${endOfOutput}\n`, "");
    return {
      port,
      kill: () => {
        // Once the operation is over, the process may serve another one, which this caller must not see.
        if (isServing) this.#child.kill("SIGKILL");
      },
      end: () => {
        isServing = false;
        return this.#end();
      },
      get stderr() {
        return said();
      },
    };
  }

  #endedEarly(): never {
    throw new Error(`the host ended before it printed its port: ${this.#stderr}`);
  }

  async #end(): Promise<void> {
    if (this.#child.killed || !this.#child.connected) return this.#closed;
    this.#child.send({ end: endOfOutput });
    while (!this.#isOver && !this.#stderr.includes(endOfOutput)) {
      await Promise.race([this.#closed, once(this.#stderrStream, "data")]);
    }
    if (this.#served < operationsPerProcess) idle.push(this);
    else this.#child.kill("SIGKILL");
  }
}
