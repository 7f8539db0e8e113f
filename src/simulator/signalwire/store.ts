import type { SavedSignalWire, SignalWireState, SipEndpointRecord, SipGatewayRecord } from "./records.js";

/** The objects of one SignalWire project, in the order of creation. */
export class SignalWireStore {
  readonly #gateways = new Map<string, SipGatewayRecord>();
  readonly #endpoints = new Map<string, SipEndpointRecord>();
  #deleted: string[] = [];
  /** Place in the order of creation of every id, deleted ones too: a page token may name an object that is gone. */
  readonly #ranks = new Map<string, number>();

  addGateway(record: SipGatewayRecord): void {
    this.#gateways.set(record.id, record);
    this.#rank(record.id);
  }

  gateway(id: string): SipGatewayRecord | undefined {
    return this.#gateways.get(id);
  }

  gateways(): SipGatewayRecord[] {
    return [...this.#gateways.values()];
  }

  deleteGateway(id: string): void {
    if (this.#gateways.delete(id)) this.#deleted.push(id);
  }

  addEndpoint(record: SipEndpointRecord): void {
    this.#endpoints.set(record.id, record);
    this.#rank(record.id);
  }

  endpoint(id: string): SipEndpointRecord | undefined {
    return this.#endpoints.get(id);
  }

  endpoints(): SipEndpointRecord[] {
    return [...this.#endpoints.values()];
  }

  deleteEndpoint(id: string): void {
    if (this.#endpoints.delete(id)) this.#deleted.push(id);
  }

  /** Place of an object in the order of creation, also of a deleted one; undefined for an id that never was. */
  rankOf(id: string): number | undefined {
    return this.#ranks.get(id);
  }

  state(): SignalWireState {
    return structuredClone({
      gateways: this.gateways(),
      endpoints: this.endpoints(),
      deleted: this.#deleted,
    });
  }

  clear(): void {
    this.#gateways.clear();
    this.#endpoints.clear();
    this.#deleted = [];
    this.#ranks.clear();
  }

  restore(saved: Omit<SavedSignalWire, "credentials">): void {
    this.clear();
    for (const gateway of saved.gateways) this.addGateway(gateway);
    for (const endpoint of saved.endpoints) this.addEndpoint(endpoint);
    this.#deleted = saved.deleted;
  }

  #rank(id: string): void {
    this.#ranks.set(id, this.#ranks.size);
  }
}
