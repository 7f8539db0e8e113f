import { itemsIn, type Named, type Part } from "../lifecycle/inventory";
import {
  trace,
  type CallDirection,
  type CallTrace,
  type Inventories,
  type TracedVendor,
  type TraceQuery,
  type TraceStep,
} from "../trace";
import { folded } from "./fold";
import { grouped } from "./grouped";
import { narrowed } from "./narrow";
import type { CallWay, Station, Topology } from "./types";

/** What of the accounts is drawn. */
export interface TopologyOptions {
  /** `inbound` by default. */
  readonly direction?: CallDirection;
  /** Whether each way is drawn on its own, however many there are. */
  readonly all?: boolean;
}

/** Any number: where an outbound call goes to decides nothing about its way. */
const anyone = "+12025550100";

/**
 * The ways of all calls through the accounts: each number is traced, and numbers of one way are put together.
 *
 * @param inventories the accounts, as `readInventories` reads them
 */
export function topologiesOf(
  inventories: Inventories,
  { direction = "inbound", all = false }: TopologyOptions = {},
): readonly Topology[] {
  const { videosdk, signalwire } = inventories;
  const vendors = [
    ...(videosdk === undefined ? [] : (["videosdk"] as const)),
    ...(signalwire === undefined ? [] : (["signalwire"] as const)),
  ];
  const around = narrowed(inventories);
  return vendors.map((vendor) => {
    const found = startsOf(inventories, vendor, direction).map((start) =>
      wayOf(start, traced(around(start), vendor, direction, start)),
    );
    const ways = byWay(found.map(({ way }) => way));
    const passed = new Set(found.flatMap(({ objects }) => objects.map(({ id }) => id)));
    const idle = passable(inventories, vendor, direction)
      .map(({ kind, objects }) => ({ kind, objects: objects.filter(({ id }) => !passed.has(id)) }))
      .filter(({ objects }) => objects.length > 0);
    return { vendor, direction, ways: all ? ways : folded(ways), idle };
  });
}

/** Every number, SIP address or endpoint that a call may begin at, as the account's objects name them. */
function startsOf(
  { videosdk, signalwire }: Inventories,
  vendor: TracedVendor,
  direction: CallDirection,
): readonly string[] {
  const starts =
    vendor === "videosdk"
      ? [
          ...itemsIn(videosdk?.phoneNumbers ?? none).map(({ e164 }) => e164),
          ...gatewaysOf(videosdk, direction).flatMap(({ numbers }) => numbers ?? []),
          ...itemsIn(videosdk?.routingRules ?? none)
            .filter(({ type }) => type?.toLowerCase() === direction)
            .flatMap(({ numbers }) => numbers),
        ]
      : direction === "outbound"
        ? itemsIn(signalwire?.sipEndpoints ?? none).map(({ username }) => username)
        : [
            ...itemsIn(signalwire?.phoneNumbers ?? none).map(({ number }) => number),
            ...itemsIn(signalwire?.sipAddresses ?? none).map(({ uri }) => uri),
          ];
  return [...new Set(starts.filter((start) => start !== null))].sort();
}

const none: Part<never> = { items: [] };

function gatewaysOf(videosdk: Inventories["videosdk"], direction: CallDirection) {
  return itemsIn((direction === "inbound" ? videosdk?.inboundGateways : videosdk?.outboundGateways) ?? none);
}

function traced(
  inventories: Inventories,
  vendor: TracedVendor,
  direction: CallDirection,
  start: string,
): CallTrace | Error {
  const query: TraceQuery =
    direction === "inbound"
      ? { to: start, vendor, direction }
      : { to: anyone, from: start, vendor, direction };
  try {
    const [found] = trace(inventories, query);
    return found ?? new Error("nothing was traced");
  } catch (error) {
    // A list may name what is no number.
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The way of one number, and every object on it: the one at its end, too. */
function wayOf(
  start: string,
  found: CallTrace | Error,
): { readonly way: CallWay; readonly objects: readonly Named[] } {
  if (found instanceof Error) {
    const end = { kind: "unknown", names: [], reasons: [general(found.message, start)] } as const;
    return { way: { numbers: [start], stations: [], end }, objects: [] };
  }
  const objects = found.steps
    .filter(isPassed)
    .map(({ object }) => object)
    .filter(({ name }) => name !== start);
  const { kind, id, text } = found.end;
  const last = objects.at(-1);
  // What the call ends at is drawn once, under its name.
  const isLast = last?.id === id;
  const stations = (isLast ? objects.slice(0, -1) : objects).map((object): Station => ({
    kind: object.kind,
    objects: [object],
  }));
  const name = isLast ? (last.name ?? last.id) : id;
  const isReached = kind !== "nowhere" && kind !== "unknown";
  const end = {
    kind,
    names: name === null ? [] : [name],
    reasons: isReached ? [] : [general(text, start)],
  };
  return { way: { numbers: [start], stations, end }, objects };
}

type Passing = TraceStep & { readonly object: Named };

/** Whether a step is a place that the call comes to, other than where it starts. */
function isPassed(step: TraceStep, index: number, steps: readonly TraceStep[]): step is Passing {
  const { object, verdict, part } = step;
  if (object === null || part === "number" || object.kind === "phone number") return false;
  if (verdict !== "passes" && verdict !== "stops") return false;
  if (part === "caller" || part === "source address") return false;
  return steps.findIndex((one) => one.object?.id === object.id && one.verdict === verdict) === index;
}

/** A sentence about one number, as it holds for every number of its way. */
function general(text: string, start: string): string {
  return text.replaceAll(start, "the number");
}

/** Numbers of the same objects and the same end are one way. */
function byWay(ways: readonly CallWay[]): readonly CallWay[] {
  const key = ({ stations, end }: CallWay): string => JSON.stringify([stations, end]);
  return grouped(ways, key).flatMap(([way, ...others]) =>
    way === undefined ? [] : [{ ...way, numbers: [way, ...others].flatMap(({ numbers }) => numbers) }],
  );
}

/** Every object that calls of one direction could pass, kind by kind. */
function passable(
  { videosdk, signalwire }: Inventories,
  vendor: TracedVendor,
  direction: CallDirection,
): readonly Station[] {
  const objects = (
    kind: string,
    items: readonly { readonly id: string; readonly name: string | null }[],
  ): Station => ({ kind, objects: items.map(({ id, name }) => ({ kind, id, name })) });
  if (vendor === "videosdk")
    return [
      objects(`${direction} gateway`, gatewaysOf(videosdk, direction)),
      objects(
        "routing rule",
        itemsIn(videosdk?.routingRules ?? none).filter(({ type }) => type?.toLowerCase() === direction),
      ),
    ];
  if (signalwire === undefined || direction === "outbound") return [];
  const phones = itemsIn(signalwire.sipEndpoints).map(({ id, username }) => ({ id, name: username }));
  return [
    objects("SIP gateway", itemsIn(signalwire.sipGateways)),
    objects("SWML script", itemsIn(signalwire.swmlScripts)),
    objects("SWML webhook", itemsIn(signalwire.swmlWebhooks)),
    objects("subscriber", itemsIn(signalwire.subscribers)),
    objects("SIP endpoint", phones),
  ];
}
