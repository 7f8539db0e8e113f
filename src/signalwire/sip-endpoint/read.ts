import type { Found, Known, Prior } from "../../lifecycle/definition";
import { callHandler, isSettable, observedHandler, shownHandler } from "../client/call-handler";
import type { CallHandler } from "../client/call-handler";
import { inKnownForm, wordRules } from "../../lifecycle/forms";
import { inKnownOrder } from "../client/fields";
import type { Endpoint } from "../client/replies";
import type { EffectiveSettings, EndpointInputs, EndpointOutputs } from "./inputs";

/** An endpoint as state knows it. */
type KnownEndpoint = Known<EndpointInputs, EndpointOutputs>;

/** An endpoint that state knows. */
export type PriorEndpoint = Prior<EndpointInputs, EndpointOutputs>;

/** An endpoint as the vendor has it. */
type FoundEndpoint = Found<EndpointInputs, EndpointOutputs>;

/** An endpoint from an answer. What the answer does not show, above all the password, is kept from what is known. */
export function foundFrom(endpoint: Endpoint, known: KnownEndpoint): FoundEndpoint {
  const isImport = known.inputs.username === undefined;
  const { password, ...inputs } = isImport ? importedInputs(endpoint) : managedInputs(endpoint, known.inputs);
  const isKept = known.outputs.__kept === true;
  return {
    id: endpoint.id,
    inputs: (isKept || password === undefined ? inputs : { ...inputs, password }) as EndpointInputs,
    outputs: {
      effective: effectiveSettings(endpoint, known),
      type: endpoint.type ?? null,
      callingHandlerResourceId: endpoint.calling_handler_resource_id ?? null,
      ...(isKept ? { __kept: true } : {}),
      ...(isKept && password !== undefined ? { password } : {}),
    },
  };
}

/** The inputs that the program manages, with the vendor's values. One that it leaves out stays out. */
function managedInputs(endpoint: Endpoint, known: Partial<EndpointInputs>) {
  const { callerId, sendAs, ciphers, codecs, encryption, callHandler } = known;
  return {
    ...known,
    username: inKnownForm(endpoint.username ?? known.username, known.username, wordRules),
    callerId:
      callerId === undefined || endpoint.caller_id === undefined ? callerId : (endpoint.caller_id ?? ""),
    sendAs: sendAs === undefined ? undefined : (endpoint.send_as ?? sendAs),
    ciphers: ciphers && (endpoint.ciphers === undefined ? ciphers : inKnownOrder(endpoint.ciphers, ciphers)),
    codecs: codecs && (endpoint.codecs === undefined ? codecs : inKnownOrder(endpoint.codecs, codecs)),
    // An endpoint with the project's setting may be shown with the present value of that.
    encryption:
      encryption === undefined || encryption === "default"
        ? encryption
        : inKnownForm(endpoint.encryption ?? encryption, encryption, wordRules),
    callHandler: callHandler && observedHandler(endpoint, callHandler),
  };
}

/**
 * The inputs of an endpoint of which only the id is known. Lists, encryption and the sending number cannot be
 * distinguished from the project's own, so they stay out; so does a handler that no program can declare, or that the answer
 * does not show as a whole.
 */
function importedInputs(endpoint: Endpoint) {
  const handler = shownHandler(endpoint, undefined);
  return {
    username: endpoint.username ?? undefined,
    callerId: endpoint.caller_id ?? undefined,
    callHandler: handler !== undefined && isDeclarable(handler) ? handler : undefined,
    password: undefined,
  };
}

function isDeclarable(handler: CallHandler): boolean {
  return isSettable(handler) && callHandler().safeParse(handler).success;
}

function effectiveSettings(endpoint: Endpoint, { inputs, outputs }: KnownEndpoint): EffectiveSettings {
  const before = outputs.effective;
  return {
    callerId: endpoint.caller_id ?? null,
    sendAs: endpoint.send_as ?? null,
    ciphers: inKnownOrder(endpoint.ciphers ?? [], inputs.ciphers ?? before?.ciphers),
    codecs: inKnownOrder(endpoint.codecs ?? [], inputs.codecs ?? before?.codecs),
    encryption: endpoint.encryption ?? null,
    callHandler: shownHandler(endpoint, inputs.callHandler) ?? null,
  };
}
