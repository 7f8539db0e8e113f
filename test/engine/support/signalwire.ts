import type { Simulator, SipEndpointRecord, SipGatewayRecord } from "../../../src/simulator";

const fabric = "/api/fabric/resources/sip_gateways";
const relay = "/api/relay/rest/endpoints/sip";

/** Requests on a gateway or an endpoint, as tables name them. */
export const gatewayRequests = {
  list: `GET ${fabric}`,
  create: `POST ${fabric}`,
  read: `GET ${fabric}/:gatewayId`,
  addresses: `GET ${fabric}/:gatewayId/addresses`,
  update: `PATCH ${fabric}/:gatewayId`,
  delete: `DELETE ${fabric}/:gatewayId`,
} as const;
export const endpointRequests = {
  list: `GET ${relay}`,
  create: `POST ${relay}`,
  read: `GET ${relay}/:endpointId`,
  update: `PUT ${relay}/:endpointId`,
  delete: `DELETE ${relay}/:endpointId`,
} as const;

/** Arguments of a gateway. */
export const gatewayArgs = {
  name: "Carrier",
  uri: "sip:calls@pbx.example.com",
  encryption: "required",
  ciphers: ["AEAD_AES_256_GCM_8", "AES_CM_128_HMAC_SHA1_80"],
  codecs: ["OPUS", "PCMU"],
};

/** Arguments of an endpoint that has only what it must have; the password is plain, as a careless program has it. */
export const endpointArgs = { username: "front-desk", password: "first-password" };

/** The only gateway of a project. */
export function onlyGateway(simulator: Simulator): SipGatewayRecord {
  return only(simulator.state().signalwire.gateways);
}

/** The only endpoint of a project. */
export function onlyEndpoint(simulator: Simulator): SipEndpointRecord {
  return only(simulator.state().signalwire.endpoints);
}

/** Another client of the same project changes a gateway. */
export function changeGateway(simulator: Simulator, change: object): Promise<void> {
  return elsewhere(simulator, "PATCH", `${fabric}/${onlyGateway(simulator).id}`, change);
}

/** Another client deletes the gateway. */
export function deleteGateway(simulator: Simulator): Promise<void> {
  return elsewhere(simulator, "DELETE", `${fabric}/${onlyGateway(simulator).id}`);
}

/** Another client changes the endpoint. */
export function changeEndpoint(simulator: Simulator, change: object): Promise<void> {
  return elsewhere(simulator, "PUT", `${relay}/${onlyEndpoint(simulator).id}`, change);
}

/** Another client deletes the endpoint. */
export function deleteEndpoint(simulator: Simulator): Promise<void> {
  return elsewhere(simulator, "DELETE", `${relay}/${onlyEndpoint(simulator).id}`);
}

async function elsewhere(
  { url, signalwire }: Simulator,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  const login = Buffer.from(`${signalwire.projectId}:${signalwire.token}`).toString("base64");
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Basic ${login}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
}

function only<T>(records: readonly T[]): T {
  const [record, ...others] = records;
  if (record === undefined || others.length > 0)
    throw new Error(`there are ${records.length} of them, not one`);
  return record;
}
