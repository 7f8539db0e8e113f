import { uniqueValue } from "../../lifecycle/claims";
import type { ResourceDefinition } from "../../lifecycle/definition";
import { signalwire, type SignalWireAccount } from "../client/account";
import { comparableUri } from "../client/fields";
import { schema, schemaFor, type GatewayInputs, type GatewayOutputs } from "./inputs";
import { foundFrom, sameUri, withAddresses } from "./read";
import { reconcileGateway } from "./write";

/**
 * A SIP gateway: it forwards calls that arrive at its addresses to a SIP URI outside SignalWire. From the pages «Create
 * SIP gateway», «Get SIP gateway», «Update SIP gateway», «Delete SIP gateway» and «List SIP gateway Addresses».
 *
 * @see https://signalwire.com/docs/apis
 */
export const sipGateway: ResourceDefinition<SignalWireAccount, GatewayInputs, GatewayOutputs> = {
  vendor: signalwire,
  type: "SipGateway",
  schema,
  schemaFor,
  fields: {
    name: { effect: "update" },
    uri: { effect: "update", same: sameUri },
    encryption: { effect: "update" },
    ciphers: { effect: "update" },
    codecs: { effect: "update" },
  },
  accountChange: "replace",
  secrets: [],

  claims: ({ uri }) => uniqueValue("SipGateway", "uri", uri, comparableUri(uri)),

  async observe(operation, prior) {
    const { account, deadline, warn } = operation;
    const gateway = await account.api.getGateway(prior.id, deadline);
    if (gateway !== undefined) return withAddresses(operation, foundFrom(account, gateway, prior));
    if (prior.inputs.uri === undefined) {
      warn(
        `there is no SIP gateway ${prior.id}. The id of a gateway is that of its resource, not sip_gateway.id`,
      );
    }
    return undefined;
  },

  reconcile: reconcileGateway,

  remove: ({ account, deadline }, prior) => account.api.deleteGateway(prior.id, deadline),
};
