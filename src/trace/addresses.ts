import { isIP } from "node:net";

/** Addresses from the first to the last, both included. */
interface Range {
  readonly version: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** The block of IPv6 that stands for IPv4. */
const mapped = 0xffffn;

/** The addresses that an IP address or a range in CIDR form stands for; undefined where a text is neither. */
export function rangeIn(text: string): Range | undefined {
  const [, address = "", prefix] = /^\[?([^\]/]+)\]?(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return undefined;
  const value = version === 4 ? four(address) : six(address);
  const size = 1n << BigInt(bits - length);
  const first = value - (value % size);
  const isMapped = version === 6 && length >= 96 && first >> 32n === mapped;
  const shift = isMapped ? mapped << 32n : 0n;
  return { version: isMapped ? 4 : version, first: first - shift, last: first + size - 1n - shift };
}

function four(address: string): bigint {
  return address.split(".").reduce((value, part) => (value << 8n) + BigInt(part), 0n);
}

function six(address: string): bigint {
  const [plain = ""] = address.split("%");
  const hex = plain.replace(/(\d+\.\d+\.\d+\.\d+)$/, (dotted) => {
    const value = four(dotted);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = "", tail] = hex.split("::");
  const groups = (text: string): string[] => text.split(":").filter((group) => group !== "");
  const before = groups(head);
  const after = groups(tail ?? "");
  const zeros = Array<string>(tail === undefined ? 0 : 8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}

/** What a list of allowed addresses says of a source. */
export interface SourceFit {
  /** Whether all of the source is let in, a part of it, or nothing; `unknown` where names of hosts decide. */
  readonly fit: "in" | "partly" | "out" | "unknown";
  /** Entries that are no addresses, such as names of hosts. */
  readonly names: readonly string[];
}

/** Whether a list lets a source in: an address, or the range of a carrier. */
export function sourceFit(allowed: readonly string[], source: string): SourceFit {
  if (allowed.some((entry) => entry.trim() === "*")) return { fit: "in", names: [] };
  const wanted = rangeIn(source);
  const ranges = allowed.map(entryRange);
  const names = allowed.filter((_, index) => ranges[index] === undefined);
  if (wanted === undefined) return { fit: "unknown", names };
  const known = ranges.filter((range) => range !== undefined);
  const touching = known
    .filter(
      ({ version, first, last }) =>
        version === wanted.version && first <= wanted.last && last >= wanted.first,
    )
    .sort((one, other) => (one.first < other.first ? -1 : 1));
  let next = wanted.first;
  for (const { first, last } of touching) if (first <= next && last >= next) next = last + 1n;
  if (next > wanted.last) return { fit: "in", names };
  if (names.length > 0) return { fit: "unknown", names };
  return { fit: touching.length > 0 ? "partly" : "out", names };
}

/** Whether an entry of a list lets every address in. */
export function isCatchAll(entry: string): boolean {
  return /^(?:\*|0\.0\.0\.0\/0|\[?::\]?\/0)$/.test(entry.trim());
}

/** An entry, which may be a SIP address with a port. */
function entryRange(entry: string): Range | undefined {
  const host = entry.trim().replace(/^sips?:(?:[^@]*@)?/i, "");
  return rangeIn(host) ?? rangeIn(host.replace(/(?<=^[\d.]+|\]):\d+$/, ""));
}
