import { randomUUID } from "node:crypto";
import type { Direction } from "./fields.js";
import type {
  GatewayRecord,
  NumberRecord,
  RuleRecord,
  SavedVideoSdk,
  TrunkRecord,
  VideoSdkState,
} from "./records.js";

const directions: readonly Direction[] = ["inbound", "outbound"];

/** The gateway that a number has in each direction. */
export interface Attachment {
  readonly inbound: GatewayRecord | null;
  readonly outbound: GatewayRecord | null;
}

/** A new gateway; what is left out gets the value of a gateway that nobody has configured. */
export type NewGateway = Pick<GatewayRecord, "direction" | "madeBy" | "name" | "numbers"> &
  Partial<GatewayRecord>;

/**
 * The objects of one VideoSDK account.
 *
 * A gateway's `numbers` are the truth about what is attached; the index by number follows them.
 */
export class VideoSdkStore {
  /** By E.164. */
  readonly numbers = new Map<string, NumberRecord>();
  readonly trunks = new Map<string, TrunkRecord>();
  readonly rules = new Map<string, RuleRecord>();
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

  /** All numbers, oldest first. Kept between reads: to copy a long list for each page of it takes longer than the page. */
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

  /** Takes a number out of the account and out of every routing rule. */
  release(record: NumberRecord): void {
    this.detach(record.e164);
    for (const rule of this.rules.values())
      rule.numbers = rule.numbers.filter((number) => number !== record.e164);
    this.#listed = undefined;
    this.numbers.delete(record.e164);
    this.#numberIds.delete(record.phoneNumberId);
    this.released.set(record.phoneNumberId, record.e164);
  }

  /** Makes a gateway and attaches its numbers, which must be free in its direction. */
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

  /** A living gateway. */
  gateway(id: string, direction: Direction): GatewayRecord | undefined {
    return this.#gateways[direction].get(id);
  }

  /** Living gateways of a direction, oldest first. */
  gateways(direction: Direction): Iterable<GatewayRecord> {
    return this.#gateways[direction].values();
  }

  /** Whether another living gateway of the direction than `except` has the name. */
  isNameTaken(name: string, direction: Direction, except?: GatewayRecord): boolean {
    for (const gateway of this.#gateways[direction].values()) {
      if (gateway.name === name && gateway !== except) return true;
    }
    return false;
  }

  deleteGateway(gateway: GatewayRecord): void {
    for (const number of gateway.numbers) this.#attached[gateway.direction].delete(number);
    this.#gateways[gateway.direction].delete(gateway.id);
    gateway.deleted = true;
    gateway.deletedAt = new Date().toISOString();
    this.#deletedGateways.push(gateway);
  }

  /** Replaces a gateway's numbers; those that are new must be free in its direction. */
  setNumbers(gateway: GatewayRecord, numbers: string[]): void {
    for (const number of gateway.numbers) this.#attached[gateway.direction].delete(number);
    gateway.numbers = numbers;
    this.#index(gateway);
  }

  attachment(number: string): Attachment {
    return {
      inbound: this.#attached.inbound.get(number) ?? null,
      outbound: this.#attached.outbound.get(number) ?? null,
    };
  }

  /** Whether a number has another gateway of the direction than `except`. */
  isAttached(number: string, direction: Direction, except?: GatewayRecord): boolean {
    const gateway = this.#attached[direction].get(number);
    return gateway !== undefined && gateway !== except;
  }

  /** Detaches a number from both directions and returns what it had. */
  detach(number: string): Attachment {
    const attachment = this.attachment(number);
    for (const direction of directions) {
      const gateway = attachment[direction];
      if (gateway === null) continue;
      gateway.numbers = gateway.numbers.filter((other) => other !== number);
      this.#attached[direction].delete(number);
    }
    return attachment;
  }

  clear(): void {
    this.#listed = undefined;
    this.numbers.clear();
    this.#numberIds.clear();
    this.trunks.clear();
    this.rules.clear();
    this.released.clear();
    this.#deletedGateways = [];
    for (const direction of directions) {
      this.#gateways[direction].clear();
      this.#attached[direction].clear();
    }
  }

  /** A copy of everything, as people and tests want it. */
  state(): VideoSdkState {
    const gateways = (direction: Direction): GatewayRecord[] => [
      ...this.#gateways[direction].values(),
      ...this.#deletedGateways.filter((gateway) => gateway.direction === direction),
    ];
    return structuredClone({
      phoneNumbers: [...this.numbers.values()].map((record) => {
        const { inbound, outbound } = this.attachment(record.e164);
        return { ...record, inboundGatewayId: inbound?.id ?? null, outboundGatewayId: outbound?.id ?? null };
      }),
      inboundGateways: gateways("inbound"),
      outboundGateways: gateways("outbound"),
      trunks: [...this.trunks.values()],
      routingRules: [...this.rules.values()],
      released: [...this.released.values()],
    });
  }

  /** Everything, as `restore` takes it. */
  save(): Omit<SavedVideoSdk, "credentials"> {
    return {
      phoneNumbers: [...this.numbers.values()],
      gateways: [
        ...this.#gateways.inbound.values(),
        ...this.#gateways.outbound.values(),
        ...this.#deletedGateways,
      ],
      trunks: [...this.trunks.values()],
      routingRules: [...this.rules.values()],
      released: [...this.released].map(([phoneNumberId, e164]) => ({ phoneNumberId, e164 })),
    };
  }

  restore(saved: Omit<SavedVideoSdk, "credentials">): void {
    this.clear();
    for (const record of saved.phoneNumbers) this.addNumber(record);
    for (const gateway of saved.gateways) {
      if (gateway.deleted) this.#deletedGateways.push(gateway);
      else this.addGateway(gateway);
    }
    for (const trunk of saved.trunks) this.trunks.set(trunk.trunkId, trunk);
    for (const rule of saved.routingRules) this.rules.set(rule.id, rule);
    for (const { phoneNumberId, e164 } of saved.released) this.released.set(phoneNumberId, e164);
  }

  #index(gateway: GatewayRecord): void {
    for (const number of gateway.numbers) this.#attached[gateway.direction].set(number, gateway);
  }
}
