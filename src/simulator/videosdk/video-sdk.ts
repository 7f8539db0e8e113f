import { randomBytes, randomUUID } from "node:crypto";
import { parseOrThrow } from "../problems.js";
import type { Answer, Route, Vendor, VendorRequest } from "../vendor.js";
import type { Account } from "./account.js";
import { behaviourSchema, defaultBehaviour, type VideoSdkBehaviour } from "./behaviour.js";
import { gatewayRoutes } from "./gateways.js";
import { NumberVisibility } from "./number-visibility.js";
import { PageCache } from "./page-cache.js";
import { phoneNumberRoutes } from "./phone-numbers.js";
import { savedSchema, type SavedVideoSdk, type VideoSdkCredentials, type VideoSdkState } from "./records.js";
import { missingRoute, Refusal, refusalAnswer } from "./refusal.js";
import { routingRuleRoutes } from "./routing-rules.js";
import { VideoSdkStore } from "./store.js";
import { TokenVerifier } from "./token.js";
import { trunkRoutes } from "./trunks.js";

/** One account at a simulated VideoSDK: the SIP part of its REST API. */
export class VideoSdk implements Vendor, Account {
  readonly name = "videosdk";
  readonly prefixes = ["/v2/"];
  readonly store = new VideoSdkStore();
  readonly routes: readonly Route[];
  readonly #visibility = new NumberVisibility();
  readonly #pages = new PageCache();
  readonly #startBehaviour: VideoSdkBehaviour;
  readonly #hasGivenCredentials: boolean;
  #behaviour: VideoSdkBehaviour;
  #credentials: VideoSdkCredentials;
  #verifier: TokenVerifier;

  /**
   * @param behaviour switches that differ from their default
   * @param credentials what to accept; random when absent
   * @throws Error that names every unknown or wrong switch.
   */
  constructor(behaviour: Partial<VideoSdkBehaviour>, credentials: VideoSdkCredentials | undefined) {
    const changes = parseOrThrow(behaviourSchema, behaviour, "simulator behaviour videosdk");
    this.#startBehaviour = { ...defaultBehaviour, ...changes };
    this.#behaviour = this.#startBehaviour;
    this.#hasGivenCredentials = credentials !== undefined;
    this.#credentials = credentials ?? { apiKey: randomUUID(), secret: randomBytes(32).toString("hex") };
    this.#verifier = new TokenVerifier(this.#credentials);
    this.routes = [
      ...phoneNumberRoutes(this, this.#visibility, this.#pages),
      ...gatewayRoutes(this, "inbound"),
      ...gatewayRoutes(this, "outbound"),
      ...trunkRoutes(this),
      ...routingRuleRoutes(this),
    ]
      .map(answeringRefusals)
      .map((route) => forgetting(route, this.#pages));
  }

  get behaviour(): VideoSdkBehaviour {
    return this.#behaviour;
  }

  get credentials(): VideoSdkCredentials {
    return this.#credentials;
  }

  authenticate(request: VendorRequest): Answer | undefined {
    return this.#verifier.accepts(request.header("authorization"))
      ? undefined
      : refusalAnswer(401, "Token is invalid or expired");
  }

  refuse(status: number, message: string): Answer {
    return refusalAnswer(status, message);
  }

  unknownRoute(request: Pick<VendorRequest, "method" | "url">): Answer {
    return missingRoute(request);
  }

  commonHeaders(): Readonly<Record<string, string>> {
    return { "x-request-id": randomUUID() };
  }

  configure(changes: unknown): void {
    this.#behaviour = { ...this.#behaviour, ...behaviourSchema.parse(changes) };
    this.#pages.clear();
  }

  state(): VideoSdkState {
    return this.store.state();
  }

  save(): SavedVideoSdk {
    return { credentials: this.#credentials, ...this.store.save() };
  }

  restore(saved: unknown, source: string): void {
    const { credentials, ...objects } = parseOrThrow(savedSchema, saved, `videosdk part of ${source}`);
    if (!this.#hasGivenCredentials) {
      this.#credentials = credentials;
      this.#verifier = new TokenVerifier(credentials);
    }
    this.store.restore(objects);
    this.#pages.clear();
  }

  reset(): void {
    this.store.clear();
    this.#visibility.clear();
    this.#pages.clear();
    this.#behaviour = this.#startBehaviour;
  }
}

/** Every write may change what a page shows, also one that is refused halfway. */
function forgetting(route: Route, pages: PageCache): Route {
  if (route.method === "GET") return route;
  return {
    ...route,
    handle: (request) => {
      pages.clear();
      return route.handle(request);
    },
  };
}

function answeringRefusals(route: Route): Route {
  return {
    ...route,
    handle: (request) => {
      try {
        return route.handle(request);
      } catch (error) {
        if (error instanceof Refusal) return error.answer;
        throw error;
      }
    },
  };
}
