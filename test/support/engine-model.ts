import { EngineOperation } from "./engine-operation.js";
import { asWritten, type Result, type StackState } from "./engine-state.js";
import { Host, type HostOptions, type ReadAnswer } from "./host.js";
import { assertNoLeaks, assertNoPrintedLeaks, secretsAmong } from "./leaks.js";
import { internals, type Declared, type Program } from "./program.js";
import { filesUnder } from "./written-files.js";

/** How to make a model of the engine. */
export interface EngineOptions extends HostOptions {
  /** Project and stack, as `project/stack`. Default `shop/dev`. */
  readonly stack?: string | undefined;
  /** How many steps run at the same time, as `--parallel`; no limit by default. */
  readonly parallel?: number | undefined;
  /** Whether further steps start after one has failed, as `--continue-on-error`; false by default. */
  readonly continueOnError?: boolean;
}

/**
 * Pulumi's engine as far as a provider can observe it: it keeps state between operations and drives the SDK's host
 * through the same calls, with the same arguments, in the same order and with the same concurrency. Every operation
 * uses a new process. What follows the engine's source is in `engine-operation.ts`.
 */
export class EngineModel {
  /** What the stack's state file would hold. */
  readonly state: StackState = new Map();
  /** Stack configuration; may be changed between operations. */
  config: Readonly<Record<string, string>>;
  readonly #options: EngineOptions;
  readonly #stack: string;
  /** Every secret that it was given or keeps, once, with a place of it. */
  readonly #secrets = new Map<string, string>();
  #host: Host | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#stack = options.stack ?? "shop/dev";
    this.config = options.config;
  }

  /** `pulumi up --skip-preview`. */
  up(program: Program): Promise<Result> {
    this.#note(program);
    return this.#operate(false, (operation) => operation.up(program));
  }

  /** `pulumi preview`. */
  preview(program: Program): Promise<Result> {
    this.#note(program);
    return this.#operate(true, (operation) => operation.up(program));
  }

  /** `pulumi refresh`, without running the program. */
  refresh(): Promise<Result> {
    return this.#operate(false, (operation) => operation.refresh());
  }

  /** `pulumi destroy`, without running the program. */
  destroy(): Promise<Result> {
    return this.#operate(false, (operation) => operation.up([]));
  }

  /** A resource's `get`: a read that has only the id. */
  async get(declared: Omit<Declared, "inputs">, id: string): Promise<ReadAnswer | undefined> {
    const known = internals(declared, this.#stack);
    const host = await this.#start();
    try {
      return await host.read(id, known, known);
    } finally {
      await host.stop();
    }
  }

  /** Kills the provider's process of the operation under way. */
  kill(): void {
    this.#host?.kill();
  }

  async #operate(dryRun: boolean, run: (operation: EngineOperation) => Promise<void>): Promise<Result> {
    const host = await this.#start();
    const { parallel, continueOnError } = this.#options;
    const limits = {
      ...(parallel === undefined ? {} : { parallel }),
      continueOnError: continueOnError === true,
    };
    const operation = new EngineOperation(host, this.state, this.#stack, dryRun, limits);
    try {
      await run(operation);
    } finally {
      await host.stop();
    }
    this.#note([...this.state.values()].map(({ inputs, outputs }) => ({ inputs, outputs })));
    const { errors, failedProperties } = operation.result;
    assertNoPrintedLeaks([host.everything, ...errors, ...failedProperties].join("\n"), this.#secrets);
    assertNoLeaks("state", asWritten(this.state), this.#secrets);
    for (const { text } of filesUnder(host.pulumiHome)) assertNoLeaks("file", text, this.#secrets);
    return { ...operation.result, output: host.stderr };
  }

  /** Remembers the secrets in something: none of this engine's operations may show them. */
  #note(value: unknown): void {
    for (const [place, secret] of Object.entries(secretsAmong(value))) this.#secrets.set(secret, place);
  }

  async #start(): Promise<Host> {
    this.#note([this.config, this.#options.env]);
    const { parallel, env } = this.#options;
    const workers = parallel === undefined ? {} : { PULUMI_PARALLEL: String(parallel) };
    this.#host = await Host.start({ ...this.#options, config: this.config, env: { ...workers, ...env } });
    return this.#host;
  }
}
