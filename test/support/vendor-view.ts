import { sign } from "jsonwebtoken";
import type { GatewayRecord, Simulator } from "../../src/simulator";

/** The gateways that exist, inbound ones first. */
export function gateways(sim: Simulator): GatewayRecord[] {
  const { inboundGateways, outboundGateways } = sim.state().videosdk;
  return [...inboundGateways, ...outboundGateways].filter(({ deleted }) => !deleted);
}

/** Gateways that exist and that no number uses: a careless client leaves them behind. */
export function leftovers(sim: Simulator): GatewayRecord[] {
  return gateways(sim).filter(({ numbers }) => numbers.length === 0);
}

/** The one gateway of a direction; fails when there is none or more than one. */
export function gateway(sim: Simulator, direction: "inbound" | "outbound"): GatewayRecord {
  const [found, ...others] = gateways(sim).filter((one) => one.direction === direction);
  if (found === undefined || others.length > 0) {
    throw new Error(`there are ${found === undefined ? 0 : 1 + others.length} ${direction} gateways`);
  }
  return found;
}

/** The numbers that are attached in both directions, sorted. */
export function attached(sim: Simulator): string[] {
  return sim
    .state()
    .videosdk.phoneNumbers.filter((one) => one.inboundGatewayId !== null && one.outboundGatewayId !== null)
    .map(({ e164 }) => e164)
    .sort();
}

/** The numbers that are registered, sorted. */
export function registered(sim: Simulator): string[] {
  return sim
    .state()
    .videosdk.phoneNumbers.map(({ e164 }) => e164)
    .sort();
}

/** Another client of the same account, such as the vendor's dashboard. */
export class Dashboard {
  readonly #sim: Simulator;

  constructor(sim: Simulator) {
    this.#sim = sim;
  }

  /** Registers numbers with new gateways. */
  create(phoneNumbers: readonly string[], changes: object = {}): Promise<unknown> {
    return this.send("POST", "/v2/sip/phone-numbers", {
      name: "Elsewhere",
      phoneNumbers,
      inbound: { sipRegion: "us002" },
      outbound: { address: "elsewhere.example.com", sipRegion: "us002", transport: "tls" },
      ...changes,
    });
  }

  /** Detaches a number from its gateways. */
  detach(phoneNumber: string): Promise<unknown> {
    return this.send("POST", "/v2/sip/phone-numbers/detach", { phoneNumber });
  }

  /** Releases a number. */
  release(e164: string): Promise<unknown> {
    const { phoneNumbers } = this.#sim.state().videosdk;
    const number = phoneNumbers.find((one) => one.e164 === e164);
    return this.send("POST", `/v2/sip/phone-numbers/${number?.phoneNumberId ?? e164}/release`);
  }

  /** Changes settings of a gateway. */
  patchGateway(id: string, changes: object): Promise<unknown> {
    return this.send("PATCH", `/v2/sip/phone-numbers/gateways/${id}`, changes);
  }

  /** Deletes a gateway, with numbers or without. */
  deleteGateway({ direction, id }: GatewayRecord): Promise<unknown> {
    return this.send("DELETE", `/v2/sip/${direction}-gateways/${id}`);
  }

  /** Changes the numbers of a gateway, which the number endpoints cannot do. */
  setGatewayNumbers(
    { direction, id, geoRegion }: GatewayRecord,
    numbers: readonly string[],
  ): Promise<unknown> {
    // This endpoint resets a region that is left out.
    return this.send("PATCH", `/v2/sip/${direction}-gateways/${id}`, { numbers, geoRegion });
  }

  /** Puts a number on every gateway that carries one, in addition to those that are there. */
  async join(phoneNumber: string): Promise<void> {
    const present = gateways(this.#sim);
    await this.create([phoneNumber]);
    for (const each of gateways(this.#sim))
      if (each.numbers.includes(phoneNumber)) await this.deleteGateway(each);
    for (const each of present) await this.setGatewayNumbers(each, [...each.numbers, phoneNumber]);
  }

  /** Adds a gateway without changing any number. */
  createGateway(direction: "inbound" | "outbound", body: object): Promise<unknown> {
    return this.send("POST", `/v2/sip/${direction}-gateways`, body);
  }

  /** Adds a trunk and returns its id. */
  async createTrunk(body: object): Promise<string> {
    return ((await this.send("POST", "/v2/sip-trunk", body)) as { trunkId: string }).trunkId;
  }

  /** Replaces the fields of a trunk. */
  putTrunk(trunkId: string, body: object): Promise<unknown> {
    return this.send("PUT", `/v2/sip-trunk/${trunkId}`, body);
  }

  /** Deletes a trunk, in a way that the API does not document. */
  async deleteTrunk(trunkId: string): Promise<void> {
    this.#sim.configure({ videosdk: { trunkDelete: 200 } });
    await this.send("DELETE", `/v2/sip-trunk/${trunkId}`);
    this.#sim.configure({ videosdk: { trunkDelete: false } });
  }

  /** Sends a request that has no method here and returns the body of its answer. */
  async send(method: string, path: string, body?: unknown): Promise<unknown> {
    const { apiKey, secret } = this.#sim.videosdk;
    const response = await fetch(this.#sim.url + path, {
      method,
      headers: {
        authorization: sign({ apikey: apiKey }, secret, { expiresIn: 600 }),
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
}
