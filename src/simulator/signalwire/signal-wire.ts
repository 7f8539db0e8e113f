import { randomBytes, randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { parseOrThrow } from "../problems.js";
import type { Answer, Route, Vendor, VendorRequest } from "../vendor.js";
import { behaviourSchema, defaultBehaviour, type SignalWireBehaviour } from "./behaviour.js";
import { endpointRoutes } from "./endpoints.js";
import { gatewayRoutes } from "./gateways.js";
import type { Project } from "./project.js";
import {
  savedSchema,
  type SavedSignalWire,
  type SignalWireCredentials,
  type SignalWireState,
} from "./records.js";
import { errorAnswer, Refusal, refusalAnswer, type Api } from "./refusal.js";
import { SignalWireStore } from "./store.js";

/** One project at a simulated SignalWire: SIP gateways of its Fabric API and SIP endpoints of its Relay REST API. */
export class SignalWire implements Vendor, Project {
  readonly name = "signalwire";
  readonly prefixes = ["/api/"];
  readonly store = new SignalWireStore();
  readonly routes: readonly Route[];
  readonly #startBehaviour: SignalWireBehaviour;
  readonly #hasGivenCredentials: boolean;
  readonly #foreignProjectId = randomUUID();
  #behaviour: SignalWireBehaviour;
  #credentials: SignalWireCredentials;

  /**
   * @param behaviour switches that differ from their default
   * @param credentials what to accept; random when absent
   * @throws Error that names every unknown or wrong switch.
   */
  constructor(behaviour: Partial<SignalWireBehaviour>, credentials: SignalWireCredentials | undefined) {
    const changes = parseOrThrow(behaviourSchema, behaviour, "simulator behaviour signalwire");
    this.#startBehaviour = { ...defaultBehaviour, ...changes };
    this.#behaviour = this.#startBehaviour;
    this.#hasGivenCredentials = credentials !== undefined;
    this.#credentials = credentials ?? {
      projectId: randomUUID(),
      token: `PT${randomBytes(24).toString("hex")}`,
    };
    this.routes = [
      ...gatewayRoutes(this).map((route) => this.#answeringRefusals(route, "fabric")),
      ...endpointRoutes(this).map((route) => this.#answeringRefusals(route, "relay")),
    ];
  }

  get behaviour(): SignalWireBehaviour {
    return this.#behaviour;
  }

  get credentials(): SignalWireCredentials {
    return this.#credentials;
  }

  get shownProjectId(): string {
    return this.#behaviour.foreignProject ? this.#foreignProjectId : this.#credentials.projectId;
  }

  authenticate(request: VendorRequest): Answer | undefined {
    const { projectId, token } = this.#credentials;
    const [, sent] = /^Basic +(\S+)$/i.exec(request.header("authorization") ?? "") ?? [];
    const isKnown = sent !== undefined && Buffer.from(sent, "base64").toString() === `${projectId}:${token}`;
    return isKnown ? undefined : this.refuse(401);
  }

  refuse(status: number, message = STATUS_CODES[status] ?? "Error"): Answer {
    return errorAnswer(status, message, this.#behaviour);
  }

  unknownRoute(): Answer {
    return this.refuse(404);
  }

  commonHeaders(): Readonly<Record<string, string>> {
    return { "x-request-id": randomUUID() };
  }

  configure(changes: unknown): void {
    this.#behaviour = { ...this.#behaviour, ...behaviourSchema.parse(changes) };
  }

  state(): SignalWireState {
    return this.store.state();
  }

  save(): SavedSignalWire {
    return { credentials: this.#credentials, ...this.store.state() };
  }

  restore(saved: unknown, source: string): void {
    const { credentials, ...objects } = parseOrThrow(savedSchema, saved, `signalwire part of ${source}`);
    if (!this.#hasGivenCredentials) this.#credentials = credentials;
    this.store.restore(objects);
  }

  reset(): void {
    this.store.clear();
    this.#behaviour = this.#startBehaviour;
  }

  #answeringRefusals(route: Route, api: Api): Route {
    return {
      ...route,
      handle: (request) => {
        try {
          return route.handle(request);
        } catch (error) {
          if (error instanceof Refusal) return refusalAnswer(error, api, this.#behaviour);
          throw error;
        }
      },
    };
  }
}
