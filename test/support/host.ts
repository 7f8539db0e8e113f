import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { credentials, type ClientUnaryCall, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { withoutDebugLog } from "./debug-log.js";
import { launchProcess, type HostProcess, type Launch } from "./host-process.js";
import { fromStruct, hostErrorFrom, HostError, secretOnWire, toStruct, type Properties } from "./wire.js";

/** How to start a host. */
export interface HostOptions {
  /** A project with the package and the SDK installed; the host's working directory, as it is the engine's. */
  readonly projectDir: string;
  /** A temporary folder: home of the user and of Pulumi. */
  readonly home: string;
  /** Stack configuration by full keys, such as `videosdk:apiKey`. */
  readonly config: Readonly<Record<string, string>>;
  /** Environment variables on top of the few that a process needs. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Where the process comes from; a new one by default. */
  readonly launch?: Launch | undefined;
}

/** What a check found. */
export interface CheckAnswer {
  readonly inputs: Properties;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/** What a diff found. */
export interface DiffAnswer {
  readonly changes: "unknown" | "none" | "some";
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a read found; undefined when the object is gone. */
export interface ReadAnswer {
  readonly id: string;
  readonly properties: Properties;
  /** Undefined when the provider returns no inputs. */
  readonly inputs: Properties | undefined;
}

const { DIFF_UNKNOWN, DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
const changes = { [DIFF_UNKNOWN]: "unknown", [DIFF_NONE]: "none", [DIFF_SOME]: "some" } as const;

/**
 * The SDK's process for dynamic resources, called as the engine does: over gRPC, with the provider's text among the
 * properties. One process serves one preview, one update, one refresh or one destroy.
 */
export class Host {
  readonly #process: HostProcess;
  readonly #client: ResourceProviderClient;
  /** Where the engine, and the provider beside it, keep files. */
  readonly pulumiHome: string;

  private constructor(process: HostProcess, pulumiHome: string) {
    this.#process = process;
    this.pulumiHome = pulumiHome;
    this.#client = new ResourceProviderClient(`127.0.0.1:${process.port}`, credentials.createInsecure());
  }

  /** Starts a process and passes it the configuration. */
  static async start(options: HostOptions): Promise<Host> {
    mkdirSync(options.home, { recursive: true });
    const launch = options.launch ?? launchProcess;
    const variables = environment(options);
    const host = new Host(await launch(options.projectDir, variables), variables.PULUMI_HOME);
    await host.#configure(options.config);
    return host;
  }

  /** What the process wrote to standard error so far: warnings, and the errors of some operations. */
  get stderr(): string {
    return withoutDebugLog(this.#process.stderr);
  }

  /** The same with the lines of the debug log. */
  get everything(): string {
    return this.#process.stderr;
  }

  async check(olds: Properties, news: Properties): Promise<CheckAnswer> {
    const request = new messages.CheckRequest().setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await answered<messages.CheckResponse>((done) => this.#client.check(request, done));
    const failures = answer
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    return { inputs: fromStruct(answer.getInputs()), failures };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer> {
    const request = new messages.DiffRequest().setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await answered<messages.DiffResponse>((done) => this.#client.diff(request, done));
    return {
      changes: changes[answer.getChanges()],
      replaces: answer.getReplacesList(),
      deleteBeforeReplace: answer.getDeletebeforereplace(),
    };
  }

  async create(properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new messages.CreateRequest().setProperties(toStruct(properties));
    const answer = await answered<messages.CreateResponse>((done) => this.#client.create(request, done));
    if (answer.getId() === "") throw new HostError("plugin returned empty resource.ID from create");
    return { id: answer.getId(), properties: fromStruct(answer.getProperties()) };
  }

  async read(id: string, properties: Properties, inputs: Properties): Promise<ReadAnswer | undefined> {
    const request = new messages.ReadRequest()
      .setId(id)
      .setProperties(toStruct(properties))
      .setInputs(toStruct(inputs));
    const answer = await answered<messages.ReadResponse>((done) => this.#client.read(request, done));
    if (answer.getId() === "") return undefined;
    return {
      id: answer.getId(),
      properties: fromStruct(answer.getProperties()),
      inputs: answer.hasInputs() ? fromStruct(answer.getInputs()) : undefined,
    };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest().setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
    const answer = await answered<messages.UpdateResponse>((done) => this.#client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const request = new messages.DeleteRequest().setId(id).setProperties(toStruct(properties));
    await answered((done) => this.#client.delete(request, done));
  }

  /** Ends the process as the engine does, and waits until all that it wrote has arrived. */
  async stop(): Promise<void> {
    await this.#process.end();
    this.#client.close();
  }

  /** Kills the process in the middle of whatever it does, with no chance to clean up. */
  kill(): void {
    this.#process.kill();
  }

  async #configure(config: Readonly<Record<string, string>>): Promise<void> {
    const entries = Object.entries(config).map(
      ([key, value]) => [key, /secret|token/i.test(key) ? secretOnWire(value) : value] as const,
    );
    const request = new messages.ConfigureRequest()
      .setArgs(toStruct(Object.fromEntries(entries)))
      .setAcceptsecrets(true);
    await answered((done) => this.#client.configure(request, done));
  }
}

/** A call as a promise. */
function answered<Response>(
  call: (done: (error: ServiceError | null, response: Response) => void) => ClientUnaryCall,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(hostErrorFrom(error));
    });
  });
}

/** Only what a process needs: neither settings of the user nor those of the test runner. */
function environment({ home, env }: HostOptions): Record<string, string> & { PULUMI_HOME: string } {
  const inherited = ["PATH", "Path", "SystemRoot", "TMPDIR", "TEMP"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    USERPROFILE: home,
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_NODEJS_PROJECT: "shop",
    PULUMI_NODEJS_STACK: "dev",
    // There is no command line of an engine to read here.
    PULUMI_SIP_RUN: "whole",
    ...env,
  };
}
