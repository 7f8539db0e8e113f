import type { Deadline } from "../../http/deadline";
import { absenceOf, absentAsUndefined, type ApiError } from "../../http/errors";
import { path } from "../../http/path";
import { assertAbout, parseReply } from "../../http/reply";
import type { HttpReply, Transport } from "../../http/transport";
import type { ListedNumber } from "./listed-numbers";
import {
  gatewaySchema,
  gatewayUpdateSchema,
  numberPageSchema,
  numberRecordSchema,
  trunkSchema,
  type Gateway,
  type NumberRecord,
  type Trunk,
} from "./replies";

/** The ways in which gateways carry calls. */
export const directions = ["inbound", "outbound"] as const;

/** Which way a gateway carries calls. */
export type Direction = (typeof directions)[number];

/** Credentials of a SIP peer. */
export interface SipAuth {
  readonly username: string;
  readonly password: string;
}

/** Body of `POST /v2/sip/phone-numbers`. */
export interface CreateNumbersBody {
  readonly name: string;
  readonly phoneNumbers: readonly string[];
  readonly isShared: boolean;
  readonly mediaEncryption: string;
  readonly inbound: { readonly sipRegion: string };
  readonly outbound: {
    readonly address: string;
    readonly sipRegion: string;
    readonly transport: string;
    readonly auth?: SipAuth | undefined;
  };
}

/** Body of `PATCH /v2/sip/phone-numbers/gateways/:gatewayId`. */
export interface PatchGatewayBody {
  readonly name?: string | undefined;
  readonly mediaEncryption?: string | undefined;
  readonly sipRegion?: string | undefined;
  readonly address?: string | undefined;
  readonly transport?: string | undefined;
  readonly auth?: SipAuth | undefined;
}

/** Body of `POST` and `PUT` `/v2/sip-trunk`. */
export interface TrunkBody {
  readonly name: string;
  readonly domain: string;
  readonly direction: string;
  readonly numbers: readonly string[];
  readonly auth: SipAuth;
}

/** Statuses by which VideoSDK says that an object does not exist: 402 means the same as 404. */
const absent = [404, 402] as const;

/** Numbers on one page of the list; VideoSDK's cap. */
export const pageSize = 100;

/**
 * VideoSDK's SIP API, one method an endpoint. Knows paths and bodies and nothing of resources.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip
 */
export class VideoSdkApi {
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Registers numbers and creates gateways for them. Atomic; answers with a message only. */
  async createNumbers(body: CreateNumbersBody, deadline: Deadline): Promise<void> {
    await this.transport.send({ method: "POST", path: "/v2/sip/phone-numbers", body }, deadline);
  }

  /** One page of numbers, 1-based, with their gateways. */
  async listNumbers(page: number, deadline: Deadline): Promise<{ total: number; numbers: ListedNumber[] }> {
    const query = { page, perPage: pageSize };
    const reply = await this.transport.send(
      { method: "GET", path: "/v2/sip/phone-numbers", query },
      deadline,
    );
    const { pageInfo, data } = parseReply(numberPageSchema, reply);
    const numbers = data.map((item) => ({
      e164: item.phoneNumber.e164,
      read: () => parseReply(numberRecordSchema, { ...reply, body: item }),
    }));
    return { total: pageInfo.total, numbers };
  }

  /** One number, or undefined when it is not registered. */
  getNumber(e164: string, deadline: Deadline): Promise<NumberRecord | undefined> {
    return absentAsUndefined(absent, async () => {
      const reply = await this.transport.send(
        { method: "GET", path: path`/v2/sip/phone-numbers/${e164}` },
        deadline,
      );
      const record = parseReply(numberRecordSchema, reply);
      assertAbout(e164, "e164", record.phoneNumber.e164, reply);
      return record;
    });
  }

  /** Detaches a number from its gateways in both directions. The number stays registered, the gateways stay too. */
  async detach(e164: string, deadline: Deadline): Promise<void> {
    const body = { phoneNumber: e164 };
    await this.transport.send({ method: "POST", path: "/v2/sip/phone-numbers/detach", body }, deadline);
  }

  /** Releases a number permanently. */
  async release(phoneNumberId: string, deadline: Deadline): Promise<void> {
    await this.transport.send(
      { method: "POST", path: path`/v2/sip/phone-numbers/${phoneNumberId}/release` },
      deadline,
    );
  }

  /** Changes a gateway; returns it as it is afterwards, or undefined when the answer does not show it. */
  async patchGateway(
    gatewayId: string,
    body: PatchGatewayBody,
    deadline: Deadline,
  ): Promise<Gateway | undefined> {
    const reply = await this.transport.send(
      { method: "PATCH", path: path`/v2/sip/phone-numbers/gateways/${gatewayId}`, body },
      deadline,
    );
    const gateway = gatewayUpdateSchema.safeParse(reply.body).data?.gateway;
    return gateway?.id === gatewayId ? gateway : undefined;
  }

  /** A gateway, or undefined when there is none of this direction. */
  getGateway(direction: Direction, gatewayId: string, deadline: Deadline): Promise<Gateway | undefined> {
    return absentAsUndefined(absent, async () => {
      const reply = await this.transport.send(
        { method: "GET", path: gatewayPath(direction, gatewayId) },
        deadline,
      );
      const gateway = parseReply(gatewaySchema, reply);
      assertAbout(gatewayId, "id", gateway.id, reply);
      return gateway;
    });
  }

  /** Deletes a gateway; false when there was none. */
  async deleteGateway(direction: Direction, gatewayId: string, deadline: Deadline): Promise<boolean> {
    const gone = await absentAsUndefined(absent, () =>
      this.transport.send({ method: "DELETE", path: gatewayPath(direction, gatewayId) }, deadline),
    );
    return gone !== undefined;
  }

  /** Adds a trunk. There is no list to find it in when the answer is lost. */
  async createTrunk(body: TrunkBody, deadline: Deadline): Promise<Trunk> {
    return parseReply(
      trunkSchema,
      await this.transport.send({ method: "POST", path: "/v2/sip-trunk", body }, deadline),
    );
  }

  /** A trunk, or undefined when there is none. */
  getTrunk(trunkId: string, deadline: Deadline): Promise<Trunk | undefined> {
    return absentAsUndefined(absent, async () =>
      trunkFrom(
        await this.transport.send({ method: "GET", path: path`/v2/sip-trunk/${trunkId}` }, deadline),
        trunkId,
      ),
    );
  }

  /** Replaces all fields of a trunk. */
  async putTrunk(trunkId: string, body: TrunkBody, deadline: Deadline): Promise<Trunk> {
    const request = { method: "PUT", path: path`/v2/sip-trunk/${trunkId}`, body } as const;
    return trunkFrom(await this.transport.send(request, deadline), trunkId);
  }

  /** Tries to delete a trunk by a request that no page documents. */
  async deleteTrunk(trunkId: string, deadline: Deadline): Promise<void> {
    await this.transport.send({ method: "DELETE", path: path`/v2/sip-trunk/${trunkId}` }, deadline);
  }
}

/** The error, if it is VideoSDK's answer that an object does not exist. */
export function notFoundOf(error: unknown): ApiError | undefined {
  return absenceOf(error, ...absent);
}

function gatewayPath(direction: Direction, gatewayId: string): string {
  return direction === "inbound"
    ? path`/v2/sip/inbound-gateways/${gatewayId}`
    : path`/v2/sip/outbound-gateways/${gatewayId}`;
}

/** A trunk from an answer about the one with this id. */
function trunkFrom(reply: HttpReply, trunkId: string): Trunk {
  const trunk = parseReply(trunkSchema, reply);
  assertAbout(trunkId, "trunkId", trunk.trunkId, reply);
  return trunk;
}
