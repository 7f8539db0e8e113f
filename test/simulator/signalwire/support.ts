import { afterEach, beforeEach } from "vitest";
import {
  startSimulator,
  type SignalWireBehaviour,
  type Simulator,
  type SimulatorOptions,
} from "../../../src/simulator";
import { received, type Received } from "../support.js";

export const gatewaysPath = "/api/fabric/resources/sip_gateways";
export const endpointsPath = "/api/relay/rest/endpoints/sip";

/** The id of no object. */
export const strangeId = "00000000-0000-4000-8000-000000000000";

/** A valid body of a gateway create. */
export const gatewayBody = {
  name: "To the carrier",
  uri: "sip:trunk@sip.example.com",
  encryption: "required",
  ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
  codecs: ["PCMU", "OPUS", "G722"],
};

/** The body of an endpoint create with the required fields only. */
export const endpointBody = { username: "c3p0", password: "a password" };

/** A gateway as answers show it. */
export interface GatewayBody {
  readonly id: string;
  readonly project_id: string;
  readonly display_name: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly sip_gateway: {
    readonly id: string;
    readonly name: string;
    readonly uri: string;
    readonly encryption: string;
    readonly ciphers: readonly string[];
    readonly codecs: readonly string[];
  };
}

/** An endpoint as answers show it. */
export type EndpointBody = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly username: string;
};

/** A page of a list. */
export interface PageBody<T> {
  readonly links: {
    readonly self: string;
    readonly first: string;
    readonly next?: string | null;
    readonly prev?: string;
  };
  readonly data: readonly T[];
}

/** A simulator with a client that has its SignalWire credentials. */
export class ProjectBench {
  readonly simulator: Simulator;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  /** Sends a request with valid credentials. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Received> {
    const { projectId, token } = this.simulator.signalwire;
    const response = await fetch(new URL(path, this.simulator.url), {
      method,
      headers: {
        authorization: basic(projectId, token),
        "content-type": "application/json",
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return received(response);
  }

  set(signalwire: Partial<SignalWireBehaviour>): void {
    this.simulator.configure({ signalwire });
  }

  /** Creates a gateway; fails when it is refused. */
  async gateway(changes: object = {}): Promise<GatewayBody> {
    const answer = await this.send("POST", gatewaysPath, { ...gatewayBody, ...changes });
    return bodyOf(answer) as GatewayBody;
  }

  /** Creates an endpoint; fails when it is refused. */
  async endpoint(changes: object = {}): Promise<EndpointBody> {
    const answer = await this.send("POST", endpointsPath, { ...endpointBody, ...changes });
    return bodyOf(answer) as EndpointBody;
  }

  async list<T extends { id: string }>(path: string): Promise<PageBody<T>> {
    return bodyOf(await this.send("GET", path)) as PageBody<T>;
  }
}

/** An Authorization header. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** The body of a successful answer; fails on any other. */
export function bodyOf({ status, body }: Received): unknown {
  if (status < 200 || status > 299) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Parameter and code of each entry of a Fabric 422. */
export function fabricProblems({ status, body }: Received): [number, ...string[]] {
  const { errors } = body as { errors: { attribute: string; code: string }[] };
  return [status, ...errors.map(({ attribute, code }) => `${attribute} ${code}`)];
}

/** Text and code of each entry of a Relay 422. */
export function relayProblems({ status, body }: Received): [number, ...string[]] {
  const { errors } = body as { errors: { detail: string; code: string }[] };
  return [status, ...errors.map(({ detail, code }) => `${detail} (${code})`)];
}

/** Starts a simulator for each test of a file. */
export function useProject(options: SimulatorOptions = {}): { readonly current: ProjectBench } {
  let current: ProjectBench | undefined;
  beforeEach(async () => {
    current = new ProjectBench(await startSimulator(options));
  });
  afterEach(() => current?.simulator.close());
  return {
    get current() {
      if (current === undefined) throw new Error("only inside a test");
      return current;
    },
  };
}
