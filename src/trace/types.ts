import type { Named } from "../lifecycle/inventory";

/** Which way a call goes, seen from the vendor: `inbound` comes from the telephone network. */
export type CallDirection = "inbound" | "outbound";

/** A vendor by its name. */
export type TracedVendor = "videosdk" | "signalwire";

/** The call that is asked about. */
export interface TraceQuery {
  /** The called number, in E.164 form or as the carrier writes it; at SignalWire also the `sip:` URI of a SIP address. */
  readonly to: string;
  /**
   * The caller, as the carrier writes it: a number or a user name. For outbound calls the number, or the SIP endpoint, that calls;
   * then it is required.
   */
  readonly from?: string | undefined;
  /** The IP address that the call comes from, or the range of a carrier in CIDR form. */
  readonly source?: string | undefined;
  /** `inbound` by default. */
  readonly direction?: CallDirection | undefined;
  /** The only vendor; by default each whose account knows the number, or all where none does. */
  readonly vendor?: TracedVendor | undefined;
  /** The VideoSDK connector, by its id or name, whose URL tells of the call; by default the call comes by SIP. */
  readonly connector?: string | undefined;
}

/** What a step is about. */
export type TracePart =
  | "number"
  | "connector"
  | "gateway"
  | "authentication"
  | "source address"
  | "caller"
  | "transport"
  | "rule"
  | "handler"
  | "address"
  | "script"
  | "endpoint";

/**
 * What a step comes to: the call passes, stops, passes with something to know of it (`note`), or nobody can tell from the
 * account and the vendor's pages (`unknown`); after that the trace goes on as if it passed.
 */
export type TraceVerdict = "passes" | "stops" | "note" | "unknown";

/** One thing that a call meets. */
export interface TraceStep {
  readonly part: TracePart;
  readonly verdict: TraceVerdict;
  /** The object at the vendor; null where the step is about none. */
  readonly object: Named | null;
  /** What happens there, in a sentence. */
  readonly text: string;
}

/** Where a call ends. `unknown` is an object that the account's lists do not show. */
export type TraceEndKind =
  | "room"
  | "agent"
  | "phone"
  | "person"
  | "script"
  | "web server"
  | "SIP peer"
  | "application"
  | "unknown"
  | "nowhere";

/** The end of a call. */
export interface TraceEnd {
  readonly kind: TraceEndKind;
  /** The id of the room, agent, endpoint or script; the host, the URI or the name of anything else; null for nowhere. */
  readonly id: string | null;
  /** Where the call ends, or why nowhere, in a sentence. */
  readonly text: string;
}

/** The way of a call through one account. */
export interface CallTrace {
  readonly vendor: TracedVendor;
  readonly direction: CallDirection;
  /** The called number in E.164 form, or the URI. */
  readonly to: string;
  readonly from: string | null;
  readonly source: string | null;
  readonly steps: readonly TraceStep[];
  readonly end: TraceEnd;
}

/** Whether a call reaches somebody. */
export function endsSomewhere({ end }: CallTrace): boolean {
  return end.kind !== "nowhere" && end.kind !== "unknown";
}
