import { itemsIn } from "../lifecycle/inventory";
import type { Inventories } from "../inventory";
import { callOf } from "./query";
import { inboundAtSignalWire, outboundAtSignalWire } from "./signalwire";
import type { CallTrace, TraceQuery } from "./types";
import { inboundAtVideoSdk } from "./videosdk";
import { outboundAtVideoSdk } from "./videosdk-outbound";
import { Way, type Call } from "./way";

export { readInventories, type Inventories, type InventoriesOptions } from "../inventory";
export { describeTrace } from "./report";
export { endsSomewhere } from "./types";
export type {
  CallDirection,
  CallTrace,
  TraceEnd,
  TraceEndKind,
  TracePart,
  TraceQuery,
  TraceStep,
  TraceVerdict,
  TracedVendor,
} from "./types";

/**
 * Says which gateway, rule, allow-list, authentication, transport and handler take a call, step by step, to where it ends. It
 * looks at pictures of accounts and sends nothing.
 *
 * What the vendors' pages do not say, a step says so: its verdict is `unknown`, and the trace goes on as if the call passed.
 *
 * @param inventories the accounts, as `readInventories` reads them
 * @param query the call
 * @returns a trace for each vendor that is asked: those whose account knows the number, or all where none does
 * @throws Error that names everything in the query that cannot be used, or that the vendor has no inventory
 */
export function trace(inventories: Inventories, query: TraceQuery): readonly CallTrace[] {
  const call = callOf(query);
  const { videosdk, signalwire } = inventories;
  const asked = query.vendor ?? (call.connector === null ? undefined : "videosdk");
  const known = {
    videosdk: videosdk !== undefined && (asked === "videosdk" || isAtVideoSdk(inventories, call)),
    signalwire: signalwire !== undefined && (asked === "signalwire" || isAtSignalWire(inventories, call)),
  };
  const isNowhere = asked === undefined && !known.videosdk && !known.signalwire;
  const traces: CallTrace[] = [];
  if (videosdk !== undefined && asked !== "signalwire" && (known.videosdk || isNowhere)) {
    const way = new Way("videosdk", call);
    traces.push(
      call.direction === "inbound" ? inboundAtVideoSdk(way, videosdk) : outboundAtVideoSdk(way, videosdk),
    );
  }
  if (signalwire !== undefined && asked !== "videosdk" && (known.signalwire || isNowhere)) {
    const way = new Way("signalwire", call);
    traces.push(
      call.direction === "inbound"
        ? inboundAtSignalWire(way, signalwire)
        : outboundAtSignalWire(way, signalwire),
    );
  }
  if (traces.length === 0)
    throw new Error(`there is no inventory of ${asked ?? "any vendor"}, so nothing can be traced`);
  return traces;
}

/**
 * Checks a query, for who wants to know before anything is read.
 *
 * @throws Error that names everything in the query that cannot be used
 */
export function assertTraceable(query: TraceQuery): void {
  callOf(query);
}

/** Whether VideoSDK has anything to do with the number of the account: the called one, or the one that calls. */
function isAtVideoSdk({ videosdk }: Inventories, { direction, to, from }: Call): boolean {
  if (videosdk === undefined) return false;
  const own = direction === "inbound" ? to : (from ?? "");
  const gateways = direction === "inbound" ? videosdk.inboundGateways : videosdk.outboundGateways;
  return (
    itemsIn(videosdk.phoneNumbers).some(({ e164 }) => e164 === own) ||
    itemsIn(gateways).some(({ numbers }) => numbers?.includes(own) === true)
  );
}

/** Whether SignalWire has the number or the address that is called, or the endpoint that calls. */
function isAtSignalWire({ signalwire }: Inventories, { direction, to, written, from }: Call): boolean {
  if (signalwire === undefined) return false;
  if (direction === "outbound") {
    const [user] = (from ?? "").replace(/^sips?:/i, "").split("@");
    return itemsIn(signalwire.sipEndpoints).some(
      ({ username }) => username?.toLowerCase() === user?.toLowerCase(),
    );
  }
  if (/^sips?:|@/i.test(written)) return true;
  return itemsIn(signalwire.phoneNumbers).some(({ number }) => number === to);
}
