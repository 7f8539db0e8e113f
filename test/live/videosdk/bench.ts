import { randomBytes } from "node:crypto";
import { sign } from "jsonwebtoken";
import { keepSecret } from "../../../src/http/presentable";
import * as runtime from "../../../src/runtime";
import { configurations, Managed, type Resource } from "../managed";
import { eventually, required, type LiveBench, type RunOptions } from "../vendor";
import { at, listAt, textAt, Wire, wordsOf, type Answer } from "../wire";
import { Owned } from "./owned";
import { sweep, trunkNamed } from "./sweep";

/** Directions of gateways. */
export const directions = ["inbound", "outbound"] as const;
/** A direction of a gateway. */
export type Direction = (typeof directions)[number];

/** A number as VideoSDK shows it: the ids of its gateways, undefined where it has none, and the whole answer. */
export interface Line {
  readonly inbound: string | undefined;
  readonly outbound: string | undefined;
  readonly answer: unknown;
}

/** What a gateway that the suite makes by itself sends calls to. */
export const host = "Edge.pulumi-sip-test.example.com";

/** The suite's way to an account at VideoSDK. */
export class VideoSdkBench implements LiveBench {
  readonly base: string;
  readonly wire: Wire;
  readonly owned: Owned;
  readonly options: RunOptions;
  readonly trunk: boolean;
  /** The account's bare token. */
  readonly token: () => string;
  /** Directions of the gateways that this run has made, by id. */
  readonly made = new Map<string, Direction>();
  private trunkId: string | undefined;
  private readonly configuration: Resource["configuration"];

  constructor(options: RunOptions) {
    const { env, endpoint, prefix, numbers } = options;
    const pair = required(env, "VIDEOSDK_API_KEY", "VIDEOSDK_SECRET");
    const [ready] = required(env, "VIDEOSDK_TOKEN") ?? [];
    if (pair === undefined && ready === undefined)
      throw new Error("set VIDEOSDK_API_KEY and VIDEOSDK_SECRET, or VIDEOSDK_TOKEN, in the environment");
    const [apiKey = "", secret = ""] = pair ?? [];
    keepSecret(...[secret, ready ?? ""].filter((value) => value !== ""));
    this.options = options;
    this.trunk = options.trunk !== false;
    this.base = (
      endpoint ??
      required(env, "VIDEOSDK_API_ENDPOINT")?.[0] ??
      "https://api.videosdk.live"
    ).replace(/\/+$/, "");
    const claims = { apikey: apiKey, permissions: ["allow_join"], version: 2, roles: ["crawler"] };
    this.token = () => (pair === undefined ? (ready ?? "") : sign(claims, secret, { expiresIn: 600 }));
    const settings = new Map([
      ["videosdk:endpoint", this.base],
      ...(pair === undefined
        ? [["videosdk:token", ready ?? ""] as const]
        : [["videosdk:apiKey", apiKey] as const, ["videosdk:secret", secret] as const]),
    ]);
    this.configuration = configurations("videosdk", settings);
    this.owned = new Owned(prefix, numbers);
    this.wire = new Wire({
      base: this.base,
      authorization: this.token,
      refusal: (request) => this.owned.refusal(request),
    });
  }

  get numbers(): readonly string[] {
    return this.options.numbers;
  }

  get measured(): Wire["measured"] {
    return this.wire.measured;
  }

  /** The number of this place; steps say how many they need. */
  number(index: 0 | 1): string {
    return this.numbers[index] ?? "";
  }

  /** A name of this run. */
  name(what: string): string {
    return `${this.options.prefix}${this.options.tag}-${what}`;
  }

  /** Credentials that nobody has used before. */
  credentials(): { username: string; password: string } {
    const password = randomBytes(12).toString("hex");
    keepSecret(password);
    return { username: "pulumi-sip-test", password };
  }

  /** Creates an object by one of the package's resources. */
  manage(type: keyof typeof runtime.videosdk, inputs: Record<string, unknown>): Promise<Managed> {
    return Managed.create({ provider: runtime.videosdk[type], configuration: this.configuration }, inputs);
  }

  /** A number as a GET of it shows it. */
  async line(number: string): Promise<Line> {
    const path = `/v2/sip/phone-numbers/${encodeURIComponent(number)}`;
    const { status, body } = await this.wire.send({ method: "GET", path });
    const isThere = status === 200;
    if (!isThere && status !== 404 && status !== 402)
      throw new Error(`GET ${path} was answered ${status}; a number must be there or not found`);
    return {
      inbound: isThere ? idAt(body, "inbound") : undefined,
      outbound: isThere ? idAt(body, "outbound") : undefined,
      answer: isThere ? body : undefined,
    };
  }

  /** The rows of all pages of a list, in whatever envelope; undefined where they cannot be understood. */
  async rows(path: string): Promise<readonly unknown[] | undefined> {
    const all = new Map<string, unknown>();
    for (let page = 1; page <= 1000; page += 1) {
      const query = `${path.includes("?") ? "&" : "?"}page=${page}&perPage=100`;
      const body = await this.wire.done({ method: "GET", path: path + query });
      const rows = Array.isArray(body) ? (body as readonly unknown[]) : listAt(body, "data");
      if (rows === undefined) return undefined;
      const before = all.size;
      for (const row of rows) all.set(keyOf(row), row);
      const last = at(body, "pageInfo", "lastPage");
      if (all.size === before || (typeof last === "number" && last <= page)) break;
    }
    return [...all.values()];
  }

  /** A number as the list shows it. */
  async listed(number: string): Promise<Line | undefined> {
    const rows = await this.rows("/v2/sip/phone-numbers");
    const row = rows?.find((each) => e164Of(at(each, "phoneNumber", "e164")) === number);
    return row === undefined
      ? undefined
      : { inbound: idAt(row, "inbound"), outbound: idAt(row, "outbound"), answer: row };
  }

  /** The answer to a GET of a gateway. */
  gateway(direction: Direction, id: string): Promise<Answer> {
    return this.wire.send({ method: "GET", path: `/v2/sip/${direction}-gateways/${encodeURIComponent(id)}` });
  }

  /** Registers numbers with new gateways, past the package. */
  register(numbers: readonly string[], name: string, outbound: object = {}): Promise<Answer> {
    return this.wire.send({
      method: "POST",
      path: "/v2/sip/phone-numbers",
      body: {
        name,
        phoneNumbers: numbers,
        isShared: true,
        mediaEncryption: "disable",
        inbound: { sipRegion: "auto" },
        outbound: { address: host, sipRegion: "us002", transport: "tls", ...outbound },
      },
    });
  }

  /**
   * Registers numbers and waits until they show their gateways; returns the last number.
   *
   * @throws Error where that is refused: the gateways that the numbers have then are another client's.
   */
  async attach(numbers: readonly string[], what: string): Promise<Line> {
    const { status, body } = await this.register(numbers, this.name(what));
    if (status >= 300) throw new Error(`the number create was answered ${status}: ${wordsOf(body)}`);
    return await this.settle(...numbers);
  }

  /** Waits until numbers of a create that succeeded show gateways everywhere, and makes sure that these have an own name. */
  async settle(...numbers: readonly string[]): Promise<Line> {
    let last: Line | undefined;
    for (const number of numbers) {
      last = await this.awaited(number, true);
      for (const direction of directions) await this.claim(direction, last[direction] ?? "");
    }
    if (last === undefined) throw new Error("no number to wait for");
    return last;
  }

  /** Detaches a number from gateways that are the suite's, and waits until that shows everywhere. */
  async detach(number: string): Promise<void> {
    const answer = await this.wire.send({
      method: "POST",
      path: "/v2/sip/phone-numbers/detach",
      body: { phoneNumber: number },
    });
    // 400: it is on no gateway, whatever a late read showed. The next look tells.
    if (answer.status >= 300 && answer.status !== 400)
      throw new Error(`the detach of ${number} was answered ${answer.status}: ${wordsOf(answer.body)}`);
    await this.awaited(number, false);
  }

  /** Changes a gateway by the endpoint that both directions have. */
  patch(id: string, body: object): Promise<Answer> {
    return this.wire.send({ method: "PATCH", path: `/v2/sip/phone-numbers/gateways/${id}`, body });
  }

  async inspect(): Promise<void> {
    const { knownTrunk } = this;
    if (knownTrunk !== undefined && (await trunkNamed(this, knownTrunk)) === undefined)
      throw new Error(`the trunk ${knownTrunk} does not exist, or its name does not begin with the prefix`);
    for (const number of this.numbers) {
      const line = await this.line(number);
      for (const direction of directions) {
        const id = line[direction];
        if (id === undefined) continue;
        const isOwn = await this.isOwn(direction, id);
        throw new Error(
          isOwn
            ? `${number} is on the ${direction} gateway ${id}, which an earlier run left: run with --sweep first`
            : `${number} is on the ${direction} gateway ${id}, which is not the suite's. Name a number that is on no gateway`,
        );
      }
    }
  }

  sweep(): Promise<readonly string[]> {
    return sweep(this);
  }

  /** To be called with the id of the run's trunk: no list leads to it. */
  keepTrunk(id: string): void {
    this.trunkId = id;
  }

  /** The trunk of this run, or of an earlier one that the user named. */
  get knownTrunk(): string | undefined {
    const { trunk } = this.options;
    return this.trunkId ?? (typeof trunk === "string" ? trunk : undefined);
  }

  /** Whether a gateway's name says that it is the suite's; admits it then. */
  async isOwn(direction: Direction, id: string): Promise<boolean> {
    const { status, body } = await this.gateway(direction, id);
    if (status === 200 && this.owned.isOwn(at(body, "name"))) this.owned.admit(id);
    return this.owned.has(id);
  }

  /** A gateway that this run has made. Where it was not named by its creation, it is now, so that a sweep finds it. */
  private async claim(direction: Direction, id: string): Promise<void> {
    this.owned.admit(id);
    this.made.set(id, direction);
    const { status, body } = await this.gateway(direction, id);
    if (status === 200 && !this.owned.isOwn(at(body, "name")))
      await this.patch(id, { name: this.name("late") });
  }

  /**
   * Waits until the number and the list agree on its gateways, which it has or has not: after a write each may show for a while what was there
   * before, such as gateways of an earlier step.
   */
  awaited(number: string, isAttached: boolean): Promise<Line> {
    return eventually(
      async () => {
        const line = await this.line(number);
        const listed = (await this.listed(number)) ?? line;
        const isGood = directions.every(
          (direction) =>
            (line[direction] !== undefined) === isAttached && listed[direction] === line[direction],
        );
        return isGood ? line : undefined;
      },
      `${number} ${isAttached ? "attached" : "detached"} in both directions`,
    );
  }
}

/** A number in E.164 form, from any form that an answer may have. */
export function e164Of(shown: unknown): string {
  const text = typeof shown === "string" || typeof shown === "number" ? String(shown) : "";
  return text.startsWith("+") ? text : `+${text}`;
}

function idAt(value: unknown, direction: Direction): string | undefined {
  return textAt(value, direction, "id");
}

function keyOf(row: unknown): string {
  return textAt(row, "id") ?? textAt(row, "phoneNumber", "phoneNumberId") ?? JSON.stringify(row);
}
