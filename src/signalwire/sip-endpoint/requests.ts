import { isDeepStrictEqual } from "node:util";
import type { EndpointBody } from "../client/api";
import { droppedCompanions, handlerBody, handlerDiffers, readablePart } from "../client/call-handler";
import type { Endpoint } from "../client/replies";
import type { EndpointInputs } from "./inputs";
import { foundFrom, type PriorEndpoint } from "./read";

type Inputs = Partial<EndpointInputs>;

/** Everything that the program manages, except the password. */
export function managedBody(inputs: Inputs): EndpointBody {
  return { ...plainBody(inputs), ...(inputs.callHandler && handlerBody(inputs.callHandler)) };
}

function plainBody({ username, callerId, sendAs, ciphers, codecs, encryption }: Inputs): EndpointBody {
  const body = { username, caller_id: callerId, send_as: sendAs, ciphers, codecs, encryption };
  const given = Object.entries(body).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  );
  return Object.fromEntries(given);
}

/** Resets fields that the program no longer manages to the project's settings. Only these can be reset. */
function clearingBody(prior: Inputs, desired: Inputs): EndpointBody {
  return {
    ...(prior.ciphers !== undefined && desired.ciphers === undefined && { ciphers: [] }),
    ...(prior.codecs !== undefined && desired.codecs === undefined && { codecs: [] }),
    ...((prior.encryption ?? "default") !== "default" &&
      desired.encryption === undefined && { encryption: "default" }),
  };
}

/** The password, where the vendor may not have it: it cannot be read. */
function passwordBody(prior: Inputs, desired: EndpointInputs): EndpointBody {
  if (desired.password === undefined) return {};
  const again = desired.passwordVersion !== undefined && desired.passwordVersion !== prior.passwordVersion;
  return prior.password === desired.password && !again ? {} : { password: desired.password };
}

/** The update that makes an endpoint equal to what is desired, or undefined when it is equal already. */
export function updateBody(
  endpoint: Endpoint,
  desired: EndpointInputs,
  prior: PriorEndpoint,
): EndpointBody | undefined {
  const present = plainBody(foundFrom(endpoint, prior).inputs);
  const extras = { ...clearingBody(prior.inputs, desired), ...passwordBody(prior.inputs, desired) };
  const { callHandler } = desired;
  const differs =
    Object.entries(plainBody(desired)).some(([field, value]) => !isDeepStrictEqual(present[field], value)) ||
    (callHandler !== undefined && handlerDiffers(endpoint, callHandler, prior.inputs.callHandler)) ||
    Object.keys(extras).length > 0;
  return differs ? { ...managedBody(desired), ...extras } : undefined;
}

/** The inputs that are certain while an update is under way: what the update holds and cannot be read back is not. */
export function certainInputs(inputs: Inputs, body: EndpointBody): Inputs {
  const { password, callHandler, ...others } = inputs;
  return {
    ...others,
    ...(body["password"] === undefined && { password }),
    callHandler:
      callHandler && (body["call_handler"] === undefined ? callHandler : readablePart(callHandler)),
  };
}

/** The fields that the program no longer manages and that no request can clear. */
export function abandonedFields(prior: Inputs, desired: EndpointInputs): string[] {
  const plain = (["callerId", "sendAs"] as const).filter(
    (field) => prior[field] !== undefined && desired[field] === undefined,
  );
  const { callHandler } = desired;
  const companions =
    prior.callHandler === undefined || callHandler === undefined
      ? []
      : droppedCompanions(prior.callHandler, callHandler);
  return [...plain, ...companions.map((field) => `callHandler.${field}`)];
}
