import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { ObjectStore } from "../vendor.js";
import type { VideoSdkBehaviour } from "./behaviour.js";
import { OutageLog } from "./outages.js";
import { ReadLag, type Attachment, type Lags } from "./read-lag.js";
import {
  gatewaySchema,
  numberSchema,
  type Direction,
  type GatewayRecord,
  type NumberRecord,
  type VideoSdkCredentials,
} from "./records.js";

/** What every VideoSDK endpoint works on. */
export interface Account {
  readonly store: NumberStore;
  /** The switches in force now. */
  readonly behaviour: VideoSdkBehaviour;
  readonly credentials: VideoSdkCredentials;
  /** Changes with everything that may change an answer. */
  readonly revision: number;
}

const directions: readonly Direction[] = ["inbound", "outbound"];

/** The settings of a new gateway. A setting that is left out gets its default. */
export type NewGateway = Pick<GatewayRecord, "direction" | "madeBy" | "name" | "numbers"> &
  Partial<GatewayRecord>;

/** A registered phone number and the gateways that it is attached to. */
export interface AttachedNumber extends NumberRecord {
  inboundGatewayId: string | null;
  outboundGatewayId: string | null;
}

/** The numbers and gateways of the simulated VideoSDK. */
export interface NumberState {
  phoneNumbers: AttachedNumber[];
  /** Existing gateways in the order of creation, then deleted ones with `deleted` and `deletedAt`. */
  inboundGateways: GatewayRecord[];
  /** As `inboundGateways`. */
  outboundGateways: GatewayRecord[];
  /** E.164 number of every release since the last reset, in order. */
  released: string[];
}

const savedShape = {
  phoneNumbers: z.array(numberSchema),
  gateways: z.array(gatewaySchema),
  released: z.array(z.object({ phoneNumberId: z.string(), e164: z.string() })),
};

/** What the data file keeps of numbers and gateways. */
export type SavedNumbers = z.output<z.ZodObject<typeof savedShape>>;

/** Hides what was just attached from the next reads, as an eventually consistent store does. */
export class NumberVisibility {
  readonly #readsLeft = new Map<string, { reads: number; isNew: boolean }>();

  /**
   * @param reads how many reads do not show the attachment
   * @param isNew whether they do not show the number either
   */
  hide(number: string, reads: number, isNew: boolean): void {
    if (reads > 0) this.#readsLeft.set(number, { reads, isNew });
  }

  /** How a read shows a number. Counts the read. */
  look(number: string): "visible" | "detached" | "absent" {
    const hidden = this.#readsLeft.get(number);
    if (hidden === undefined) return "visible";
    hidden.reads -= 1;
    if (hidden.reads <= 0) this.#readsLeft.delete(number);
    return hidden.isNew ? "absent" : "detached";
  }

  /** True when no number is hidden: a list then need not look at each. */
  get hidesNothing(): boolean {
    return this.#readsLeft.size === 0;
  }

  clear(): void {
    this.#readsLeft.clear();
  }
}

/** How far reads of each kind lag behind. */
export function lagsOf({ numberReadLag, listReadLag, gatewayReadLag }: VideoSdkBehaviour): Lags {
  return { number: numberReadLag, list: listReadLag, gateway: gatewayReadLag };
}

/**
 * The phone numbers and gateways of one VideoSDK account. One store keeps both, because attachments connect them.
 *
 * A gateway's `numbers` say what is attached; the index by number is derived from them.
 */
export class NumberStore implements ObjectStore<SavedNumbers, NumberState> {
  readonly shape = savedShape;
  readonly visibility = new NumberVisibility();
  readonly outages = new OutageLog();
  readonly lag = new ReadLag();
  /** By E.164. */
  readonly numbers = new Map<string, NumberRecord>();
  /** E.164 of every released number, by its former id. */
  readonly released = new Map<string, string>();
  readonly #gateways = {
    inbound: new Map<string, GatewayRecord>(),
    outbound: new Map<string, GatewayRecord>(),
  };
  readonly #attached = {
    inbound: new Map<string, GatewayRecord>(),
    outbound: new Map<string, GatewayRecord>(),
  };
  readonly #numberIds = new Map<string, NumberRecord>();
  #deletedGateways: GatewayRecord[] = [];
  #listed: readonly NumberRecord[] | undefined;
  readonly #releaseListeners: ((e164: string) => void)[] = [];

  /** All numbers, oldest first. Cached: copying a long list for each page takes longer than building the page. */
  listedNumbers(): readonly NumberRecord[] {
    return (this.#listed ??= [...this.numbers.values()]);
  }

  addNumber(record: NumberRecord): void {
    this.#listed = undefined;
    this.numbers.set(record.e164, record);
    this.#numberIds.set(record.phoneNumberId, record);
  }

  numberById(phoneNumberId: string): NumberRecord | undefined {
    return this.#numberIds.get(phoneNumberId);
  }

  /** Adds a listener for every release. A resource that names numbers removes the released one. */
  onRelease(listener: (e164: string) => void): void {
    this.#releaseListeners.push(listener);
  }

  /** Removes a number from the account and from everything that names it. */
  release(record: NumberRecord): void {
    this.detach(record.e164);
    for (const listener of this.#releaseListeners) listener(record.e164);
    this.#listed = undefined;
    this.numbers.delete(record.e164);
    this.#numberIds.delete(record.phoneNumberId);
    this.released.set(record.phoneNumberId, record.e164);
  }

  /** Creates a gateway and attaches its numbers, which must have no gateway of its direction. */
  addGateway(settings: NewGateway): GatewayRecord {
    const gateway: GatewayRecord = {
      id: randomUUID(),
      address: null,
      transport: null,
      auth: null,
      mediaEncryption: "disable",
      geoRegion: null,
      allowedAddresses: [],
      allowedNumbers: [],
      record: false,
      noiseCancellation: false,
      enableDtmf: false,
      tags: [],
      metadata: {},
      deleted: false,
      deletedAt: null,
      ...settings,
    };
    this.#gateways[gateway.direction].set(gateway.id, gateway);
    this.#index(gateway);
    return gateway;
  }

  /** A gateway that is not deleted. */
  gateway(id: string, direction: Direction): GatewayRecord | undefined {
    return this.#gateways[direction].get(id);
  }

  /** The gateways of a direction that are not deleted, oldest first. */
  gateways(direction: Direction): Iterable<GatewayRecord> {
    return this.#gateways[direction].values();
  }

  /** Whether a gateway of the direction other than `except` has the name. */
  isNameTaken(name: string, direction: Direction, except?: GatewayRecord): boolean {
    for (const gateway of this.#gateways[direction].values()) {
      if (gateway.name === name && gateway !== except) return true;
    }
    return false;
  }

  deleteGateway(gateway: GatewayRecord): void {
    this.#unindex(gateway);
    this.#gateways[gateway.direction].delete(gateway.id);
    gateway.deleted = true;
    gateway.deletedAt = new Date().toISOString();
    this.#deletedGateways.push(gateway);
  }

  /** Replaces a gateway's numbers. A number that is new on the gateway must have no gateway of its direction. */
  setNumbers(gateway: GatewayRecord, numbers: string[]): void {
    this.#unindex(gateway);
    gateway.numbers = numbers;
    this.#index(gateway);
  }

  attachment(number: string): Attachment {
    return {
      inbound: this.#attached.inbound.get(number) ?? null,
      outbound: this.#attached.outbound.get(number) ?? null,
    };
  }

  /** Whether a number has a gateway of the direction other than `except`. */
  isAttached(number: string, direction: Direction, except?: GatewayRecord): boolean {
    const gateway = this.#attached[direction].get(number);
    return gateway !== undefined && gateway !== except;
  }

  /** Detaches a number in both directions and returns its former gateways. Reads may lag behind. */
  detach(number: string, behaviour?: VideoSdkBehaviour): Attachment {
    const attachment = this.attachment(number);
    if (behaviour !== undefined) this.lag.change(number, attachment, lagsOf(behaviour));
    for (const direction of directions) {
      const gateway = attachment[direction];
      if (gateway === null) continue;
      gateway.numbers = gateway.numbers.filter((other) => other !== number);
      this.#unattach(direction, number);
    }
    return attachment;
  }

  clear(): void {
    this.#listed = undefined;
    this.numbers.clear();
    this.#numberIds.clear();
    this.released.clear();
    this.visibility.clear();
    this.outages.reset();
    this.lag.clear();
    this.#deletedGateways = [];
    for (const direction of directions) {
      this.#gateways[direction].clear();
      this.#attached[direction].clear();
    }
  }

  state(): NumberState {
    const gateways = (direction: Direction): GatewayRecord[] => [
      ...this.#gateways[direction].values(),
      ...this.#deletedGateways.filter((gateway) => gateway.direction === direction),
    ];
    return {
      phoneNumbers: [...this.numbers.values()].map((record) => {
        const { inbound, outbound } = this.attachment(record.e164);
        return { ...record, inboundGatewayId: inbound?.id ?? null, outboundGatewayId: outbound?.id ?? null };
      }),
      inboundGateways: gateways("inbound"),
      outboundGateways: gateways("outbound"),
      released: [...this.released.values()],
    };
  }

  save(): SavedNumbers {
    return {
      phoneNumbers: [...this.numbers.values()],
      gateways: [
        ...this.#gateways.inbound.values(),
        ...this.#gateways.outbound.values(),
        ...this.#deletedGateways,
      ],
      released: [...this.released].map(([phoneNumberId, e164]) => ({ phoneNumberId, e164 })),
    };
  }

  restore(saved: SavedNumbers): void {
    this.clear();
    for (const record of saved.phoneNumbers) this.addNumber(record);
    for (const gateway of saved.gateways) {
      if (gateway.deleted) this.#deletedGateways.push(gateway);
      else this.addGateway(gateway);
    }
    for (const { phoneNumberId, e164 } of saved.released) this.released.set(phoneNumberId, e164);
  }

  #unindex(gateway: GatewayRecord): void {
    if (gateway.hasLabels) return;
    for (const number of gateway.numbers) this.#unattach(gateway.direction, number);
  }

  #index(gateway: GatewayRecord): void {
    if (gateway.hasLabels) return;
    for (const number of gateway.numbers) {
      this.#attached[gateway.direction].set(number, gateway);
      if (directions.every((direction) => this.isAttached(number, direction))) this.outages.ended(number);
    }
  }

  #unattach(direction: Direction, number: string): void {
    this.#attached[direction].delete(number);
    this.outages.began(number);
  }
}
