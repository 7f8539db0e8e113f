import { isDeepStrictEqual } from "node:util";
import { apiErrorOf } from "../../http/errors";
import { createOnce } from "../../lifecycle/creation";
import type { Prior } from "../../lifecycle/definition";
import { messageOf, vanished } from "../../lifecycle/outcome";
import type { GatewayBody } from "../client/api";
import { comparableUri } from "../client/fields";
import { collect } from "../client/paging";
import type { Gateway } from "../client/replies";
import type { GatewayInputs, GatewayOutputs } from "./inputs";
import {
  foundFrom,
  sameUri,
  withAddresses,
  type FoundGateway,
  type GatewayOperation,
  type KnownGateway,
} from "./read";

/** Makes the vendor's gateway equal to what is desired; makes one where none is known. */
export async function reconcileGateway(
  operation: GatewayOperation,
  desired: GatewayInputs,
  prior: Prior<GatewayInputs, GatewayOutputs> | undefined,
): Promise<FoundGateway> {
  if (prior === undefined) return create(operation, desired);
  const gateway = await operation.account.api.getGateway(prior.id, operation.deadline);
  if (gateway === undefined) throw vanished("SignalWire", `SIP gateway ${prior.id}`);
  return bring(operation, gateway, desired, prior);
}

async function create(operation: GatewayOperation, desired: GatewayInputs): Promise<FoundGateway> {
  const { account, deadline } = operation;
  const alike = (gateways: readonly Gateway[]): Gateway[] =>
    gateways.filter(({ sip_gateway: { uri, name } }) => sameUri(uri, desired.uri) && name === desired.name);
  const { object, asSent } = await createOnce(operation, {
    what: `SIP gateway ${JSON.stringify(desired.name)} to ${desired.uri}`,
    earlier: async () => alike(await account.gatewaysSeen()),
    present: async () => alike(await collect(account.api.listGateways(deadline))),
    asked: { ...bodyFrom(desired), uri: comparableUri(desired.uri) },
    shown: ({ sip_gateway: gateway }) => ({ ...gateway, uri: comparableUri(gateway.uri ?? "") }),
    create: () => account.api.createGateway(bodyFrom(desired), deadline),
  }).catch(async (error: unknown) => {
    throw apiErrorOf(error, 422) === undefined ? error : await explained(operation, desired, error);
  });
  const known = { inputs: desired, outputs: {} };
  return asSent ? settle(operation, object, known) : bring(operation, object, desired, known);
}

/** Brings a gateway to what is desired of it. All fields are sent, because the service refuses a part of them. */
async function bring(
  operation: GatewayOperation,
  gateway: Gateway,
  desired: GatewayInputs,
  { inputs, outputs }: KnownGateway,
): Promise<FoundGateway> {
  const { account, deadline, checkpoint } = operation;
  const present = foundFrom(account, gateway, { inputs, outputs });
  checkpoint(present);
  const wanted = { inputs: desired, outputs };
  if (isDeepStrictEqual(comparable(present.inputs), comparable(desired))) {
    return settle(operation, gateway, wanted);
  }
  const answer = await account.api.patchGateway(gateway.id, bodyFrom(desired), deadline);
  const updated = answer ?? (await account.api.getGateway(gateway.id, deadline));
  if (updated === undefined) throw new Error(`SIP gateway ${gateway.id} went away while it was updated`);
  return settle(operation, updated, wanted);
}

/** Ends an operation whose gateway is as it should be: it is safe in state before its addresses are asked for. */
function settle(operation: GatewayOperation, gateway: Gateway, known: KnownGateway): Promise<FoundGateway> {
  const found = foundFrom(operation.account, gateway, known);
  operation.checkpoint(found);
  return withAddresses(operation, found);
}

/** A refused creation, with the gateway that has the URI already, where there is one. */
async function explained(
  operation: GatewayOperation,
  { uri }: GatewayInputs,
  error: unknown,
): Promise<unknown> {
  const { account, deadline } = operation;
  const gateways = await collect(account.api.listGateways(deadline)).catch(() => []);
  const rival = gateways.find(({ sip_gateway: gateway }) => sameUri(gateway.uri, uri));
  if (rival === undefined) return error;
  return new Error(
    `${messageOf(error)}. SIP gateway ${rival.id} (${JSON.stringify(rival.sip_gateway.name ?? null)}) leads to ${uri} ` +
      `already. If it is to be this resource's, import it ('pulumi-sip import-file signalwire.SipGateway' with that id); ` +
      `otherwise give this one another uri, or delete that one at SignalWire`,
  );
}

function comparable({ uri, ...others }: GatewayInputs): GatewayInputs {
  return { ...others, uri: comparableUri(uri) };
}

function bodyFrom({ name, uri, encryption, ciphers, codecs }: GatewayInputs): GatewayBody {
  return { name, uri, encryption, ciphers, codecs };
}
