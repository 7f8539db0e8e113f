import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { startSimulator, type BehaviourChanges, type Simulator } from "../../../src/simulator";
import { assertNoPrintedLeaks, secretsAmong } from "../../support/leaks.js";
import type { Program } from "../../support/program.js";
import { settingsOf } from "./environment.js";
import { isolatedEnvironment, start, type Finished, type Running } from "./cli.js";
import { programText } from "./program-text.js";
import { parseDeployment, type Deployment } from "./state.js";
import { readEvents, stepsIn } from "./steps.js";
import type { Workspace } from "./workspace.js";
import { assertFilesShowNone } from "./written.js";

/** The vendors' objects and the stack's state at one moment, from which any number of runs can start. */
export interface Moment {
  readonly dataFile: string;
  readonly backend: string;
}

/** What a command did. */
export interface Run extends Finished {
  /** What was done to the resources of this package; nothing for unchanged ones. */
  readonly steps: readonly string[];
  /** Requests that write. */
  readonly writes: readonly string[];
}

const vendors = ["videosdk", "signalwire"] as const;

/**
 * A stack that can be restored to an earlier moment, together with its vendors. All its settings are environment
 * variables, so that its state does not depend on where the vendors listen.
 */
export class FaultStack {
  readonly #name: string;
  readonly #folder: string;
  readonly #root: string;
  readonly #env: Record<string, string>;
  #sim: Simulator | undefined;
  #dataFile = "";
  /** The secrets in its programs and settings: no command may show them. */
  readonly #secrets = new Map<string, string>();
  #count = 0;

  private constructor(workspace: Workspace, name: string, root: string, env: Record<string, string>) {
    this.#name = name;
    this.#folder = workspace.folder(name);
    this.#root = root;
    this.#env = env;
  }

  /** Makes an empty stack; `name` must be new to the workspace. */
  static async create(workspace: Workspace, name: string): Promise<FaultStack> {
    const root = workspace.folder(`${name}-pulumi`);
    const stack = new FaultStack(workspace, name, root, await isolatedEnvironment(root));
    // JavaScript: the compiler would take as long as the rest of a run.
    const runtime = { name: "nodejs", options: { typescript: false } };
    writeFileSync(join(stack.#folder, "Pulumi.yaml"), JSON.stringify({ name, runtime }));
    workspace.atEnd(() => assertFilesShowNone({ root, folder: stack.#folder }, stack.#secrets));
    await stack.succeed("stack", "init", "dev");
    return stack;
  }

  /** The vendors. */
  get sim(): Simulator {
    if (this.#sim === undefined) throw new Error("no vendors were started");
    return this.#sim;
  }

  /** Starts vendors that hold nothing, or restores vendors and state of a moment. */
  async startFrom(moment: Moment | undefined, behaviour: BehaviourChanges): Promise<void> {
    await this.end();
    // Not among what the CLI keeps: it holds passwords, as the vendors do.
    this.#dataFile = join(this.#folder, `vendors-${this.#next()}.json`);
    if (moment !== undefined) {
      copyFileSync(moment.dataFile, this.#dataFile);
      rmSync(this.#backend, { recursive: true });
      cpSync(moment.backend, this.#backend, { recursive: true });
      // Notes of creations that were begun after that moment.
      rmSync(join(this.#root, "pulumi-home", "pulumi-sip"), { recursive: true, force: true });
    }
    this.#sim = await startSimulator({ ...behaviour, dataFile: this.#dataFile });
    this.environment(settingsOf(this.#sim, "example"));
  }

  /** Keeps what the vendors and the state hold now. */
  async freeze(): Promise<Moment> {
    await this.end();
    const backend = join(this.#root, `backend-${this.#next()}`);
    cpSync(this.#backend, backend, { recursive: true });
    return { dataFile: this.#dataFile, backend };
  }

  /** Stops the vendors. */
  async end(): Promise<void> {
    await this.#sim?.close();
    this.#sim = undefined;
  }

  /** Sets environment variables for all later commands. */
  environment(values: Readonly<Record<string, string>>): void {
    Object.assign(this.#env, values);
    this.#noteSecrets(values);
  }

  /** Sets the time limits and the number of retries of both vendors; undefined means the usual number. */
  patience(
    seconds: { request: number; operation: number } | undefined,
    maxRetries: number | undefined,
  ): void {
    for (const vendor of vendors.map((name) => name.toUpperCase())) {
      this.environment({
        [`${vendor}_REQUEST_TIMEOUT`]: String(seconds?.request ?? ""),
        [`${vendor}_OPERATION_TIMEOUT`]: String(seconds?.operation ?? ""),
        [`${vendor}_MAX_RETRIES`]: String(maxRetries ?? ""),
      });
    }
  }

  /** Rewrites the program. */
  program(program: Program): void {
    writeFileSync(join(this.#folder, "index.js"), programText(program));
    this.#noteSecrets(program);
  }

  /** Runs an operation of the engine to its end, successful or not. */
  async operate(command: "up" | "destroy" | "refresh", ...flags: readonly string[]): Promise<Run> {
    return await this.begin(command, ...flags).finished;
  }

  /** Starts an operation of the engine. The failure of one resource does not stop the others. */
  begin(
    command: "up" | "destroy" | "refresh",
    ...flags: readonly string[]
  ): Omit<Running, "finished"> & { finished: Promise<Run> } {
    const eventLog = join(this.#root, `events-${this.#next()}.jsonl`);
    const goOn = command === "refresh" ? [] : ["--continue-on-error"];
    this.sim.clearRequests();
    const running = this.#start([
      ...[command, "--yes", "--skip-preview", "--event-log", eventLog],
      ...goOn,
      ...flags,
    ]);
    const finished = running.finished.then((result): Run => {
      const writes = this.sim.requests().filter(({ method }) => method !== "GET");
      return {
        ...result,
        steps: stepsIn(readEvents(eventLog)),
        writes: writes.map(({ method, url, status }) => `${method} ${url} ${status}`),
      };
    });
    return { ...running, finished };
  }

  /** Runs any command of the CLI, which must succeed; returns its output. */
  async succeed(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#start(args).finished;
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed (${code}):\n${stdout}${stderr}`);
    return stdout;
  }

  /** What state holds, as the CLI would export it. Read from the backend's file, which is fast. */
  state(): Deployment {
    const file = join(this.#backend, ".pulumi", "stacks", this.#name, "dev.json");
    if (!existsSync(file)) return { resources: [], pendingOperations: [] };
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: object } };
    return parseDeployment(JSON.stringify({ deployment: checkpoint.latest ?? {} }));
  }

  get #backend(): string {
    return join(this.#root, "pulumi-state");
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  #start(args: readonly string[]): Running {
    const pulumi = join(inject("pulumiBinDir"), process.platform === "win32" ? "pulumi.exe" : "pulumi");
    const running = start(pulumi, [...args, "--non-interactive"], this.#folder, this.#env);
    const finished = running.finished.then((result) => {
      assertNoPrintedLeaks(result.stdout + result.stderr, this.#secrets);
      return result;
    });
    return { ...running, finished };
  }

  #noteSecrets(value: unknown): void {
    for (const [place, secret] of Object.entries(secretsAmong(value))) this.#secrets.set(secret, place);
  }
}
