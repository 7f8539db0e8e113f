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

  async #send(method: string, path: string, body?: unknown): Promise<void> {
    const { projectId, token } = this.#sim.signalwire;
    const response = await fetch(this.#sim.url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${projectId}:${token}`).toString("base64")}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
}

const gateways = "/api/fabric/resources/sip_gateways";
const endpoints = "/api/relay/rest/endpoints/sip";
