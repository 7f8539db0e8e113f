import { randomBytes, randomUUID } from "node:crypto";
import { recordStoreOf, type KindsOf, type RecordLists } from "../resource.js";
import { jsonAnswer, type Answer, type Refusal, type VendorRequest } from "../route.js";
import { Vendor } from "../vendor.js";
import { behaviourSchema, defaultBehaviour, type VideoSdkBehaviour } from "./behaviour.js";
import { credentialsSchema, type VideoSdkCredentials } from "./records.js";
import { missingRoute } from "./refusal.js";
import * as routes from "./routes.js";
import { NumberStore, type Account, type NumberState } from "./store.js";
import { TokenVerifier } from "./token.js";

const resources = Object.values(routes);

/** All objects of the simulated VideoSDK account. */
export type VideoSdkState = NumberState & RecordLists<KindsOf<typeof resources>>;

/** One account at a simulated VideoSDK: the SIP part of its REST API. */
export class VideoSdk
  extends Vendor<VideoSdkBehaviour, VideoSdkCredentials, VideoSdkState>
  implements Account
{
  readonly prefixes = ["/v2/"];
  readonly store = new NumberStore();
  readonly records = recordStoreOf(resources);
  readonly routes = this.routesOf<Account>(resources, this);
  #verifier = new TokenVerifier(this.credentials);

  /** The classes that it serves, by their names in the runtime's registry. */
  static readonly serves = resources.flatMap(({ serves }) => serves);

  constructor(behaviour: Partial<VideoSdkBehaviour>, credentials: VideoSdkCredentials | undefined) {
    const traits = {
      name: "videosdk",
      behaviourSchema,
      defaultBehaviour,
      credentialsSchema,
      newCredentials: () => ({ apiKey: randomUUID(), secret: randomBytes(32).toString("hex") }),
    };
    super(traits, behaviour, credentials);
  }

  authenticate(request: VendorRequest): Answer | undefined {
    const given = request.header("authorization");
    const token = this.behaviour.bearerAccepted ? given?.replace(/^Bearer /, "") : given;
    return this.#verifier.accepts(token) ? undefined : this.refuse(401, "Token is invalid or expired");
  }

  refuse(status: number, message: string): Answer {
    return jsonAnswer(status, { message });
  }

  unknownRoute(request: Pick<VendorRequest, "method" | "url">): Answer {
    return missingRoute(request);
  }

  override restore(saved: unknown, source: string): void {
    super.restore(saved, source);
    this.#verifier = new TokenVerifier(this.credentials);
  }

  protected override observe({ method, url, body }: VendorRequest): void {
    this.store.outages.passed([method, url, ...(method === "GET" ? [] : [JSON.stringify(body)])].join(" "));
  }

  protected override refusalAnswer({ status, message }: Refusal): Answer {
    return this.refuse(status, message);
  }
}
