import { sign } from "jsonwebtoken";
import { afterEach, beforeEach } from "vitest";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator";

/** An answer, its body parsed when it is JSON. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The fields of a gateway that these tests use. */
export interface GatewayBody {
  readonly id: string;
  readonly name?: string;
  readonly geoRegion: string | null;
}

/** A number with its gateways. */
export interface TripleBody {
  readonly phoneNumber: { readonly phoneNumberId: string; readonly e164: string; readonly name: string };
  readonly inbound: GatewayBody | null;
  readonly outbound: GatewayBody | null;
}

/** A page of a list. */
export interface PageBody<T> {
  readonly pageInfo: {
    readonly currentPage: number;
    readonly perPage: number;
    readonly lastPage: number;
    readonly total: number;
  };
  readonly data: readonly T[];
}

export const first = "+14155550100";
export const second = "+14155550101";
export const third = "+14155550102";

/** A valid body of a number create. */
export const numberCreate = {
  name: "Support",
  phoneNumbers: [first, second],
  isShared: true,
  mediaEncryption: "disable",
  inbound: { sipRegion: "us002" },
  outbound: {
    address: "sip.example.com:5061",
    sipRegion: "in002",
    transport: "tls",
    auth: { username: "user", password: "pass" },
  },
};

/** A valid body of a trunk. */
export const trunkBody = {
  auth: { username: "user", password: "pass" },
  name: "Carrier",
  domain: "example.pstn.provider.com",
  direction: "outbound",
  numbers: [first],
};

/** A simulator with a client that has its credentials. */
export class Bench {
  readonly simulator: Simulator;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  token(claims: object = {}, secret = this.simulator.videosdk.secret): string {
    return sign({ apikey: this.simulator.videosdk.apiKey, ...claims }, secret, { expiresIn: 600 });
  }

  /** Sends a request with a valid token. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Received> {
    const response = await fetch(`${this.simulator.url}${path}`, {
      method,
      redirect: "manual",
      headers: { authorization: this.token(), "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return received(response);
  }

  createNumbers(changes: object = {}): Promise<Received> {
    return this.send("POST", "/v2/sip/phone-numbers", { ...numberCreate, ...changes });
  }

  /** A number and its gateways; fails when it does not exist. */
  async number(e164: string): Promise<TripleBody> {
    const { status, body } = await this.send("GET", numberPath(e164));
    if (status !== 200) throw new Error(`GET of ${e164} answered ${status}`);
    return body as TripleBody;
  }

  async list<T = TripleBody>(path = "/v2/sip/phone-numbers"): Promise<PageBody<T>> {
    return (await this.send("GET", path)).body as PageBody<T>;
  }

  detach(phoneNumber: string): Promise<Received> {
    return this.send("POST", "/v2/sip/phone-numbers/detach", { phoneNumber });
  }
}

export function numberPath(e164: string): string {
  return `/v2/sip/phone-numbers/${encodeURIComponent(e164)}`;
}

export async function received(response: Response): Promise<Received> {
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: the body is the text.
  }
  return { status: response.status, headers: response.headers, body };
}

/** The `message` of an error answer. */
export function messageOf({ body }: Received): string {
  return (body as { message: string }).message;
}

/** Starts a simulator for each test of a file. */
export function useBench(options: SimulatorOptions = {}): { readonly current: Bench } {
  let current: Bench | undefined;
  beforeEach(async () => {
    current = new Bench(await startSimulator(options));
  });
  afterEach(() => current?.simulator.close());
  return {
    get current() {
      if (current === undefined) throw new Error("only inside a test");
      return current;
    },
  };
}
