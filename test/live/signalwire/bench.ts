import { randomBytes } from "node:crypto";
import { keepSecret } from "../../../src/http/presentable";
import * as runtime from "../../../src/runtime";
import { configurations, Managed, type Resource } from "../managed";
import { required, type LiveBench, type RunOptions } from "../vendor";
import { at, listAt, textAt, Wire, type Answer } from "../wire";
import { Owned } from "./owned";

/** The kinds of objects, with their lists. */
export const paths = {
  gateway: "/api/fabric/resources/sip_gateways",
  endpoint: "/api/relay/rest/endpoints/sip",
} as const;
/** A kind of object. */
export type Kind = keyof typeof paths;

/** The fields of a gateway that the suite makes by itself. */
export interface GatewayFields {
  readonly name: string;
  readonly uri: string;
  readonly encryption: string;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
}

/** The suite's way to a project at SignalWire. */
export class SignalWireBench implements LiveBench {
  readonly base: string;
  readonly projectId: string;
  readonly wire: Wire;
  readonly owned: Owned;
  readonly options: RunOptions;
  readonly numbers: readonly string[] = [];
  readonly trunk = false;
  private readonly configuration: Resource["configuration"];

  constructor(options: RunOptions) {
    const { env, prefix } = options;
    const [given] = required(env, "SIGNALWIRE_API_ENDPOINT") ?? [];
    const endpoint = options.endpoint ?? given;
    const pair = required(env, "SIGNALWIRE_PROJECT_ID", "SIGNALWIRE_API_TOKEN");
    const [space] = required(env, "SIGNALWIRE_SPACE") ?? [];
    if (pair === undefined || (space === undefined && endpoint === undefined))
      throw new Error(
        "set SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN in the environment",
      );
    const [projectId = "", token = ""] = pair;
    const basic = Buffer.from(`${projectId}:${token}`).toString("base64");
    keepSecret(token, basic);
    this.options = options;
    this.projectId = projectId;
    const host = `${(space ?? "").replace(/\.signalwire\.com$/, "")}.signalwire.com`;
    this.base = (endpoint ?? `https://${host}`).replace(/\/+$/, "");
    const settings = new Map([
      ["signalwire:projectId", projectId],
      ["signalwire:token", token],
      ["signalwire:space", space ?? "example"],
      ...(endpoint === undefined ? [] : [["signalwire:endpoint", this.base] as const]),
    ]);
    this.configuration = configurations("signalwire", settings);
    this.owned = new Owned(prefix);
    this.wire = new Wire({
      base: this.base,
      authorization: () => `Basic ${basic}`,
      refusal: (request) => this.owned.refusal(request),
    });
  }

  get measured(): Wire["measured"] {
    return this.wire.measured;
  }

  /** A name of this run. */
  name(what: string): string {
    return `${this.options.prefix}${this.options.tag}-${what}`;
  }

  /** A password that nobody has used before. */
  password(): string {
    const password = randomBytes(12).toString("hex");
    keepSecret(password);
    return password;
  }

  /** The fields of a gateway of this run. */
  gatewayFields(what: string): GatewayFields {
    return {
      name: this.name(what),
      uri: `sip:${this.options.tag}-${what}@Edge.pulumi-sip-test.example.com`,
      encryption: "optional",
      ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
      codecs: ["PCMU", "OPUS"],
    };
  }

  /** Creates an object by one of the package's resources. */
  manage(type: keyof typeof runtime.signalwire, inputs: Record<string, unknown>): Promise<Managed> {
    return Managed.create({ provider: runtime.signalwire[type], configuration: this.configuration }, inputs);
  }

  /** The answer to a creation, past the package. What it made may be written to. */
  async post(kind: Kind, body: object): Promise<Answer> {
    const answer = await this.wire.send({ method: "POST", path: paths[kind], body });
    const id = textAt(answer.body, "id");
    if (answer.status < 300 && id !== undefined) this.owned.admit(id);
    return answer;
  }

  /**
   * The body of the same where it succeeded.
   *
   * @throws Error with the answer otherwise.
   */
  async made(kind: Kind, body: object): Promise<{ readonly id: string; readonly body: unknown }> {
    const answer = await this.post(kind, body);
    const id = textAt(answer.body, "id");
    if (answer.status >= 300 || id === undefined)
      throw new Error(
        `the creation of a ${kind} was answered ${answer.status}: ${JSON.stringify(answer.body)}`,
      );
    return { id, body: answer.body };
  }

  /** The answer to a change, past the package. */
  change(kind: Kind, id: string, body: object): Promise<Answer> {
    const method = kind === "gateway" ? "PATCH" : "PUT";
    return this.wire.send({ method, path: `${paths[kind]}/${id}`, body });
  }

  /** The answer to a GET. */
  read(kind: Kind, id: string): Promise<Answer> {
    return this.wire.send({ method: "GET", path: `${paths[kind]}/${encodeURIComponent(id)}` });
  }

  /** The answer to a deletion of what the suite has made. */
  delete(kind: Kind, id: string): Promise<Answer> {
    return this.wire.send({ method: "DELETE", path: `${paths[kind]}/${id}` });
  }

  inspect(): Promise<void> {
    return Promise.resolve();
  }

  async sweep(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const kind of ["endpoint", "gateway"] as const) {
      for (const id of await this.ownIds(kind)) {
        const { status } = await this.delete(kind, id);
        if (status >= 300 && status !== 404) left.push(`${kind} ${id}: its deletion was answered ${status}`);
      }
      for (const id of await this.ownIds(kind))
        if (!left.some((line) => line.includes(id))) left.push(`${kind} ${id} is still there`);
    }
    return left;
  }

  /** The objects of a kind whose name begins with the prefix. */
  private async ownIds(kind: Kind): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const row of await this.rows(kind)) {
      const id = textAt(row, "id");
      // Of a gateway the name and what is displayed must agree: either may be another client's.
      const names =
        kind === "gateway"
          ? [at(row, "sip_gateway", "name"), at(row, "display_name")]
          : [at(row, "username")];
      if (id === undefined || !names.every((name) => this.owned.isOwn(name))) continue;
      this.owned.admit(id);
      ids.push(id);
    }
    return ids;
  }

  /** The rows of all pages of a list. Links are followed on the configured host only. */
  private async rows(kind: Kind): Promise<readonly unknown[]> {
    const rows: unknown[] = [];
    const asked = new Set<string>();
    let next: string | undefined = paths[kind];
    while (next !== undefined && !asked.has(next) && asked.size < 1000) {
      asked.add(next);
      const body = await this.wire.done({ method: "GET", path: next });
      rows.push(...(Array.isArray(body) ? (body as readonly unknown[]) : (listAt(body, "data") ?? [])));
      const link = textAt(body, "links", "next");
      const url = link === undefined || link === "" ? undefined : new URL(link, this.base);
      next = url === undefined ? undefined : url.pathname + url.search;
    }
    return rows;
  }
}
