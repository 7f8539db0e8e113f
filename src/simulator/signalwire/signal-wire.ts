import { randomBytes, randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { recordStoreOf, type KindsOf, type RecordLists } from "../resource.js";
import type { Answer, Refusal, VendorRequest } from "../route.js";
import { Vendor } from "../vendor.js";
import { behaviourSchema, defaultBehaviour, type SignalWireBehaviour } from "./behaviour.js";
import { credentialsSchema, type SignalWireCredentials } from "./records.js";
import * as routes from "./routes.js";
import { apiOf, errorAnswer, refusalAnswer } from "./refusal.js";
import { ProjectStore, type Project, type ProjectState } from "./store.js";

const resources = Object.values(routes);

/** All objects of the simulated SignalWire project, each list in the order of creation. */
export type SignalWireState = RecordLists<KindsOf<typeof resources>> & ProjectState;

/** One project at a simulated SignalWire: objects of its Fabric API and of its Relay REST API. */
export class SignalWire
  extends Vendor<SignalWireBehaviour, SignalWireCredentials, SignalWireState>
  implements Project
{
  readonly prefixes = ["/api/"];
  readonly records = recordStoreOf(resources);
  readonly store = new ProjectStore(this.records);
  readonly routes = this.routesOf<Project>(resources, this);
  readonly #foreignProjectId = randomUUID();

  /** The classes that it serves, by their names in the runtime's registry. */
  static readonly serves = resources.flatMap(({ serves }) => serves);

  constructor(behaviour: Partial<SignalWireBehaviour>, credentials: SignalWireCredentials | undefined) {
    const traits = {
      name: "signalwire",
      behaviourSchema,
      defaultBehaviour,
      credentialsSchema,
      newCredentials: () => ({ projectId: randomUUID(), token: `PT${randomBytes(24).toString("hex")}` }),
    };
    super(traits, behaviour, credentials);
  }

  get shownProjectId(): string {
    return this.behaviour.foreignProject ? this.#foreignProjectId : this.credentials.projectId;
  }

  authenticate(request: VendorRequest): Answer | undefined {
    const { projectId, token } = this.credentials;
    const [, sent] = /^Basic +(\S+)$/i.exec(request.header("authorization") ?? "") ?? [];
    const isKnown = sent !== undefined && Buffer.from(sent, "base64").toString() === `${projectId}:${token}`;
    return isKnown ? undefined : this.refuse(401);
  }

  refuse(status: number, message = STATUS_CODES[status] ?? "Error"): Answer {
    return errorAnswer(status, message, this.behaviour);
  }

  unknownRoute(): Answer {
    return this.refuse(404);
  }

  protected override refusalAnswer(refusal: Refusal, { url }: VendorRequest): Answer {
    return refusalAnswer(refusal, apiOf(url), this.behaviour);
  }
}
