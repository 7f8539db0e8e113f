import type { Deadline } from "../../http/deadline";
import { unlessGone, type Sought } from "../../http/absence";
import { path } from "../../http/path";
import { assertAbout, malformed, parseReply } from "../../http/reply";
import type { HttpReply } from "../../http/answer";
import type { Transport } from "../../http/transport";
import { ListReader, type FirstPage, type GetPage } from "./listing";
import { parseWithGateways } from "./repeated-gateways";
import { listedNumbers, withoutDeleted, type ListedNumber } from "./listed-numbers";
import {
  gatewayUpdateSchema,
  identifiedIn,
  numberRecordSchema,
  ownGatewaySchema,
  trunkSchema,
  unwrapped,
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

/** VideoSDK says by either that an object does not exist, and by 402 also that the account is suspended. */
export const absent = [404, 402] as const;

const numbersPath = "/v2/sip/phone-numbers";

/**
 * VideoSDK's SIP API, one method an endpoint. Knows paths and bodies and nothing of resources.
 *
 * @see https://docs.videosdk.live/api-reference/realtime-communication/sip
 */
export class VideoSdkApi {
  private readonly transport: Transport;
  private readonly numberLists = new ListReader();
  private readonly gatewayLists = new ListReader();
  /** Gateways that this process has deleted: an answer that shows one is late. */
  private readonly deleted = new Set<string>();

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /**
   * Registers numbers and creates gateways for them. Atomic; answers with a message only.
   *
   * @throws `MalformedReplyError` when the answer says nothing at all: a refusal whose words were lost looks the same
   */
  async createNumbers(body: CreateNumbersBody, deadline: Deadline): Promise<void> {
    const reply = await this.transport.send({ method: "POST", path: numbersPath, body }, deadline);
    if (reply.body === undefined) throw malformed(reply, "it is empty");
  }

  /** The first page of numbers, with their gateways. */
  async firstNumbers(deadline: Deadline): Promise<{ page: FirstPage; numbers: ListedNumber[] }> {
    const page = await this.numberLists.first(this.pages(numbersPath, deadline));
    return { page, numbers: listedNumbers(page, this.deleted) };
  }

  /** The further pages of numbers, each with its place in the list. */
  async furtherNumbers(
    first: FirstPage,
    deadline: Deadline,
    take: (numbers: readonly ListedNumber[], place: number) => void,
  ): Promise<void> {
    await this.numberLists.rest(this.pages(numbersPath, deadline), first, JSON.stringify, (page, place) =>
      take(listedNumbers(page, this.deleted), place),
    );
  }

  /** One page of numbers, and how many pages there are now, where it says so. */
  async numbersOnPage(
    place: number,
    { size }: FirstPage,
    deadline: Deadline,
    take: (numbers: readonly ListedNumber[], pages: number | undefined) => void,
  ): Promise<void> {
    await this.numberLists.page(this.pages(numbersPath, deadline), place, size, (page) =>
      // A part of a page that was too large counts the pages of its own size.
      take(listedNumbers(page, this.deleted), page.perPage === size ? page.lastPage : undefined),
    );
  }

  /** Every number with its gateways; `onPage` is called with every page. */
  async listNumbers(deadline: Deadline, onPage?: () => void): Promise<NumberRecord[]> {
    const pages = this.pages(numbersPath, deadline);
    const get: GetPage = async (page, perPage) => {
      const reply = await pages(page, perPage);
      onPage?.();
      return reply;
    };
    const all = await this.numberLists.all(get, (item, reply) => {
      const record = withoutDeleted(parseReply(numberRecordSchema, { ...reply, body: item }), this.deleted);
      return { id: record.phoneNumber.e164, record };
    });
    return [...all.values()].map(({ record }) => record);
  }

  /** One number, or undefined when it is not registered. */
  getNumber(e164: string, deadline: Deadline): Promise<NumberRecord | undefined> {
    const ask = async (): Promise<NumberRecord> => {
      const reply = await this.transport.send(
        { method: "GET", path: path`/v2/sip/phone-numbers/${e164}` },
        deadline,
      );
      const record = withoutDeleted(parseReply(numberRecordSchema, reply), this.deleted);
      assertAbout(e164, "e164", record.phoneNumber.e164, reply);
      return record;
    };
    return unlessGone(numberSought(e164), ask, () => this.listsNumber((one) => one.e164 === e164, deadline));
  }

  /**
   * Detaches a number from its gateways in both directions. The number stays registered, the gateways stay too. A number
   * that is not registered is detached.
   */
  async detach(e164: string, deadline: Deadline): Promise<void> {
    const body = { phoneNumber: e164 };
    await unlessGone(
      // The path names no number, so the answer may be about the route.
      { ...numberSought(e164), alwaysAgreed: true },
      () => this.transport.send({ method: "POST", path: "/v2/sip/phone-numbers/detach", body }, deadline),
      async () => (await this.getNumber(e164, deadline)) !== undefined,
    );
  }

  /** Releases a number permanently. One that is not registered is released. */
  async release(phoneNumberId: string, deadline: Deadline): Promise<void> {
    await unlessGone(
      numberSought(phoneNumberId),
      () =>
        this.transport.send(
          { method: "POST", path: path`/v2/sip/phone-numbers/${phoneNumberId}/release` },
          deadline,
        ),
      () => this.listsNumber((one) => one.read().phoneNumber.phoneNumberId === phoneNumberId, deadline),
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

  /** A gateway with its numbers, or undefined when there is none of this direction. */
  getGateway(direction: Direction, gatewayId: string, deadline: Deadline): Promise<Gateway | undefined> {
    const ask = async (): Promise<Gateway> => {
      const reply = await this.transport.send(
        { method: "GET", path: gatewayPath(direction, gatewayId) },
        deadline,
      );
      const gateway = parseReply(ownGatewaySchema, { ...reply, body: unwrapped(reply.body) });
      assertAbout(gatewayId, "id", gateway.id, reply);
      // Nothing may be concluded from numbers that are not shown: a gateway without numbers is deleted.
      return {
        ...gateway,
        numbers: gateway.numbers ?? (await this.numbersOn(direction, gatewayId, deadline)),
      };
    };
    return this.unlessGatewayGone(direction, gatewayId, ask, deadline);
  }

  /** Deletes a gateway; false when there was none. */
  async deleteGateway(direction: Direction, gatewayId: string, deadline: Deadline): Promise<boolean> {
    const request = { method: "DELETE", path: gatewayPath(direction, gatewayId) } as const;
    const ask = (): Promise<HttpReply> => this.transport.send(request, deadline);
    const answer = await this.unlessGatewayGone(direction, gatewayId, ask, deadline);
    this.deleted.add(gatewayId);
    return answer !== undefined;
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
    const ask = async (): Promise<Trunk> =>
      trunkFrom(
        await this.transport.send({ method: "GET", path: path`/v2/sip-trunk/${trunkId}` }, deadline),
        trunkId,
      );
    return this.unlessTrunkGone(trunkId, ask, deadline);
  }

  /** Replaces all fields of a trunk. */
  async putTrunk(trunkId: string, body: TrunkBody, deadline: Deadline): Promise<Trunk> {
    const request = { method: "PUT", path: path`/v2/sip-trunk/${trunkId}`, body } as const;
    return trunkFrom(await this.transport.send(request, deadline), trunkId);
  }

  /** Tries to delete a trunk by a request that no page documents; false when there was none. */
  async deleteTrunk(trunkId: string, deadline: Deadline): Promise<boolean> {
    const request = { method: "DELETE", path: path`/v2/sip-trunk/${trunkId}` } as const;
    const ask = (): Promise<HttpReply> => this.transport.send(request, deadline);
    return (await this.unlessTrunkGone(trunkId, ask, deadline)) !== undefined;
  }

  /** Whether the list has a number. Fails where it cannot be read. */
  private async listsNumber(is: (number: ListedNumber) => boolean, deadline: Deadline): Promise<boolean> {
    const { page, numbers } = await this.firstNumbers(deadline);
    let found = numbers.some(is);
    if (!found) await this.furtherNumbers(page, deadline, (further) => (found ||= further.some(is)));
    return found;
  }

  /** The numbers on a gateway, as the list of all numbers shows it. */
  private async numbersOn(direction: Direction, gatewayId: string, deadline: Deadline): Promise<string[]> {
    const on = (await this.listNumbers(deadline)).filter((record) => record[direction]?.id === gatewayId);
    return on.map(({ phoneNumber }) => phoneNumber.e164);
  }

  private unlessGatewayGone<T>(
    direction: Direction,
    id: string,
    ask: () => Promise<T>,
    deadline: Deadline,
  ): Promise<T | undefined> {
    const lists = async (): Promise<boolean> => {
      const list = this.pages(gatewaysPath(direction), deadline);
      return (await this.gatewayLists.all(list, identifiedIn)).has(id);
    };
    return unlessGone({ id, nouns: ["gateway", "trunk"], statuses: absent }, ask, lists);
  }

  /**
   * There is no list of trunks, and no other page than this documents what has their paths. So the words must be about
   * this trunk, and the account must work: its numbers can be listed.
   */
  private unlessTrunkGone<T>(id: string, ask: () => Promise<T>, deadline: Deadline): Promise<T | undefined> {
    const isThere = async (): Promise<boolean> => {
      await this.firstNumbers(deadline);
      return false;
    };
    return unlessGone({ id, nouns: ["trunk"], statuses: absent, onlyNamed: true }, ask, isThere);
  }

  private pages(collection: string, deadline: Deadline): GetPage {
    const how = collection === numbersPath ? { parse: parseWithGateways } : {};
    return (page, perPage) =>
      this.transport.send({ method: "GET", path: collection, query: { page, perPage }, ...how }, deadline);
  }
}

function numberSought(id: string): Sought {
  return { id, nouns: ["number"], statuses: absent };
}

function gatewaysPath(direction: Direction): string {
  return direction === "inbound" ? "/v2/sip/inbound-gateways" : "/v2/sip/outbound-gateways";
}

function gatewayPath(direction: Direction, gatewayId: string): string {
  return gatewaysPath(direction) + path`/${gatewayId}`;
}

/** A trunk from an answer about the one with this id. */
function trunkFrom(reply: HttpReply, trunkId: string): Trunk {
  const trunk = parseReply(trunkSchema, reply);
  assertAbout(trunkId, "trunkId", trunk.trunkId, reply);
  return trunk;
}
