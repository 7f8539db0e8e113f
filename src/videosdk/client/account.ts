import { createHash } from "node:crypto";
import { apiErrorOf } from "../../http/errors";
import { Transport } from "../../http/transport";
import type { Account, Vendor } from "../../lifecycle/definition";
import type { Setting, Settings } from "../../lifecycle/settings";
import { VideoSdkApi } from "./api";
import { NumberDirectory } from "./directory";
import { readComplaint } from "./replies";
import { apiKeyOf, TokenMint } from "./token";

const token: Setting = { key: "token", env: "VIDEOSDK_TOKEN", secret: true };
const apiKey: Setting = { key: "apiKey", env: "VIDEOSDK_API_KEY" };
const secret: Setting = { key: "secret", env: "VIDEOSDK_SECRET", secret: true };
const organizationId: Setting = { key: "organizationId", env: "VIDEOSDK_ORGANIZATION_ID" };
const endpoint: Setting = { key: "endpoint", env: "VIDEOSDK_API_ENDPOINT" };

/** Where VideoSDK's API is, unless `videosdk:endpoint` says otherwise. */
const defaultEndpoint = "https://api.videosdk.live";

/** Either a key and its secret, or a ready-made token. */
const credentials = [[apiKey, secret], [token]] as const;

/** One VideoSDK account: its API, and what has been read from it. */
export class VideoSdkAccount implements Account {
  readonly fingerprint: string | undefined;
  readonly operationTimeoutMs: number;
  /** The organization, which only VideoSDK's dashboard shows; undefined where no setting names it. */
  readonly organizationId: string | undefined;
  /** Sends requests of the account; resources do so through {@link api} or `restObjects`. */
  readonly transport: Transport;
  /** The HTTP API. */
  readonly api: VideoSdkApi;
  /** Numbers and gateways, read together for all resources. */
  readonly directory: NumberDirectory;
  private readonly credentials: readonly string[];
  private readonly mint: TokenMint | undefined;

  constructor(settings: Settings) {
    const found = settings.firstComplete(credentials);
    if (found === undefined) throw settings.missing("credentials are", credentials);
    const { token: given, apiKey: ownKey, secret: signingSecret } = found;
    if (ownKey !== undefined && signingSecret !== undefined) this.mint = new TokenMint(ownKey, signingSecret);
    // VideoSDK accepts the token alone; a prefix such as Bearer is refused.
    const authorization = () => this.mint?.token() ?? given ?? "";
    const key = ownKey ?? apiKeyOf(given ?? "");
    this.fingerprint = key === undefined ? undefined : fingerprint(key);
    this.credentials = [signingSecret, given].filter((value) => value !== undefined);
    this.operationTimeoutMs = settings.operationTimeoutMs;
    this.organizationId = settings.get(organizationId);
    const baseUrl = settings.endpoint(endpoint, defaultEndpoint);
    this.transport = new Transport({
      baseUrl,
      authorization,
      readComplaint,
      secrets: () => this.secrets,
      ...settings.transport,
    });
    this.api = new VideoSdkApi(this.transport);
    this.directory = new NumberDirectory(this.api, settings.operationTimeoutMs);
  }

  get secrets(): readonly string[] {
    const minted = this.mint?.issued;
    return minted === undefined ? this.credentials : [...this.credentials, minted];
  }
}

/** VideoSDK, as the lifecycle sees it. */
export const videosdk: Vendor<VideoSdkAccount> = {
  name: "videosdk",
  settings: [token, apiKey, secret, endpoint, organizationId],
  connect: (settings) => new VideoSdkAccount(settings),
  advise: (error) =>
    apiErrorOf(error, 401, 403) &&
    "Look at videosdk:apiKey and videosdk:secret, or videosdk:token, and at the key in the VideoSDK dashboard",
};

function fingerprint(key: string): string {
  return `videosdk-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
}
