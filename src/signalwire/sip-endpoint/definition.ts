import { uniqueValue } from "../../lifecycle/claims";
import type { Change, Effect, ResourceDefinition } from "../../lifecycle/definition";
import { signalwire, type SignalWireAccount } from "../client/account";
import { schema, schemaFor, type EndpointInputs, type EndpointOutputs } from "./inputs";
import { foundFrom } from "./read";
import { reconcileEndpoint } from "./write";

/**
 * A SIP endpoint: a user name and a password with which devices register in the project. From the pages «Create a SIP
 * Endpoint», «Retrieve a SIP Endpoint», «Update a SIP Endpoint» and «Delete a SIP Endpoint», the only ones that
 * document how to set a password.
 *
 * @see https://signalwire.com/docs/apis
 */
export const sipEndpoint: ResourceDefinition<SignalWireAccount, EndpointInputs, EndpointOutputs> = {
  vendor: signalwire,
  type: "SipEndpoint",
  schema,
  schemaFor,
  fields: {
    username: { effect: "update" },
    password: { effect: "update" },
    passwordVersion: { effect: "update" },
    callerId: { effect: "update" },
    sendAs: { effect: "update" },
    ciphers: { effect: "update" },
    codecs: { effect: "update" },
    encryption: { effect: "update" },
    callHandler: {
      effect: handlerEffect,
      why:
        "callHandler is removed, and SignalWire has no way to take the handler off an endpoint. Its devices lose their " +
        "registration, and the new endpoint has another id",
    },
  },
  accountChange: "replace",
  secrets: ["password"],

  claims: ({ username }) => uniqueValue("SipEndpoint", "username", username),

  async observe({ account, deadline, warn }, prior) {
    const endpoint = await account.api.getEndpoint(prior.id, deadline);
    if (endpoint !== undefined) return foundFrom(endpoint, prior);
    if (prior.inputs.username === undefined) {
      warn(`there is no SIP endpoint ${prior.id}. Its id is the endpoint's, not that of a Fabric resource`);
    }
    return undefined;
  },

  reconcile: reconcileEndpoint,

  remove: ({ account, deadline }, prior) => account.api.deleteEndpoint(prior.id, deadline),
};

function handlerEffect({ old, desired }: Change<EndpointInputs, EndpointOutputs>): Effect {
  return old.inputs.callHandler !== undefined && desired.callHandler === undefined ? "replace" : "update";
}
