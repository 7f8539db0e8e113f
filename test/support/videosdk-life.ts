import type { Found, Prior, ResourceDefinition } from "../../src/lifecycle/definition";
import { problemsOf } from "../../src/lifecycle/problems";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import type { SimulatorOptions } from "../../src/simulator/index";
import type { VideoSdkAccount } from "../../src/videosdk/client/account";
import { operationOn, startBench, type Bench } from "./videosdk-account";
import type { Properties } from "./wire";

/** A resource's definition. */
type Definition<I extends object, O extends object> = ResourceDefinition<VideoSdkAccount, I, O>;

/** What is wrong with some arguments, a sentence for each problem. */
export function problemsIn<I extends object, O extends object>(
  { schema, secrets }: Definition<I, O>,
  args: object,
): string[] {
  const { error } = schema.safeParse(args);
  if (error === undefined) return [];
  return problemsOf(error, args, secrets).map(({ field, reason }) => `${field}: ${reason}`);
}

/** A resource's operations at a simulator, one by one. */
export class Life<I extends object, O extends object> {
  readonly bench: Bench;
  /** What the operations warned of. */
  readonly warnings: string[] = [];
  readonly #definition: Definition<I, O>;

  private constructor(definition: Definition<I, O>, bench: Bench) {
    this.#definition = definition;
    this.bench = bench;
  }

  static async start<I extends object, O extends object>(
    definition: Definition<I, O>,
    videosdk: NonNullable<SimulatorOptions["videosdk"]> = {},
  ): Promise<Life<I, O>> {
    return new Life(definition, await startBench({ videosdk }));
  }

  /** Creates an object, or changes the one in `prior`. */
  up(desired: I, prior?: Prior<I, O>): Promise<Found<I, O>> {
    return this.#definition.reconcile(this.#operation(), desired, prior);
  }

  read(prior: Prior<I, O>): Promise<Found<I, O> | undefined> {
    return this.#definition.observe(this.#operation(), prior);
  }

  remove(prior: Prior<I, O>): Promise<boolean> {
    return this.#definition.remove(this.#operation(), prior);
  }

  #operation() {
    return operationOn<I, O>(this.bench, { warn: (message) => void this.warnings.push(message) }).operation;
  }
}

/** Checks resources of one program, by their names, and returns what is wrong with each. */
export async function checked(
  provider: Provider,
  { simulator }: Bench,
  program: Readonly<Record<string, Properties>>,
): Promise<Record<string, string[]>> {
  const settings: Readonly<Record<string, string>> = { ...simulator.videosdk, endpoint: simulator.url };
  await provider.configure({ config: { get: (key: string) => settings[key.replace("videosdk:", "")] } });
  const found: Record<string, string[]> = {};
  for (const [name, args] of Object.entries(program)) {
    const { failures } = await provider.check({}, { ...args, __urn: `urn:pulumi:dev::shop::t::${name}` });
    found[name] = failures.map(({ reason }) => reason);
  }
  return found;
}
