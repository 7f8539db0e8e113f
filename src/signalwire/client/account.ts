import { Deadline } from "../../http/deadline";
import { Transport } from "../../http/transport";
import type { Account, Vendor } from "../../lifecycle/definition";
import { SettingsError, type Endpoint, type Setting, type Settings } from "../../lifecycle/settings";
import { SignalWireApi } from "./api";
import { readComplaint } from "./complaint";
import { collect } from "./paging";
import type { Gateway } from "./replies";

const space: Setting = { key: "space", env: "SIGNALWIRE_SPACE" };
const projectId: Setting = { key: "projectId", env: "SIGNALWIRE_PROJECT_ID" };
const token: Setting = { key: "token", env: "SIGNALWIRE_API_TOKEN", secret: true };
const endpoint: Setting = { key: "endpoint", env: "SIGNALWIRE_API_ENDPOINT" };

/** Credentials, and the space they are for; the space only gives the host, which an endpoint does as well. */
const credentials = [space, projectId, token];
const withoutSpace = [projectId, token];

/** One project in one SignalWire space: its API. */
export class SignalWireAccount implements Account {
  /** Space and project, `acme/0823…`; for a service elsewhere its host and the project. */
  readonly fingerprint: string;
  readonly secrets: readonly string[];
  readonly operationTimeoutMs: number;
  readonly endpoint: Endpoint;
  /** The project. */
  readonly projectId: string;
  /** The HTTP APIs. */
  readonly api: SignalWireApi;
  private readonly transport: Transport;
  private readonly places: readonly string[];
  private seen: Promise<readonly Gateway[]> | undefined;

  constructor(settings: Settings) {
    const groups = settings.get(endpoint) === undefined ? [credentials] : [credentials, withoutSpace];
    const found = settings.firstComplete(groups);
    if (found === undefined) throw settings.missing("credentials are", [credentials]);
    const { projectId: given = "", token: apiToken = "" } = found;
    const project = canonicalId(given);
    const host = found["space"] === undefined ? undefined : spaceName(found["space"]);
    this.endpoint = settings.endpoint(endpoint, `https://${host ?? "<space>"}.signalwire.com`);
    const baseUrl = this.endpoint.url;
    const basic = Buffer.from(`${project}:${apiToken}`).toString("base64");
    this.places = [host, placeOf(new URL(baseUrl).host)].filter((place) => place !== undefined);
    this.fingerprint = `${this.places[0] ?? ""}/${project}`;
    this.secrets = [apiToken, basic];
    this.operationTimeoutMs = settings.operationTimeoutMs;
    this.projectId = project;
    const authorization = (): string => `Basic ${basic}`;
    this.transport = new Transport({ baseUrl, authorization, readComplaint, ...settings.transport });
    this.api = new SignalWireApi(this.transport, baseUrl);
  }

  /** How far this machine's clock is ahead of SignalWire's, in milliseconds; undefined while no answer has shown a time. */
  get clockSkewMs(): number | undefined {
    return this.transport.clockSkewMs;
  }

  /**
   * Whether a fingerprint in state is of this account. It may be spelled as the settings were then: with the space or
   * with the host of an endpoint, the project's UUID in any case. A space without an endpoint, and an endpoint without a
   * space, do not contradict each other: a UUID belongs to one project only.
   */
  isFingerprint(known: string): boolean {
    const [, place = "", project] = /^(.*)\/([^/]*)$/.exec(known) ?? [];
    if (project?.toLowerCase() !== this.projectId.toLowerCase()) return false;
    const before = placeOf(place);
    return this.places.includes(before) || (isSpace(before) && !this.places.some(isSpace));
  }

  /**
   * The gateways as they were when this process first listed them, for all resources: enough to know which existed
   * before this process created any.
   */
  gatewaysSeen(): Promise<readonly Gateway[]> {
    this.seen ??= this.listGateways().catch((error: unknown) => {
      this.seen = undefined;
      throw error;
    });
    return this.seen;
  }

  /**
   * To be called with the project that an answer names. An object in another project means wrong credentials, never
   * that the object is gone.
   */
  assertOwnProject(what: string, project: string | null | undefined): void {
    if (project == null || project.toLowerCase() === this.projectId.toLowerCase()) return;
    throw new Error(
      `${what} is in the project ${project}, and the settings name the project ${this.projectId}. Set ` +
        `signalwire:projectId (or ${projectId.env}) and its token to those of the former`,
    );
  }

  /** Reads for all operations that wait, so with a time limit of its own instead of that of one operation. */
  private async listGateways(): Promise<readonly Gateway[]> {
    const deadline = new Deadline(this.operationTimeoutMs);
    try {
      return await collect(this.api.listGateways(deadline));
    } finally {
      deadline.dispose();
    }
  }
}

/** SignalWire, as the lifecycle sees it. */
export const signalwire: Vendor<SignalWireAccount> = {
  name: "signalwire",
  settings: [space, projectId, token, endpoint],
  connect: (settings) => new SignalWireAccount(settings),
};

/** The name in `acme`, `acme.signalwire.com` or `https://acme.signalwire.com/`. */
function spaceName(value: string): string {
  const name = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]*)(?:\.signalwire\.com)?\.?(?::443)?\/*$/i.exec(value)?.[1];
  if (name === undefined) {
    throw new SettingsError(
      `signalwire:space (or ${space.env}) is ${JSON.stringify(value)}. Accepted: the name of a space, such as acme or ` +
        `acme.signalwire.com`,
    );
  }
  return name.toLowerCase();
}

/** A project's id as SignalWire shows it: a UUID means the same in any case. */
function canonicalId(id: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : id;
}

/** The space of one of SignalWire's hosts; any other host itself, without the dot that may end a name. */
function placeOf(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.(?=$|:)/, "")
    .replace(/^([a-z0-9-]+)\.signalwire\.com(?::\d+)?$/, "$1");
}

/** Whether a place is a space: a name, where a host has a dot, a colon or a port. */
function isSpace(place: string): boolean {
  return /^[a-z0-9-]+$/.test(place);
}
