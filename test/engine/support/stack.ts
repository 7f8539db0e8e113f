import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { RequestLogEntry, Simulator } from "../../../src/simulator";
import { isolatedEnvironment, start, type Finished, type Running } from "./cli.js";
import { assertNoLeaks, assertNoPrintedLeaks, secretsAmong } from "../../support/leaks.js";
import { accountOf, type VendorName } from "./account.js";
import { requestLine, writes } from "./requests.js";
import { isOurs, nameOf, parseDeployment, type Deployment, type StateResource } from "./state.js";
import { messagesIn, readEvents, stepsIn, type Message } from "./steps.js";
import { assertFilesShowNone } from "./written.js";
import type { Workspace } from "./workspace.js";

/** A finished operation of the engine. */
export interface Operation extends Finished {
  /** Everything that the CLI printed. */
  readonly output: string;
  /** What was done to the resources of this package, such as `replace support [isShared]`; nothing for unchanged ones. */
  readonly steps: readonly string[];
  /** Warnings, and lines of progress, in order. */
  readonly messages: readonly Message[];
  /** The requests that reached the stack's simulator. */
  readonly log: readonly RequestLogEntry[];
  /** The same as lines of a table. */
  readonly requests: readonly string[];
  /** Those of them that write. */
  readonly writes: readonly string[];
}

/** What a command took. */
export interface Measured {
  readonly wallMs: number;
  /** Of all processors; 0 where nobody knows. */
  readonly cpuMs: number;
  /** Of it and everything that it started, together, at its highest; 0 where nobody knows. */
  readonly peakBytes: number;
  readonly stdout: string;
  readonly log: readonly RequestLogEntry[];
  readonly writes: readonly string[];
}

type Command = "up" | "preview" | "refresh" | "destroy" | "import";

/** The options of a stack. */
export interface StackOptions {
  /** The simulator that all requests of the stack are to reach. */
  readonly simulator: Simulator;
  /** The vendor whose account is configured, and no other; `videosdk` by default. */
  readonly vendor?: VendorName;
  /** Body of the program, CommonJS. `videosdk`, `signalwire` and `pulumi` are there. */
  readonly program?: string;
  /** Settings in addition to those of the simulator; undefined leaves one of those out. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
  /** Secret settings in addition to those of the simulator; undefined leaves one of those out. */
  readonly secrets?: Readonly<Record<string, string | undefined>>;
  /** Folder of an existing project; by default one is created for `program`. */
  readonly project?: string;
}

/** A stack of its own project, home, backend and passphrase, on the real CLI. */
export class Stack {
  /** Folder of the project. */
  readonly folder: string;
  /** Folder of everything that the CLI keeps: home and backend. */
  readonly root: string;
  readonly #simulator: Simulator;
  readonly #env: Record<string, string>;
  #operations = 0;
  /** Everything that any command has printed or logged. */
  transcript = "";
  /** The secrets in its programs and settings: no command may show them. */
  readonly #secrets = new Map<string, string>();

  private constructor(folder: string, root: string, simulator: Simulator, env: Record<string, string>) {
    this.folder = folder;
    this.root = root;
    this.#simulator = simulator;
    this.#env = env;
  }

  /** Creates an empty stack with its settings. `name` is that of the project, and must be new to the workspace. */
  static async create(workspace: Workspace, name: string, options: StackOptions): Promise<Stack> {
    const { simulator } = options;
    const root = workspace.folder(`${name}-pulumi`);
    const folder = options.project ?? workspace.folder(name);
    const stack = new Stack(folder, root, simulator, await isolatedEnvironment(root));
    if (options.project === undefined) {
      writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
      stack.program(options.program ?? "");
    }
    // Whatever the CLI has left on the disk when the tests are over.
    workspace.atEnd(() => assertFilesShowNone(stack, stack.#secrets));
    await stack.succeed("stack", "init", "dev");
    const account = accountOf(simulator, options.vendor ?? "videosdk");
    await stack.configure(
      { ...account.settings, ...options.settings },
      { ...account.secrets, ...options.secrets },
    );
    return stack;
  }

  /** Sets environment variables for all later commands. */
  environment(values: Readonly<Record<string, string>>): void {
    Object.assign(this.#env, values);
    for (const [place, value] of Object.entries(secretsAmong(values))) this.#secrets.set(value, place);
  }

  /** Where its commands find what they start. */
  get path(): string {
    return this.#env["PATH"] ?? "";
  }

  /** Rewrites the program. */
  program(body: string): void {
    const head =
      'const pulumi = require("@pulumi/pulumi");\nconst { signalwire, videosdk } = require("pulumi-sip");\n';
    for (const [, key = "", value = ""] of body.matchAll(/"(password|secret|token)":\s*"([^"<>]{6,})"/g))
      this.#secrets.set(value, key);
    writeFileSync(join(this.folder, "index.js"), head + body);
  }

  /** Changes settings. */
  async configure(
    settings: Readonly<Record<string, string | undefined>>,
    secrets: Readonly<Record<string, string | undefined>> = {},
  ): Promise<void> {
    for (const [place, value] of Object.entries(secretsAmong({ secret: secrets })))
      this.#secrets.set(value, place);
    const flags = (kind: string, values: Readonly<Record<string, string | undefined>>): string[] =>
      Object.entries(values).flatMap(([key, value]) =>
        value === undefined ? [] : [kind, `${key}=${value}`],
      );
    await this.succeed("config", "set-all", ...flags("--plaintext", settings), ...flags("--secret", secrets));
  }

  /** `pulumi up`, which must succeed. */
  up(...flags: string[]): Promise<Operation> {
    return this.#expecting(true, "up", flags);
  }

  /** `pulumi preview`, which must succeed. */
  preview(...flags: string[]): Promise<Operation> {
    return this.#expecting(true, "preview", flags);
  }

  /** `pulumi refresh`, which must succeed. */
  refresh(...flags: string[]): Promise<Operation> {
    return this.#expecting(true, "refresh", flags);
  }

  /** `pulumi destroy`, which must succeed. */
  destroy(...flags: string[]): Promise<Operation> {
    return this.#expecting(true, "destroy", flags);
  }

  /** An operation that must fail. */
  failing(command: Command, ...flags: string[]): Promise<Operation> {
    return this.#expecting(false, command, flags);
  }

  /** An operation that may succeed or fail. */
  operate(command: Command, ...flags: string[]): Promise<Operation> {
    return this.begin(command, ...flags).finished;
  }

  /** Starts an operation. */
  begin(command: Command, ...flags: string[]): Omit<Running, "finished"> & { finished: Promise<Operation> } {
    this.#operations += 1;
    const eventLog = join(this.root, `events-${this.#operations}.jsonl`);
    const consent = command === "preview" ? [] : ["--yes", "--skip-preview"];
    this.#simulator.clearRequests();
    const running = this.#start([command, ...consent, "--event-log", eventLog, ...flags]);
    const finished = running.finished.then((result): Operation => {
      const log = this.#simulator.requests();
      const events = readEvents(eventLog);
      this.transcript += events;
      assertNoLeaks("event log", events, this.#secrets);
      const output = result.stdout + result.stderr;
      return {
        ...result,
        output,
        steps: stepsIn(events),
        messages: messagesIn(events),
        log,
        requests: log.map(requestLine),
        writes: writes(log),
      };
    });
    return { ...running, finished };
  }

  /** Runs any command of the CLI, which must succeed; returns its output. */
  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed (${code}):\n${stdout}${stderr}`);
    return stdout;
  }

  /** Runs any command of the CLI. */
  run(...args: string[]): Promise<Finished> {
    return this.#start(args).finished;
  }

  /** Looks at what was printed elsewhere, which may show no secret either. */
  note(output: string): void {
    this.transcript += output;
    assertNoPrintedLeaks(output, this.#secrets);
  }

  /** Runs a script with Node, in the folder and with the environment of the program. */
  node(...args: string[]): Promise<Finished> {
    return start(process.execPath, args, this.folder, this.#env).finished;
  }

  /** Runs a program that must succeed, in the folder and with the environment of the program, without a limit of time. */
  async measured(command: string, ...args: string[]): Promise<Measured> {
    const { measured } = await import("../../../bench/lib/processes.mjs");
    this.#simulator.clearRequests();
    const file = command === "pulumi" ? join(inject("pulumiBinDir"), command) : command;
    const usage = await measured(file, args, { cwd: this.folder, env: this.#env });
    this.note(usage.stdout);
    const log = this.#simulator.requests();
    return { ...usage, log, writes: writes(log) };
  }

  /** What state holds. */
  async export(): Promise<Deployment> {
    return parseDeployment(await this.succeed("stack", "export"));
  }

  /** A resource of this package in state. */
  async resource(name: string): Promise<StateResource> {
    const { resources } = await this.export();
    const found = resources.find((one) => isOurs(one) && nameOf(one.urn) === name);
    if (found === undefined) throw new Error(`state holds no ${name}`);
    return found;
  }

  /** The stack's outputs, secrets in clear. */
  async outputs<T>(): Promise<T> {
    return JSON.parse(await this.succeed("stack", "output", "--json", "--show-secrets")) as T;
  }

  async #expecting(success: boolean, command: Command, flags: string[]): Promise<Operation> {
    const operation = await this.operate(command, ...flags);
    if ((operation.code === 0) === success) return operation;
    const verdict = success ? `failed (${operation.code})` : "succeeded, but should have failed";
    throw new Error(`pulumi ${[command, ...flags].join(" ")} ${verdict}:\n${operation.output}`);
  }

  #start(args: readonly string[]): Running {
    const pulumi = join(inject("pulumiBinDir"), process.platform === "win32" ? "pulumi.exe" : "pulumi");
    const running = start(pulumi, [...args, "--non-interactive"], this.folder, this.#env);
    const finished = running.finished.then((result) => {
      this.transcript += result.stdout + result.stderr;
      if (!args.includes("--show-secrets"))
        assertNoPrintedLeaks(result.stdout + result.stderr, this.#secrets);
      return result;
    });
    return { ...running, finished };
  }
}
