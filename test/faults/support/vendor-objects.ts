import type { Simulator } from "../../../src/simulator";

/** What the vendors hold, without the ids that differ from run to run. */
export interface VendorObjects {
  /** One text for each object, sorted. */
  readonly objects: readonly string[];
  /** Numbers that were released. */
  readonly released: readonly string[];
}

/** Everything that exists at the vendors now. */
export function vendorObjects(sim: Simulator): VendorObjects {
  const { videosdk, signalwire } = sim.state();
  const gateways = [...videosdk.inboundGateways, ...videosdk.outboundGateways].filter(
    ({ deleted }) => !deleted,
  );
  const objects = [
    ...gateways.map((gateway) => ({
      kind: "gateway",
      ...without(gateway, "id", "deletedAt"),
      numbers: [...gateway.numbers].sort(),
    })),
    ...videosdk.phoneNumbers.map(({ e164, name, status, inboundGatewayId, outboundGatewayId }) => ({
      kind: "number",
      e164,
      name,
      status,
      attached: [inboundGatewayId !== null, outboundGatewayId !== null],
    })),
    ...videosdk.trunks.map((trunk) => ({ kind: "trunk", ...without(trunk, "trunkId") })),
    ...videosdk.routingRules.map((rule) => ({ kind: "rule", ...without(rule, "id") })),
    ...signalwire.gateways.map((gateway) => ({
      kind: "SignalWire gateway",
      ...without(gateway, "id", "sip_gateway_id", "address_id", "address_name", "created_at", "updated_at"),
    })),
    ...signalwire.endpoints.map((endpoint) => ({
      kind: "SignalWire endpoint",
      ...without(endpoint, "id"),
      calling_handler_resource_id: endpoint.calling_handler_resource_id !== null,
    })),
  ];
  const texts = objects.map((object) => JSON.stringify(object)).sort();
  return { objects: texts, released: [...videosdk.released].sort() };
}

/** Ids of everything that exists or existed. */
export function knownIds(sim: Simulator): Set<string> {
  return new Set(labels(sim).map(([id]) => id));
}

/** The text with a label in place of each id, so that texts of two runs can be compared. */
export function labelled(sim: Simulator, text: string): string {
  return labels(sim).reduce((result, [id, label]) => result.replaceAll(id, label), text);
}

function labels(sim: Simulator): [id: string, label: string][] {
  const { videosdk, signalwire } = sim.state();
  const gateways = [...videosdk.inboundGateways, ...videosdk.outboundGateways];
  return [
    ...gateways.map(({ id, direction, numbers, deleted }): [string, string] => {
      const members = [...numbers].sort().join(" ");
      return [id, `{${deleted ? "deleted " : ""}${direction} gateway of ${members}}`];
    }),
    ...videosdk.phoneNumbers.map(({ phoneNumberId, e164 }): [string, string] => [
      phoneNumberId,
      `{number ${e164}}`,
    ]),
    ...videosdk.trunks.map(({ trunkId, name }): [string, string] => [trunkId, `{trunk ${name}}`]),
    ...signalwire.gateways.flatMap(({ id, sip_gateway_id, address_id, name }): [string, string][] => [
      [id, `{gateway ${name}}`],
      [sip_gateway_id, `{inner gateway ${name}}`],
      [address_id, `{address of ${name}}`],
    ]),
    ...signalwire.endpoints.flatMap(({ id, username, calling_handler_resource_id }): [string, string][] => [
      [id, `{endpoint ${username}}`],
      ...(calling_handler_resource_id === null
        ? []
        : [[calling_handler_resource_id, `{handler of ${username}}`] as [string, string]]),
    ]),
  ];
}

function without(object: object, ...keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
