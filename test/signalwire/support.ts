import "../support/home";
import { onTestFinished } from "vitest";
import { SignalWireAccount } from "../../src/signalwire/client/account";
import { sipEndpoint } from "../../src/signalwire/sip-endpoint/definition";
import { sipGateway } from "../../src/signalwire/sip-gateway/definition";
import type { Account, Operation, ResourceDefinition } from "../../src/lifecycle/definition";
import { problemsOf } from "../../src/lifecycle/problems";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { createProvider } from "../../src/lifecycle/provider";
import { Settings } from "../../src/lifecycle/settings";
import type { Properties } from "../../src/lifecycle/state";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/index";
import { spiedOperation, type Spied } from "../support/operation";
import { noting, type NotingDeadline } from "../support/transport";

export const gateways = "/api/fabric/resources/sip_gateways";
export const endpoints = "/api/relay/rest/endpoints/sip";

/** A gateway that is good in every field. */
export const gatewayInputs = {
  name: "Carrier",
  uri: "sip:calls@pbx.example.com",
  encryption: "required",
  ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
  codecs: ["PCMU", "OPUS"],
};

/** An endpoint with nothing but what it needs. */
export const endpointInputs = { username: "c3p0", password: "canary-first" };

export { allHandlers, uuid } from "../support/signalwire-samples";

/** Settings from configuration and environment, by their keys and names. */
export function settingsFrom(
  config: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Settings {
  return new Settings("signalwire", { config: (key) => config[key.replace("signalwire:", "")], env });
}

/** What is wrong with inputs, by field. */
export function problems<I extends object, O extends object>(
  definition: ResourceDefinition<SignalWireAccount, I, O>,
  value: object,
): Record<string, string> {
  const result = definition.schema.safeParse(value);
  if (result.success) return {};
  return Object.fromEntries(
    problemsOf(result.error, value, definition.secrets).map(({ field, reason }) => [field, reason]),
  );
}

/** A simulator and an account at it, both gone when the test ends. */
export interface Bench {
  readonly simulator: Simulator;
  readonly account: SignalWireAccount;
  /** A deadline that records the waits of the operation instead of waiting. */
  readonly deadline: NotingDeadline;
  /** The requests since the last call, as `METHOD path`. */
  readonly requests: () => string[];
  /** The bodies of the requests since the last call that had one. */
  readonly bodies: () => unknown[];
}

/** Starts a simulator; requests are not repeated unless the settings say so. */
export async function startBench(
  options: SimulatorOptions = {},
  settings: Readonly<Record<string, string>> = {},
): Promise<Bench> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  const account = new SignalWireAccount(settingsFrom({ ...configOf(simulator), ...settings }));
  const taken = <T>(view: (entry: ReturnType<Simulator["requests"]>[number]) => T): T[] => {
    const seen = simulator.requests().map(view);
    simulator.clearRequests();
    return seen;
  };
  return {
    simulator,
    account,
    deadline: noting(),
    requests: () => taken(({ method, url }) => `${method} ${url.split("?")[0] ?? ""}`),
    bodies: () => taken(({ requestBody }) => requestBody).filter((body) => body != null),
  };
}

/** Configuration for a provider at the simulator, without the namespace. */
export function configOf({ url, signalwire }: Simulator): Record<string, string> {
  return { endpoint: url, ...signalwire, space: "acme", maxRetries: "0" };
}

/** An operation on the bench's account. */
export function operationOn<I, O>(
  bench: Pick<Bench, "account" | "deadline">,
  changes: Partial<Operation<SignalWireAccount, I, O>> = {},
): Spied<SignalWireAccount, I, O> {
  return spiedOperation(bench, changes);
}

let programs = 0;

/** One resource of a program, kept as the engine keeps it, through the provider that the engine would call. */
export class Stack {
  readonly provider: Provider;
  id: string | undefined;
  state: Properties = {};
  private inputs: Properties = {};
  private readonly internals: Properties;

  constructor(
    definition: ResourceDefinition<SignalWireAccount, never, never>,
    config: Record<string, string>,
  ) {
    this.provider = createProvider(definition as ResourceDefinition<Account, never, never>);
    this.configure(config);
    this.internals = { __provider: "the text", __owner: `project/stack/${++programs}` };
  }

  configure(config: Record<string, string>): void {
    void this.provider.configure({ config: { get: (key) => config[key.replace("signalwire:", "")] } });
  }

  /** One `up`; returns what it did. */
  async up(program: Properties): Promise<"create" | "same" | "update" | "replace"> {
    const news = { ...program, ...this.internals };
    const { inputs, failures } = await this.provider.check(this.inputs, news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    if (this.id === undefined) return this.create(inputs, "create");
    const { changes, replaces } = await this.provider.diff(this.id, this.state, inputs);
    this.inputs = inputs;
    if (!changes) return "same";
    if (replaces.length > 0) {
      await this.destroy();
      return this.create(inputs, "replace");
    }
    this.state = (await this.provider.update(this.id, this.state, inputs)).outs;
    return "update";
  }

  /** One `refresh`; whether the object is still there. */
  async refresh(): Promise<boolean> {
    const { id, props, inputs } = await this.provider.read(this.id ?? "", this.state);
    this.id = id;
    this.state = props ?? {};
    this.inputs = inputs ?? {};
    return id !== undefined;
  }

  async destroy(): Promise<void> {
    await this.provider.delete(this.id ?? "", this.state);
    this.id = undefined;
    this.inputs = {};
  }

  private async create<T>(inputs: Properties, what: T): Promise<T> {
    const { id, outs } = await this.provider.create(inputs);
    this.id = id;
    this.state = outs;
    this.inputs = inputs;
    return what;
  }
}

/** A gateway in a program of its own. */
export function gatewayStack(simulator: Simulator): Stack {
  return new Stack(sipGateway as never, configOf(simulator));
}

/** An endpoint in a program of its own. */
export function endpointStack(simulator: Simulator): Stack {
  return new Stack(sipEndpoint as never, configOf(simulator));
}
