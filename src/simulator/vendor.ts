import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseOrThrow } from "./problems.js";
import type { RecordKinds, RecordStore, Resource } from "./resource.js";
import { Refusal, type Answer, type Route, type VendorRequest } from "./route.js";

/** The switches and credentials of a vendor. */
export interface VendorTraits<B extends object, C extends object> {
  /** Key of the vendor in the state, in behaviour changes and on the start line of the command. */
  readonly name: string;
  readonly behaviourSchema: z.ZodType<Partial<B>>;
  readonly defaultBehaviour: B;
  readonly credentialsSchema: z.ZodType<C>;
  /** Random credentials, for an account that was given none. */
  readonly newCredentials: () => C;
}

/** What an account keeps in addition to the lists of its resources. */
export interface ObjectStore<Saved extends object = object, State extends object = object> {
  /** Reads each key of what `save` wrote. */
  readonly shape: z.ZodRawShape;
  save(): Saved;
  /** Replaces everything with what `save` returned. The lists of the resources are restored before. */
  restore(saved: Saved): void;
  /** Its part of `state()`. */
  state(): State;
  clear(): void;
}

/** One account at a simulated vendor: what the HTTP server needs of it, and the logic that the vendors share. */
export abstract class Vendor<
  B extends object = object,
  C extends object = object,
  State extends object = object,
> {
  readonly name: string;
  /** Paths that begin with one of these belong to this vendor, known routes or not. */
  abstract readonly prefixes: readonly string[];
  abstract readonly routes: readonly Route[];
  abstract readonly records: RecordStore<RecordKinds>;
  abstract readonly store: ObjectStore;
  readonly #traits: VendorTraits<B, C>;
  readonly #startBehaviour: B;
  readonly #hasGivenCredentials: boolean;
  #behaviour: B;
  #credentials: C;
  #second = 0;
  #requests = 0;
  #revision = 0;

  /**
   * @param behaviour switches that differ from their default
   * @param credentials what to accept; random when absent
   * @throws Error that names every unknown or wrong switch.
   */
  constructor(traits: VendorTraits<B, C>, behaviour: Partial<B>, credentials: C | undefined) {
    const subject = `simulator behaviour ${traits.name}`;
    const changes = parseOrThrow(traits.behaviourSchema, behaviour, subject);
    this.name = traits.name;
    this.#traits = traits;
    this.#startBehaviour = { ...traits.defaultBehaviour, ...changes };
    this.#behaviour = this.#startBehaviour;
    this.#hasGivenCredentials = credentials !== undefined;
    this.#credentials = credentials ?? traits.newCredentials();
  }

  /** Undefined when the credentials are accepted, otherwise the refusal. */
  abstract authenticate(request: VendorRequest): Answer | undefined;
  /** An error answer in this vendor's shape. */
  abstract refuse(status: number, message: string): Answer;
  /** The answer to a request that a route refused. */
  protected abstract refusalAnswer(refusal: Refusal, request: VendorRequest): Answer;
  /** The answer to a path or method that this vendor does not serve. */
  abstract unknownRoute(request: Pick<VendorRequest, "method" | "url">): Answer;

  /** The switches in force now. */
  get behaviour(): B {
    return this.#behaviour;
  }

  /** What a client authenticates with, in the vendor's terms. */
  get credentials(): C {
    return this.#credentials;
  }

  /** Changes with every write, even a refused one, and with `configure`, `restore` and `reset`. */
  get revision(): number {
    return this.#revision;
  }

  /** Called for every request that is about to be carried out. */
  protected observe?(request: VendorRequest): void;

  /** How long every answer takes, in milliseconds. */
  get latency(): number {
    return (this.#behaviour as { latency?: number }).latency ?? 0;
  }

  /**
   * Counts a request of this second of the clock; whether it is one too many for the account, which is refused with 429
   * and without a Retry-After, and has no effect.
   */
  isTooMany(): boolean {
    const allowed = (this.#behaviour as { requestsPerSecond?: number }).requestsPerSecond ?? 0;
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) [this.#second, this.#requests] = [second, 0];
    this.#requests += 1;
    return allowed > 0 && this.#requests > allowed;
  }

  /** Headers that this vendor puts on every answer. */
  commonHeaders(): Readonly<Record<string, string>> {
    return { "x-request-id": randomUUID() };
  }

  /** Merges switches into those in force. */
  configure(changes: unknown): void {
    this.#behaviour = { ...this.#behaviour, ...this.#traits.behaviourSchema.parse(changes) };
    this.#revision += 1;
  }

  /** A copy of all objects. */
  state(): State {
    return structuredClone({ ...this.records.lists(), ...this.store.state() }) as State;
  }

  /** What `restore` needs to recreate the same account. */
  save(): object {
    return { credentials: this.#credentials, ...this.records.lists(), ...this.store.save() };
  }

  /**
   * Replaces everything with what `save` returned.
   *
   * @param source names the origin in the error
   * @throws Error that names every problem.
   */
  restore(saved: unknown, source: string): void {
    const { credentialsSchema } = this.#traits;
    const schema = z.object({ credentials: credentialsSchema, ...this.records.shape, ...this.store.shape });
    const { credentials, ...objects } = parseOrThrow(schema, saved, `${this.name} part of ${source}`);
    if (!this.#hasGivenCredentials) this.#credentials = credentials;
    this.records.restore(objects);
    this.store.restore(objects);
    this.#revision += 1;
  }

  /** Deletes all objects and restores the behaviour of the start. Credentials stay. */
  reset(): void {
    this.records.clear();
    this.store.clear();
    this.#behaviour = this.#startBehaviour;
    this.#revision += 1;
  }

  /** The routes of the resources. A refusal becomes an answer in this vendor's shape. */
  protected routesOf<A>(resources: readonly Resource<A>[], account: A): Route[] {
    return resources
      .flatMap((resource) => resource.routes(account, this.records.maps))
      .map((route) => this.#answering(route));
  }

  #answering(route: Route): Route {
    return {
      ...route,
      handle: (request) => {
        if (route.method !== "GET") this.#revision += 1;
        this.observe?.(request);
        try {
          return route.handle(request);
        } catch (error) {
          if (error instanceof Refusal) return this.refusalAnswer(error, request);
          throw error;
        }
      },
    };
  }
}
