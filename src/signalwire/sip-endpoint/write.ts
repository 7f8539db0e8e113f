import { apiErrorOf } from "../../http/errors";
import { createOnce } from "../../lifecycle/creation";
import { messageOf, vanished } from "../../lifecycle/outcome";
import type { Endpoint } from "../client/replies";
import type { EndpointInputs } from "./inputs";
import { foundFrom, type EndpointOperation, type FoundEndpoint, type PriorEndpoint } from "./read";
import { abandonedFields, certainInputs, managedBody, updateBody } from "./requests";

/** Makes the vendor's endpoint equal to what is desired; makes one where none is known. */
export async function reconcileEndpoint(
  operation: EndpointOperation,
  desired: EndpointInputs,
  prior: PriorEndpoint | undefined,
): Promise<FoundEndpoint> {
  if (prior === undefined) return create(operation, desired);
  const endpoint = await operation.account.api.getEndpoint(prior.id, operation.deadline);
  if (endpoint === undefined) throw vanished("SignalWire", `SIP endpoint ${prior.id}`);
  for (const field of abandonedFields(prior.inputs, desired)) {
    operation.warn(
      `${field} of SIP endpoint ${prior.id} (${desired.username}) is no longer managed and stays as it is: SignalWire ` +
        `has no way to clear it. Set it to another value if it is to change`,
    );
  }
  return bring(operation, endpoint, desired, prior);
}

async function create(operation: EndpointOperation, desired: EndpointInputs): Promise<FoundEndpoint> {
  const { account, deadline } = operation;
  const { username, password } = desired;
  const look = (): Promise<Endpoint[]> => namesakes(operation, username);
  const { object, asSent } = await createOnce(operation, {
    what: `SIP endpoint ${JSON.stringify(username)}`,
    earlier: look,
    present: look,
    asked: managedBody(desired),
    shown: (endpoint) => ({ ...endpoint.companions, ...endpoint }),
    create: () => account.api.createEndpoint({ ...managedBody(desired), password }, deadline),
  }).catch(async (error: unknown) => {
    throw apiErrorOf(error, 422) === undefined ? error : await explained(operation, username, error);
  });
  if (asSent) return foundFrom(object, { inputs: desired, outputs: {} });
  return bring(operation, object, desired, { id: object.id, inputs: {}, outputs: {} });
}

/** Brings an endpoint to what is desired of it, with one request, or none. */
async function bring(
  operation: EndpointOperation,
  endpoint: Endpoint,
  desired: EndpointInputs,
  prior: PriorEndpoint,
): Promise<FoundEndpoint> {
  const { account, deadline, checkpoint } = operation;
  const { id } = endpoint;
  const wanted = { inputs: desired, outputs: prior.outputs };
  const body = updateBody(endpoint, desired, prior);
  if (body === undefined) return foundFrom(endpoint, wanted);
  const { inputs, outputs } = foundFrom(endpoint, prior);
  checkpoint({ id, inputs: certainInputs(inputs, body), outputs });
  const answer = await account.api.putEndpoint(id, body, deadline);
  const updated = answer ?? (await account.api.getEndpoint(id, deadline));
  if (updated === undefined) throw new Error(`SIP endpoint ${id} went away while it was updated`);
  return foundFrom(updated, wanted);
}

/** The endpoints with exactly this user name. The service's filter finds parts of names, if it filters at all. */
async function namesakes({ account, deadline }: EndpointOperation, username: string): Promise<Endpoint[]> {
  for await (const endpoint of account.api.listEndpoints(username, deadline)) {
    // A user name is unique, so one is all.
    if (endpoint.username === username) return [endpoint];
  }
  return [];
}

/** A refused creation, with the endpoint that has the user name already, where there is one. */
async function explained(operation: EndpointOperation, username: string, error: unknown): Promise<unknown> {
  const [rival] = await namesakes(operation, username).catch(() => []);
  if (rival === undefined) return error;
  return new Error(
    `${messageOf(error)}. SIP endpoint ${rival.id} has the user name ${JSON.stringify(username)} already. If it is to be ` +
      `this resource's, import it ('pulumi-sip import-file signalwire.SipEndpoint' with that id); otherwise give this one ` +
      `another username, or delete that one at SignalWire`,
  );
}
