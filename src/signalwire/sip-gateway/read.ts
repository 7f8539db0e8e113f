import type { Deadline } from "../../http/deadline";
import type { Found, Known, Operation } from "../../lifecycle/definition";
import { inKnownForm, wordRules } from "../../lifecycle/forms";
import type { SignalWireAccount } from "../client/account";
import type { SignalWireApi } from "../client/api";
import { inKnownOrder, sameUri } from "../client/fields";
import { isHiddenList } from "../client/hidden";
import { collect } from "../client/paging";
import type { Address, Gateway } from "../client/replies";
import type { GatewayAddress, GatewayInputs, GatewayOutputs } from "./inputs";

/** An operation on a gateway. */
type GatewayOperation = Operation<SignalWireAccount, GatewayInputs, GatewayOutputs>;

/** A gateway as state knows it. */
type KnownGateway = Known<GatewayInputs, GatewayOutputs>;

/** A gateway as the vendor has it. */
type FoundGateway = Found<GatewayInputs, GatewayOutputs>;

/**
 * A gateway from an answer, with the addresses that are known. What differs from the known value only in notation keeps
 * the known form.
 *
 * @throws Error when it is in another project than the one of the settings
 */
export function foundFrom(gateway: Gateway, known: KnownGateway, account: SignalWireAccount): FoundGateway {
  account.assertOwnProject(`SIP gateway ${gateway.id}`, gateway.project_id);
  const { inputs } = known;
  const inner = gateway.sip_gateway;
  const uri = inner.uri ?? inputs.uri;
  const shown = {
    name: inner.name ?? gateway.display_name ?? inputs.name,
    uri: sameUri(uri, inputs.uri) ? inputs.uri : uri,
    encryption: inKnownForm(inner.encryption ?? inputs.encryption, inputs.encryption, wordRules),
    ciphers: inner.ciphers === undefined ? inputs.ciphers : inKnownOrder(inner.ciphers, inputs.ciphers),
    codecs: inner.codecs === undefined ? inputs.codecs : inKnownOrder(inner.codecs, inputs.codecs),
  };
  return {
    id: gateway.id,
    inputs: shown as GatewayInputs,
    outputs: {
      effective: {
        name: inner.name ?? gateway.display_name ?? null,
        uri: inner.uri ?? null,
        encryption: inner.encryption ?? null,
        ciphers: inKnownOrder(inner.ciphers ?? [], inputs.ciphers),
        codecs: inKnownOrder(inner.codecs ?? [], inputs.codecs),
      },
      gatewayId: inner.id ?? null,
      projectId: gateway.project_id ?? null,
      displayName: gateway.display_name ?? null,
      type: gateway.type ?? null,
      createdAt: gateway.created_at ?? null,
      updatedAt: gateway.updated_at ?? null,
      addresses: known.outputs.addresses ?? [],
    },
  };
}

/** The same with the addresses as they are now, which take a request of their own. */
export async function withAddresses(
  { account, deadline }: GatewayOperation,
  found: FoundGateway,
): Promise<FoundGateway> {
  const addresses = await readAddresses(account.api, found.id, deadline);
  return addresses === undefined ? found : { ...found, outputs: { ...found.outputs, addresses } };
}

/**
 * The addresses of a gateway, in an order that does not change, or undefined where they are not shown. They are only an
 * output, so a token that may not read them, or a service without that list, must not make the operation fail.
 */
async function readAddresses(
  api: SignalWireApi,
  gatewayId: string,
  deadline: Deadline,
): Promise<GatewayAddress[] | undefined> {
  try {
    const addresses = await collect(api.listGatewayAddresses(gatewayId, deadline));
    return addresses.map(addressFrom).sort((a, b) => (a.id < b.id ? -1 : 1));
  } catch (error) {
    if (isHiddenList(error, gatewayId)) return undefined;
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
