import type { GatewayRecord, Simulator } from "../../../src/simulator";
import type { Properties } from "../../support/wire.js";
import type { Wishes } from "./generated-programs.js";

/** Texts of objects, sorted, by kind. */
export type Inventory = Readonly<Record<string, readonly string[]>>;

/** A gateway that follows from a program. */
interface WantedGateway {
  readonly direction: string;
  readonly numbers: readonly string[];
  /** Settings that the program decides. */
  readonly settings: Properties;
}

/** What a program must lead to, computed independently of the product's code, and what exists. */
export function compareWith(wishes: Wishes, sim: Simulator): { expected: Inventory; actual: Inventory } {
  const { videosdk, signalwire } = sim.state();
  const wanted = [...gatewaysOf(wishes, "sales"), ...gatewaysOf(wishes, "support")];
  const gateways = [...videosdk.inboundGateways, ...videosdk.outboundGateways].filter(
    ({ deleted }) => !deleted,
  );
  const attached = videosdk.phoneNumbers.filter(
    ({ inboundGatewayId, outboundGatewayId }) => inboundGatewayId !== null || outboundGatewayId !== null,
  );
  const { carrier, line, phone } = wishes;
  return {
    expected: {
      gateways: texts(wanted),
      attached: [...numbersOf(wishes.sales), ...numbersOf(wishes.support)].sort(),
      released: [],
      trunks: texts(carrier === undefined ? [] : [trunkView(carrier)]),
      lines: texts(line === undefined ? [] : [line]),
      phones: texts(phone === undefined ? [] : [phoneView(phone)]),
    },
    actual: {
      gateways: texts(gateways.map((gateway) => gatewayView(gateway, wanted))),
      attached: attached.map(({ e164 }) => e164).sort(),
      released: videosdk.released,
      trunks: texts(videosdk.trunks.map((trunk) => trunkView({ ...trunk }))),
      lines: texts(signalwire.gateways.map((one) => like({ ...one }, line ?? {}))),
      phones: texts(signalwire.endpoints.map((one) => like({ ...one }, phoneView(phone ?? {})))),
    },
  };
}

function gatewaysOf(wishes: Wishes, slot: "sales" | "support"): WantedGateway[] {
  const set = wishes[slot];
  if (set === undefined) return [];
  const numbers = numbersOf(set);
  const groups = set["isShared"] === true ? [numbers] : numbers.map((number) => [number]);
  const tuning = slot === "sales" ? wishes.tuning : undefined;
  return groups.flatMap((group) => [
    { direction: "inbound", numbers: group, settings: isManaged(set) ? settingsOf(set, set["inbound"]) : {} },
    {
      direction: "outbound",
      numbers: group,
      settings: isManaged(set) ? settingsOf(set, set["outbound"]) : settingsOf({}, tuning),
    },
  ]);
}

function isManaged(set: Properties): boolean {
  return set["gatewaySettings"] === "managed";
}

/** Settings as the vendor names them. What a program leaves out, above all credentials, stays as it is. */
function settingsOf({ name, mediaEncryption }: Properties, side: unknown): Properties {
  const { sipRegion, ...others } = (side ?? {}) as Properties;
  const settings = { name, mediaEncryption, geoRegion: sipRegion, ...others };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function gatewayView(gateway: GatewayRecord, wanted: readonly WantedGateway[]): WantedGateway {
  const { direction } = gateway;
  const numbers = [...gateway.numbers].sort();
  const twin = wanted.find((one) => one.direction === direction && one.numbers.join() === numbers.join());
  return { direction, numbers, settings: like({ ...gateway }, twin?.settings ?? {}) };
}

function trunkView({ name, domain, direction, numbers, auth }: Properties): Properties {
  return { name, domain, direction, numbers: [...(numbers as readonly string[])].sort(), auth };
}

function phoneView({ callHandler, ...others }: Properties): Properties {
  if (callHandler === undefined) return others;
  return { ...others, call_handler: (callHandler as Properties)["type"] };
}

/** The fields of an object that another object has too. */
function like(object: Properties, other: Properties): Properties {
  return Object.fromEntries(Object.keys(other).map((key) => [key, object[key]]));
}

function numbersOf(set: Properties | undefined): string[] {
  return [...((set?.["phoneNumbers"] ?? []) as readonly string[])].sort();
}

/** Texts that do not depend on the order of keys. */
function texts(objects: readonly object[]): string[] {
  return objects
    .map((object) =>
      JSON.stringify(object, (_, value: unknown) =>
        typeof value === "object" && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      ),
    )
    .sort();
}
