import type { Simulator } from "../../../src/simulator";
import * as signalwireRoutes from "../../../src/simulator/signalwire/routes.js";
import type { RecordKind, Resource } from "../../../src/simulator/resource.js";
import * as videosdkRoutes from "../../../src/simulator/videosdk/routes.js";

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
      name: gateway.name.replace(gateway.id.slice(0, 8), "{id}"),
      numbers: [...gateway.numbers].sort(),
    })),
    ...videosdk.phoneNumbers.map(({ e164, name, status, inboundGatewayId, outboundGatewayId }) => ({
      kind: "number",
      e164,
      name,
      status,
      attached: [inboundGatewayId !== null, outboundGatewayId !== null],
    })),
    ...plainObjects(sim).map(
      ({ kind, fields }) => JSON.parse(labelled(sim, JSON.stringify({ kind, ...fields }))) as object,
    ),
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
  const texts = objects.map((object) => unmarked(sim, JSON.stringify(object))).sort();
  return { objects: texts, released: [...videosdk.released].sort() };
}

/** Ids of everything that exists or existed. */
export function knownIds(sim: Simulator): Set<string> {
  return new Set(labels(sim).map(([id]) => id));
}

/** The text with a label in place of the owners' marks that objects show. A mark that none shows stays, and is a difference. */
function unmarked(sim: Simulator, text: string): string {
  const { inboundGateways, outboundGateways, routingRules } = sim.state().videosdk;
  const marks = [
    ...[...inboundGateways, ...outboundGateways].map(({ metadata }) => metadata["pulumi-sip"]),
    ...routingRules.flatMap(({ tags }) => tags.map((tag) => /^pulumi-sip:(.*)/.exec(tag)?.[1])),
  ];
  return marks.reduce<string>(
    (result, mark) => (mark === undefined ? result : result.replaceAll(mark, "{mark}")),
    text,
  );
}

/** The text with a label in place of each id, so that texts of two runs can be compared. */
export function labelled(sim: Simulator, unlabelled: string): string {
  const text = unmarked(sim, unlabelled);
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
    ...plainObjects(sim).flatMap(({ kind, ids, fields }) =>
      ids.map((id, index): [string, string] => [id, labelOf(`${kind}${"'".repeat(index)}`, fields)]),
    ),
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

/** An object of which only its own ids and the times of its life differ from run to run, and the ids of others. */
interface PlainObject {
  /** The list that the simulator keeps it in. */
  readonly kind: string;
  /** Its own, the one in paths first. */
  readonly ids: readonly string[];
  readonly fields: object;
}

/** Lists whose objects hold ids of others, or names made of them: those are described one by one. */
const described = ["signalwire.gateways", "signalwire.endpoints"];

/** What the simulator's resources keep, by vendor and list. */
const plainKinds = Object.entries({ videosdk: videosdkRoutes, signalwire: signalwireRoutes }).flatMap(
  ([vendor, resources]) =>
    Object.values<Pick<Resource<never>, "records">>(resources).flatMap(({ records }) =>
      Object.entries<RecordKind>(records)
        .filter(([list]) => !described.includes(`${vendor}.${list}`))
        .map(([list, kind]) => ({ vendor, list, kind })),
    ),
);

function plainObjects(sim: Simulator): PlainObject[] {
  const state = sim.state() as unknown as Readonly<
    Record<string, Readonly<Record<string, readonly object[]>>>
  >;
  return plainKinds.flatMap(({ vendor, list, kind }) =>
    (state[vendor]?.[list] ?? []).map((object) => {
      const ids = [kind.idOf(object), ...(kind.furtherIds?.(object) ?? [])];
      const passing = ([key, value]: [string, unknown]) =>
        ids.some((id) => id === value) || isOfOneRun(key, value);
      const fields = Object.fromEntries(Object.entries(object).filter((field) => !passing(field)));
      return { kind: list, ids, fields };
    }),
  );
}

/** Whether a field differs from run to run: a time, or a key that the vendor drew. */
export function isOfOneRun(key: string, value: unknown): boolean {
  return /(?:created|updated)_?at$/i.test(key) || (typeof value === "string" && value.includes("/whk_"));
}

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The list and the first text of an object: its name, or what it has in place of one. */
function labelOf(kind: string, fields: object): string {
  // The id of another object is another in each run.
  const texts = Object.values(fields).filter((value): value is string => typeof value === "string");
  const name = texts.find((text) => !isUuid.test(text));
  return `{${kind}: ${JSON.stringify(name ?? "").slice(1, -1)}}`;
}

function without(object: object, ...keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
