import type { Simulator, SipEndpointRecord, SipGatewayRecord } from "../../src/simulator";

/** The gateways of a project. */
export function signalwireGateways(sim: Simulator): readonly SipGatewayRecord[] {
  return sim.state().signalwire.gateways;
}

/** The endpoints of a project. */
export function signalwireEndpoints(sim: Simulator): readonly SipEndpointRecord[] {
  return sim.state().signalwire.endpoints;
}

/** Another client of the same project, such as SignalWire's dashboard. */
export class SignalWireDashboard {
  readonly #sim: Simulator;

  constructor(sim: Simulator) {
    this.#sim = sim;
  }

  /** Changes fields of every gateway. */
  async patchGateways(change: object): Promise<void> {
    for (const { id } of signalwireGateways(this.#sim))
      await this.#send("PATCH", `${gateways}/${id}`, change);
  }

  /** Deletes every gateway. */
  async deleteGateways(): Promise<void> {
    for (const { id } of signalwireGateways(this.#sim)) await this.#send("DELETE", `${gateways}/${id}`);
  }

  /** Changes fields of every endpoint. */
  async putEndpoints(change: object): Promise<void> {
    for (const { id } of signalwireEndpoints(this.#sim))
      await this.#send("PUT", `${endpoints}/${id}`, change);
  }

  /** Deletes every endpoint. */
  async deleteEndpoints(): Promise<void> {
    for (const { id } of signalwireEndpoints(this.#sim)) await this.#send("DELETE", `${endpoints}/${id}`);
  }

  /** Changes fields of every object that is listed at a path. */
  async changeAll(method: string, path: string, change: object): Promise<void> {
    for (const id of await this.#idsAt(path)) await this.#send(method, `${path}/${id}`, change);
  }

  /** Changes fields of one object. */
  async change(method: string, path: string, change: object): Promise<void> {
    await this.#send(method, path, change);
  }

  /** Deletes every object that is listed at a path. */
  async deleteAll(path: string): Promise<void> {
    for (const id of await this.#idsAt(path)) await this.#send("DELETE", `${path}/${id}`);
  }

  /** Creates an object. */
  async create(path: string, body: object): Promise<{ readonly id: string }> {
    return (await this.#send("POST", path, body)) as { readonly id: string };
  }

  /** What a path shows. */
  async get(path: string): Promise<unknown> {
    return this.#send("GET", path);
  }

  async #idsAt(path: string): Promise<string[]> {
    const answer = (await this.#send("GET", path)) as { data: { id: string }[] } | { id: string }[];
    return (Array.isArray(answer) ? answer : answer.data).map(({ id }) => id);
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const { projectId, token } = this.#sim.signalwire;
    const response = await fetch(this.#sim.url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${projectId}:${token}`).toString("base64")}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    return answer === "" ? undefined : JSON.parse(answer);
  }
}

const gateways = "/api/fabric/resources/sip_gateways";
const endpoints = "/api/relay/rest/endpoints/sip";
