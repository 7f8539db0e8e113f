import * as z from "zod";
import type { Deadline } from "../../http/deadline";
import { unlessGone } from "../../http/absence";
import { apiErrorOf } from "../../http/errors";
import { path } from "../../http/path";
import { assertAbout, parseReply } from "../../http/reply";
import type { HttpReply } from "../../http/answer";
import type { HttpRequest, Transport } from "../../http/transport";
import { itemsOf, type Target } from "./paging";
import {
  addressSchema,
  endpointSchema,
  gatewaySchema,
  type Address,
  type Endpoint,
  type Gateway,
} from "./replies";

/** Body of `POST` and `PATCH` of a SIP gateway: all fields, always, because the service refuses partial ones. */
export interface GatewayBody {
  readonly name: string;
  readonly uri: string;
  readonly encryption: string;
  readonly ciphers: readonly string[];
  readonly codecs: readonly string[];
}

/** Body of `POST` and `PUT` of a SIP endpoint, in the vendor's names; what is left out stays as it is. */
export type EndpointBody = Readonly<Record<string, string | readonly string[]>>;

const gateways = "/api/fabric/resources/sip_gateways";
const endpoints = "/api/relay/rest/endpoints/sip";

type Collection = typeof gateways | typeof endpoints;

/** The vendor's words for what each list holds. */
const nounsOf = { [gateways]: ["gateway"], [endpoints]: ["sip endpoint"] } as const;

/** An object in a list, as far as it says which it is. */
const identified = z.object({ id: z.string() });

/** Endpoints on one page of the list; the vendor's limit. Lists of the Fabric API have no such parameter. */
const pageSize = "1000";

/**
 * SignalWire's APIs for SIP gateways (Fabric) and SIP endpoints (Relay REST), one method an operation. It knows paths
 * and bodies, but no resources.
 */
export class SignalWireApi {
  private readonly transport: Transport;
  private readonly prefix: string;

  /** @param baseUrl the transport's */
  constructor(transport: Transport, baseUrl: string) {
    this.transport = transport;
    this.prefix = new URL(baseUrl).pathname.replace(/\/+$/, "");
  }

  /** The items of a list, page by page; `onPage` is called with every page. */
  list<T extends { readonly id: string }>(
    first: Target,
    schema: z.ZodType<T>,
    deadline: Deadline,
    onPage?: () => void,
  ): AsyncGenerator<T> {
    const pages = this.pages(deadline);
    const get = async (target: Target): Promise<HttpReply> => {
      const reply = await pages(target);
      onPage?.();
      return reply;
    };
    return itemsOf(get, first, schema, this.prefix);
  }

  /** Sends a request; a refusal of the credentials says what to do about it. */
  async send(request: HttpRequest, deadline: Deadline): Promise<HttpReply> {
    try {
      return await this.transport.send(request, deadline);
    } catch (error) {
      throw withAdvice(error);
    }
  }

  /** Every gateway of the project. */
  listGateways(deadline: Deadline, onPage?: () => void): AsyncGenerator<Gateway> {
    return this.list({ path: gateways, query: {} }, gatewaySchema, deadline, onPage);
  }

  /** Every endpoint of the project. */
  allEndpoints(deadline: Deadline, onPage?: () => void): AsyncGenerator<Endpoint> {
    const first = { path: endpoints, query: { page_size: pageSize } };
    return this.list(first, endpointSchema, deadline, onPage);
  }

  /** Creates a gateway. */
  async createGateway(body: GatewayBody, deadline: Deadline): Promise<Gateway> {
    return parseReply(gatewaySchema, await this.send({ method: "POST", path: gateways, body }, deadline));
  }

  /** A gateway by its outer id, or undefined when there is none. */
  getGateway(id: string, deadline: Deadline): Promise<Gateway | undefined> {
    const read = (): Promise<Gateway> => this.read(gatewaySchema, id, gatewayPath(id), deadline);
    return this.unlessGone(gateways, id, read, deadline);
  }

  /** Changes a gateway. Returns it as it is afterwards, or undefined when the answer does not show it. */
  async patchGateway(id: string, body: GatewayBody, deadline: Deadline): Promise<Gateway | undefined> {
    const reply = await this.send({ method: "PATCH", path: gatewayPath(id), body }, deadline);
    const gateway = gatewaySchema.safeParse(reply.body).data;
    return gateway?.id === id ? gateway : undefined;
  }

  /** Deletes a gateway; false when there was none. */
  deleteGateway(id: string, deadline: Deadline): Promise<boolean> {
    return this.remove(gateways, id, deadline);
  }

  /** The addresses at which a gateway is called. */
  listGatewayAddresses(id: string, deadline: Deadline): AsyncGenerator<Address> {
    const first = { path: path`/api/fabric/resources/sip_gateways/${id}/addresses`, query: {} };
    return this.list(first, addressSchema, deadline);
  }

  /** Endpoints whose user name contains the text; all of them, if the service does not filter. */
  listEndpoints(username: string, deadline: Deadline): AsyncGenerator<Endpoint> {
    const first = { path: endpoints, query: { filter_username: username, page_size: pageSize } };
    return this.list(first, endpointSchema, deadline);
  }

  /** Creates an endpoint. */
  async createEndpoint(body: EndpointBody, deadline: Deadline): Promise<Endpoint> {
    return parseReply(endpointSchema, await this.send({ method: "POST", path: endpoints, body }, deadline));
  }

  /** An endpoint, or undefined when there is none. */
  getEndpoint(id: string, deadline: Deadline): Promise<Endpoint | undefined> {
    const read = (): Promise<Endpoint> => this.read(endpointSchema, id, endpointPath(id), deadline);
    return this.unlessGone(endpoints, id, read, deadline);
  }

  /** Changes an endpoint. Returns it as it is afterwards, or undefined when the answer does not show it. */
  async putEndpoint(id: string, body: EndpointBody, deadline: Deadline): Promise<Endpoint | undefined> {
    const reply = await this.send({ method: "PUT", path: endpointPath(id), body }, deadline);
    const endpoint = endpointSchema.safeParse(reply.body).data;
    return endpoint?.id === id ? endpoint : undefined;
  }

  /** Deletes an endpoint; false when there was none. */
  deleteEndpoint(id: string, deadline: Deadline): Promise<boolean> {
    return this.remove(endpoints, id, deadline);
  }

  private async read<T extends { readonly id: string }>(
    schema: z.ZodType<T>,
    id: string,
    target: string,
    deadline: Deadline,
  ): Promise<T> {
    const reply = await this.send({ method: "GET", path: target }, deadline);
    const object = parseReply(schema, reply);
    assertAbout(id, "id", object.id, reply);
    return object;
  }

  private async remove(collection: Collection, id: string, deadline: Deadline): Promise<boolean> {
    const request = { method: "DELETE", path: collection + path`/${id}` } as const;
    return (
      (await this.unlessGone(collection, id, () => this.send(request, deadline), deadline)) !== undefined
    );
  }

  /** The vendor's words for a missing object are `Not Found`, which a proxy says as well: the list decides. */
  private unlessGone<T>(
    collection: Collection,
    id: string,
    ask: () => Promise<T>,
    deadline: Deadline,
  ): Promise<T | undefined> {
    const lists = async (): Promise<boolean> => {
      const query = collection === endpoints ? { page_size: pageSize } : {};
      const items = itemsOf(this.pages(deadline), { path: collection, query }, identified, this.prefix);
      for await (const item of items) if (item.id === id) return true;
      return false;
    };
    return unlessGone({ id, nouns: nounsOf[collection] }, ask, lists);
  }

  private pages(deadline: Deadline): (target: Target) => Promise<HttpReply> {
    return (target) => this.send({ method: "GET", ...target }, deadline);
  }
}

/** A refusal of the credentials, with what to do about it: the vendor's own message is a single word. */
function withAdvice(error: unknown): unknown {
  const refusal = apiErrorOf(error, 401, 403);
  const advice =
    `SignalWire does not accept the project id and API token for this, or the token lacks a scope. Look at ` +
    `signalwire:projectId and signalwire:token, and at the token's scopes in the SignalWire dashboard: SIP endpoints need ` +
    `Voice; phone numbers Numbers; SIP gateways Voice, Messaging, Fax or Video, as do all others`;
  return refusal?.withAdvice(advice) ?? error;
}

function gatewayPath(id: string): string {
  return path`/api/fabric/resources/sip_gateways/${id}`;
}

function endpointPath(id: string): string {
  return path`/api/relay/rest/endpoints/sip/${id}`;
}
