import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** A call to trace: who is called, by whom, from which address, which way. */
export interface CallQuery {
  /** Called number in E.164 form, or a SIP URI. */
  to: string;
  /** Caller; required for outbound calls. */
  from?: string | undefined;
  /** IP address or range that the call comes from. */
  source?: string | undefined;
  /** Default `inbound`. */
  direction?: "inbound" | "outbound" | undefined;
  /** Id of the VideoSDK connector by which the call comes. */
  connector?: string | undefined;
}

/** Accepts a call to trace. */
export const callQuerySchema = z.strictObject({
  to: z.string().min(1),
  from: z.string().min(1).optional(),
  source: z.string().min(1).optional(),
  direction: z.enum(["inbound", "outbound"]).optional(),
  connector: z.string().min(1).optional(),
});

/** Where a call ends, in the words of the command `pulumi-sip trace`. */
export interface CallEnd {
  readonly kind: string;
  /** Null for nowhere, and where nothing has an id. */
  readonly id: string | null;
  /** Ids of the objects that it passes, in order. */
  readonly through: readonly string[];
  /** Why it ends nowhere, in a sentence; only there. */
  readonly why?: string;
}

/** Where a call ends at each vendor. */
export type CallEnds = Readonly<Record<"videosdk" | "signalwire", CallEnd>>;

/** Follows a call from object to object. */
export class CallPath {
  readonly #through: string[] = [];

  pass(id: string): this {
    this.#through.push(id);
    return this;
  }

  end(kind: string, id: string | null): CallEnd {
    return { kind, id, through: this.#through };
  }

  nowhere(why: string): CallEnd {
    return { ...this.end("nowhere", null), why };
  }
}

/** Whether a list of callers keeps one out. A caller that is not given is let in. */
export function keepsOutCaller(callers: readonly string[], caller: string | undefined): boolean {
  if (callers.length === 0 || caller === undefined) return false;
  const bare = (text: string): string => text.replace(/^\+/, "");
  return !callers.some((pattern) => isLike(bare(pattern), bare(caller)));
}

/** Compares digit by digit; a `*` takes as many as it has to. */
function isLike(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  if (pattern.startsWith("*")) {
    return isLike(pattern.slice(1), text) || (/^\d/.test(text) && isLike(pattern, text.slice(1)));
  }
  return text !== "" && text.startsWith(pattern.charAt(0)) && isLike(pattern.slice(1), text.slice(1));
}

/** Whether a list of addresses keeps a source out as a whole. A source that is not given is let in. */
export function keepsOutSource(allowed: readonly string[], source: string | undefined): boolean {
  if (allowed.length === 0 || source === undefined) return false;
  // Names of hosts may resolve to anything.
  return allowed.every((entry) => isAddress(entry) && !overlap(entry, source));
}

/** Two ranges in CIDR form are apart, or one is in the other. */
function overlap(one: string, other: string): boolean {
  return holds(one, baseOf(other)) || holds(other, baseOf(one));
}

function holds(range: string, address: string): boolean {
  const [base = "", prefix] = range.split("/");
  const family = isIP(base) === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(base, prefix === undefined ? (family === "ipv6" ? 128 : 32) : Number(prefix), family);
  return isIP(address) === isIP(base) && list.check(address, family);
}

function baseOf(range: string): string {
  return range.split("/")[0] ?? "";
}

function isAddress(entry: string): boolean {
  return isIP(baseOf(entry)) !== 0;
}
