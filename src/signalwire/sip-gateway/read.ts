import type { Found, Known, Operation } from "../../lifecycle/definition";
import type { SignalWireAccount } from "../client/account";
import { comparableUri, inKnownOrder } from "../client/fields";
import type { Gateway } from "../client/replies";
import { readAddresses } from "./addresses";
import type { GatewayInputs, GatewayOutputs } from "./inputs";

/** An operation on a gateway. */
export type GatewayOperation = Operation<SignalWireAccount, GatewayInputs, GatewayOutputs>;

/** A gateway as state knows it. */
export type KnownGateway = Known<GatewayInputs, GatewayOutputs>;

/** A gateway as the vendor has it. */
export type FoundGateway = Found<GatewayInputs, GatewayOutputs>;

/** Whether two values are the same SIP URI; the vendor may show one without `sip:`. */
export function sameUri(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && comparableUri(one) === comparableUri(other);
}

/**
 * A gateway from an answer, with the addresses that are known. What the vendor only writes differently keeps the form
 * that is known.
 *
 * @throws Error when it is in another project than the one of the settings
 */
export function foundFrom(account: SignalWireAccount, gateway: Gateway, known: KnownGateway): FoundGateway {
  account.assertOwnProject(`SIP gateway ${gateway.id}`, gateway.project_id);
  const { inputs } = known;
  const inner = gateway.sip_gateway;
  const uri = inner.uri ?? inputs.uri;
  const shown = {
    name: inner.name ?? gateway.display_name ?? inputs.name,
    uri: sameUri(uri, inputs.uri) ? inputs.uri : uri,
    encryption: inner.encryption ?? inputs.encryption,
    ciphers: inner.ciphers === undefined ? inputs.ciphers : inKnownOrder(inner.ciphers, inputs.ciphers),
    codecs: inner.codecs === undefined ? inputs.codecs : inKnownOrder(inner.codecs, inputs.codecs),
  };
  return {
    id: gateway.id,
    inputs: shown as GatewayInputs,
    outputs: {
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
