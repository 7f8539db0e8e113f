import type { Deadline } from "../../http/deadline";
import { apiErrorOf } from "../../http/errors";
import type { SignalWireApi } from "../client/api";
import { collect } from "../client/paging";
import type { Address } from "../client/replies";

/** An address under which a gateway is called. */
export interface GatewayAddress {
  readonly id: string;
  readonly name: string | null;
  readonly displayName: string | null;
  readonly type: string | null;
  readonly channels: Readonly<Record<string, string>>;
  readonly coverUrl: string | null;
  readonly previewUrl: string | null;
  readonly locked: boolean | null;
  readonly createdAt: string | null;
}

/**
 * The addresses of a gateway, in an order that does not change, or undefined where they are not shown. They are only an
 * output, so a token that may not read them, or a service without that list, must not make the gateway unusable.
 */
export async function readAddresses(
  api: SignalWireApi,
  gatewayId: string,
  deadline: Deadline,
): Promise<GatewayAddress[] | undefined> {
  try {
    const addresses = await collect(api.listGatewayAddresses(gatewayId, deadline));
    return addresses.map(addressFrom).sort((a, b) => (a.id < b.id ? -1 : 1));
  } catch (error) {
    if (apiErrorOf(error, 403, 404) !== undefined) return undefined;
    throw error;
  }
}

function addressFrom(address: Address): GatewayAddress {
  return {
    id: address.id,
    name: address.name ?? null,
    displayName: address.display_name ?? null,
    type: address.type ?? null,
    channels: address.channels,
    coverUrl: address.cover_url ?? null,
    previewUrl: address.preview_url ?? null,
    locked: address.locked ?? null,
    createdAt: address.created_at ?? null,
  };
}
