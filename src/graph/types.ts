import type { Named } from "../lifecycle/inventory";
import type { CallDirection, TraceEndKind, TracedVendor } from "../trace";

/** What calls of one way pass at one place: an object, or several of one kind where ways are drawn as one. */
export interface Station {
  /** In the vendor's words: `inbound gateway`. */
  readonly kind: string;
  readonly objects: readonly Named[];
}

/** Where calls of one way end, or why they end nowhere. */
export interface WayEnd {
  readonly kind: TraceEndKind;
  /** What is there, by what people call it: several where ways are drawn as one; none for nowhere. */
  readonly names: readonly string[];
  /** Why calls end nowhere, or why nobody can tell; empty otherwise. */
  readonly reasons: readonly string[];
}

/** The way that calls to some numbers take: the same objects and the same end, or the same kinds of them. */
export interface CallWay {
  /** The called numbers and SIP addresses; for outbound calls who calls. */
  readonly numbers: readonly string[];
  readonly stations: readonly Station[];
  readonly end: WayEnd;
}

/** The ways of calls through one account, and what no call passes. */
export interface Topology {
  readonly vendor: TracedVendor;
  readonly direction: CallDirection;
  readonly ways: readonly CallWay[];
  /** Objects that calls could pass and that are on no way. */
  readonly idle: readonly Station[];
}
