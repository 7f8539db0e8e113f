import type { Change, Effect, Prior } from "../../lifecycle/definition";
import { generateSecret } from "../../lifecycle/generated-secrets";
import type { Completed } from "../../lifecycle/plain-definition";
import { plainResource } from "../../lifecycle/plain-resource";
import { signalwire, type SignalWireAccount } from "../client/account";
import type { EndpointBody } from "../client/api";
import type { Endpoint } from "../client/replies";
import type { Deadline } from "../../http/deadline";
import { comparableForm, knownWord, sameForm, wordRules } from "../../lifecycle/forms";
import { cautions, schema, schemaFor, type EndpointInputs, type EndpointOutputs } from "./inputs";
import { foundFrom } from "./read";
import { abandonedFields, certainInputs, managedBody, updateBody } from "./requests";
import { ciphers, codecs, endpointEncryptions, secretPaths } from "../vocabulary";

/**
 * A SIP endpoint: a user name and a password with which devices register in the project. From the pages «Create a SIP
 * Endpoint», «Retrieve a SIP Endpoint», «Update a SIP Endpoint» and «Delete a SIP Endpoint», the only ones that
 * document how to set a password.
 *
 * @see https://signalwire.com/docs/apis
 */
export const sipEndpoint = plainResource({
  vendor: signalwire,
  type: "SipEndpoint",
  idIs: "the endpoint's in the Relay API, not that of its Fabric resource",
  noun: "SIP endpoint",
  schema,
  schemaFor,
  fields: {
    username: { effect: "update" },
    password: { effect: passwordEffect },
    passwordVersion: { effect: "update" },
    callerId: { effect: "update" },
    sendAs: { effect: "update" },
    ciphers: { effect: "update" },
    codecs: { effect: "update" },
    encryption: { effect: "update" },
    callHandler: {
      effect: handlerEffect,
      why:
        "callHandler is removed, and SignalWire has no way to remove the handler of an endpoint. Its devices lose their " +
        "registration, and the new endpoint has another id",
    },
    adopt: { effect: "none" },
  },
  accountChange: "replace",
  secrets: secretPaths.SipEndpoint,
  shownAs: { callHandler: ["callingHandlerResourceId"] },
  key: {
    field: "username",
    phrase: ({ username }) => `the user name ${JSON.stringify(username)}`,
    find: namesakes,
    aside: ({ id, username }) => ({ username: `${username ?? ""}-${id.slice(0, 8)}` }),
  },
  // An endpoint with the project's encryption shows the present value of that.
  asked: ({ encryption, ...desired }) =>
    recognisable(managedBody(encryption === "default" ? desired : { ...desired, encryption })),
  shown: ({ companions, ...endpoint }) => recognisable({ ...companions, ...endpoint }),
  create: ({ api }, desired, deadline) =>
    api.createEndpoint(
      { ...managedBody(desired), ...(desired.password === undefined ? {} : { password: desired.password }) },
      deadline,
    ),
  get: ({ api }, id, deadline) => api.getEndpoint(id, deadline),
  update: ({ api }, id, body: EndpointBody, deadline) => api.putEndpoint(id, body, deadline),
  remove: ({ api }, id, deadline) => api.deleteEndpoint(id, deadline),
  found: foundFrom,
  completed: withPassword,
  change: updateBody,
  certain: certainInputs,
  warnings: (desired, prior) =>
    abandonedFields(prior.inputs, desired).map(
      (field) =>
        `${field} of SIP endpoint ${prior.id} (${desired.username}) is no longer managed and stays as it is: SignalWire ` +
        `has no way to clear it. Set it to another value if it is to change`,
    ),
  cautions,
});

/**
 * Without a password in the program the endpoint keeps the one that it has. That it does is recorded once: then the password is no
 * longer among the inputs, which the engine encrypts only where the program passes a secret.
 */
function passwordEffect({ old, desired }: Change<EndpointInputs, EndpointOutputs>): Effect {
  const isKept = old.outputs.__kept === true || old.inputs.password === undefined;
  return desired.password === undefined && isKept ? "none" : "update";
}

/**
 * The password of an endpoint whose program declares none: a new one on creation, and from then on the one that it has. That of an
 * endpoint that was taken over or imported stays as it is, unknown.
 */
function withPassword(
  desired: EndpointInputs,
  prior: Prior<EndpointInputs, EndpointOutputs> | undefined,
): Completed<EndpointInputs, EndpointOutputs> {
  if (desired.password !== undefined) return { inputs: desired, outputs: { __kept: false } };
  const isLost = prior === undefined || prior.outputs.__kept === true;
  const password = prior?.inputs.password ?? (isLost ? generateSecret() : undefined);
  if (password === undefined) return { inputs: desired, outputs: {} };
  return { inputs: { ...desired, password }, outputs: { __kept: true } };
}

function handlerEffect({ old, desired }: Change<EndpointInputs, EndpointOutputs>): Effect {
  return old.inputs.callHandler !== undefined && desired.callHandler === undefined ? "replace" : "update";
}

/** Words of which the case has no meaning. */
const words = [...endpointEncryptions, ...ciphers, ...codecs];

/** The settings in a form that does not depend on how they are written. */
function recognisable({ username, ...others }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const form = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(form);
    return typeof value === "string" ? knownWord(value, words) : value;
  };
  const entries = Object.entries(others).map(([field, value]) => [
    field,
    ["encryption", "ciphers", "codecs"].includes(field) ? form(value) : value,
  ]);
  const name = typeof username === "string" ? comparableForm(username, wordRules) : username;
  return { username: name, ...(Object.fromEntries(entries) as Record<string, unknown>) };
}

/**
 * The endpoints with this user name. The service's filter finds parts of names, if it filters at all. One that differs
 * only in case is meant where none is exactly the same: the service may keep names in lower case.
 */
async function namesakes(
  { api }: SignalWireAccount,
  { username }: EndpointInputs,
  deadline: Deadline,
): Promise<Endpoint[]> {
  const alike: Endpoint[] = [];
  for await (const endpoint of api.listEndpoints(username, deadline)) {
    // A user name is unique, so there is at most one.
    if (endpoint.username === username) return [endpoint];
    if (sameForm(endpoint.username ?? "", username, wordRules)) alike.push(endpoint);
  }
  return alike;
}
