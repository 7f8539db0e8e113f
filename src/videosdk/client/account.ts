import { createHash } from "node:crypto";
import { apiErrorOf } from "../../http/errors";
import { Transport } from "../../http/transport";
import type { Account, Vendor } from "../../lifecycle/definition";
import { SettingsError, type Endpoint, type Setting, type Settings } from "../../lifecycle/settings";
import { VideoSdkApi } from "./api";
import { NumberDirectory } from "./directory";
import { readComplaint } from "./replies";
import { apiKeyOf, lifetimeS, TokenMint, validityTrouble } from "./token";

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
  readonly endpoint: Endpoint;
  /** Sends requests of the account; resources do so through {@link api} or `restObjects`. */
  readonly transport: Transport;
  /** The HTTP API. */
  readonly api: VideoSdkApi;
  /** Numbers and gateways, read together for all resources. */
  readonly directory: NumberDirectory;
  private readonly credentials: readonly string[];
  private readonly mint: TokenMint | undefined;
  /** The ready-made token, where that is what is sent. */
  private readonly given: string | undefined;

  constructor(settings: Settings) {
    const found = settings.firstComplete(credentials);
    if (found === undefined) throw settings.missing("credentials are", credentials);
    refuseUnusable(found["token"]);
    const { token: ready, apiKey: ownKey, secret: signingSecret } = found;
    if (ownKey !== undefined && signingSecret !== undefined) this.mint = new TokenMint(ownKey, signingSecret);
    // VideoSDK accepts the token alone; a prefix such as Bearer is refused.
    const authorization = () => this.mint?.token() ?? ready ?? "";
    this.given = this.mint === undefined ? ready : undefined;
    const key = ownKey ?? apiKeyOf(ready ?? "");
    this.fingerprint = key === undefined ? undefined : fingerprint(key);
    this.credentials = [signingSecret, ready].filter((value) => value !== undefined);
    this.operationTimeoutMs = settings.operationTimeoutMs;
    this.organizationId = settings.get(organizationId);
    this.endpoint = settings.endpoint(endpoint, defaultEndpoint);
    this.transport = new Transport({
      baseUrl: this.endpoint.url,
      authorization,
      readComplaint,
      ...settings.transport,
    });
    this.api = new VideoSdkApi(this.transport);
    this.directory = new NumberDirectory(this.api, settings.operationTimeoutMs);
  }

  /** Why a token may be refused although its key is right: its time; undefined where nothing says so. */
  timeTrouble(): string | undefined {
    const skewMs = this.clockSkewMs ?? 0;
    const trouble = this.given === undefined ? undefined : validityTrouble(this.given, Date.now() - skewMs);
    if (trouble !== undefined)
      return `The ready-made token of videosdk:token (or ${token.env}) ${trouble}: set a new one, or videosdk:apiKey and videosdk:secret, of which tokens are made as they are needed`;
    if (this.given !== undefined || Math.abs(skewMs) < 60_000) return undefined;
    return (
      `The clock of this machine is ${duration(Math.abs(skewMs))} ${skewMs > 0 ? "ahead of" : "behind"} VideoSDK's, by the ` +
      `Date of its answer, so the time in the token is wrong, whatever the key: set the clock right` +
      // A token lives longer than this, so another reason is possible.
      (Math.abs(skewMs) < lifetimeS * 1000 ? `. If it is refused then, too: ${credentialsAdvice}` : "")
    );
  }

  /** How far this machine's clock is ahead of VideoSDK's, in milliseconds; undefined while no answer has shown a time. */
  get clockSkewMs(): number | undefined {
    return this.transport.clockSkewMs;
  }

  get secrets(): readonly string[] {
    const minted = this.mint?.issued;
    return minted === undefined ? this.credentials : [...this.credentials, minted];
  }
}

const credentialsAdvice =
  "Look at videosdk:apiKey and videosdk:secret, or videosdk:token, and at the key in the VideoSDK dashboard";

/** VideoSDK, as the lifecycle sees it. */
export const videosdk: Vendor<VideoSdkAccount> = {
  name: "videosdk",
  settings: [token, apiKey, secret, endpoint, organizationId],
  connect: (settings) => new VideoSdkAccount(settings),
  advise: (error, account) => {
    const refusal = apiErrorOf(error, 401, 403);
    if (refusal === undefined) return undefined;
    const isAboutToken =
      refusal.status === 401 || /token|jwt|expired|unauthori[sz]ed/i.test(refusal.complaint.message);
    return (isAboutToken ? account?.timeTrouble() : undefined) ?? credentialsAdvice;
  },
};

/** A token with a prefix, or broken by a line's end, is refused by the service without a word about it. */
function refuseUnusable(value: string | undefined): void {
  if (value === undefined) return;
  const prefix = /^(Bearer|Basic)\s/i.exec(value)?.[1];
  const flaw =
    prefix === undefined
      ? /[^\x21-\x7e]/.test(value) && "holds white space, or a character that no token has"
      : `begins with ${prefix}`;
  if (flaw === false) return;
  throw new SettingsError(
    `videosdk:token (or ${token.env}) ${flaw}. Accepted: the token alone, without a prefix such as Bearer`,
  );
}

/** A length of time in its two largest units. */
function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

function fingerprint(key: string): string {
  return `videosdk-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
}
