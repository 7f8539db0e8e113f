import type { ConfigureRequest } from "../../src/lifecycle/connection";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { isSecretValue } from "../../src/lifecycle/secrets";

type Properties = Readonly<Record<string, unknown>>;

/** One of the package's resources, and the configuration of its next operation. */
export interface Resource {
  readonly provider: Provider;
  /**
   * A configuration unlike all before it. Operations with equal settings share what one of them has read, as those of one
   * run of the engine do; each of the suite's is a run of its own.
   */
  readonly configuration: () => ConfigureRequest["config"];
}

/** Settings of a bench, which differ a little at every call: in a time limit that is never reached. */
export function configurations(
  vendor: string,
  settings: ReadonlyMap<string, string>,
): Resource["configuration"] {
  return () => {
    runs += 1;
    const limit = String(300 + runs / 1000);
    return { get: (key) => (key === `${vendor}:operationTimeout` ? limit : settings.get(key)) };
  };
}
let runs = 0;

/** An object that one of the package's resources manages, operated as the engine does. */
export class Managed {
  readonly id: string;
  private readonly resource: Resource;
  private inputs: Properties;
  private state: Properties;

  private constructor(resource: Resource, id: string, inputs: Properties, state: Properties) {
    this.resource = resource;
    this.id = id;
    this.inputs = inputs;
    this.state = state;
  }

  /** Checks and creates. */
  static async create(resource: Resource, inputs: Properties): Promise<Managed> {
    const provider = run(resource);
    const checked = await checkedInputs(provider, {}, inputs);
    const { id, outs } = await provider.create(checked);
    return new Managed(resource, id, checked, stored(outs));
  }

  /**
   * Reads the object as a refresh does, and says whether the next `up` changes anything.
   *
   * @throws Error when the object is gone.
   */
  async differs(): Promise<boolean> {
    const provider = run(this.resource);
    const { id, props } = await provider.read(this.id, this.state);
    if (id === undefined || props === undefined) throw new Error(`${this.id} is gone at the vendor`);
    this.state = stored(props);
    return (await provider.diff(this.id, this.state, this.inputs)).changes;
  }

  /** @throws Error when the next `up` would change anything. */
  async expectUnchanged(after: string): Promise<void> {
    if (await this.differs())
      throw new Error(`after ${after}, a refresh and another up change something again`);
  }

  /** @throws Error when a refresh does not show a change that another client made. */
  async expectDrift(what: string): Promise<void> {
    if (!(await this.differs())) throw new Error(`${what}, changed by another client, is not seen as drift`);
  }

  /** Updates to the inputs with these changes; without any, repairs drift. */
  async update(changes: Properties = {}): Promise<void> {
    const provider = run(this.resource);
    const news = await checkedInputs(provider, this.inputs, { ...this.inputs, ...changes });
    const { replaces } = await provider.diff(this.id, this.state, news);
    if (replaces.length > 0)
      throw new Error(`the update would replace the object, for ${replaces.join(", ")}`);
    const { outs } = await provider.update(this.id, this.state, news);
    this.inputs = news;
    this.state = stored(outs);
  }

  /** Deletes the object, as the removal from a program does. */
  async remove(): Promise<void> {
    await run(this.resource).delete(this.id, this.state);
  }
}

/** The provider in a new run. */
function run({ provider, configuration }: Resource): Provider {
  void provider.configure({ config: configuration() });
  return provider;
}

async function checkedInputs(provider: Provider, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await provider.check(olds, news);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
  return inputs;
}

/** Properties after the way through the engine. */
function stored(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties), withoutMark) as Properties;
}

/** The engine keeps the mark of a secret to itself. */
function withoutMark(_key: string, value: unknown): unknown {
  return isSecretValue(value) ? value.value : value;
}
