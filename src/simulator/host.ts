import { isIPv4, isIPv6 } from "node:net";

const label = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const name = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*\\.?$`, "i");

/** Whether a text is a host name, an IPv4 address or an IPv6 address in brackets, optionally with a port from 1 to 65535. */
export function isHost(text: string): boolean {
  const [, host = "", port] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  if (host.startsWith("[")) return isIPv6(host.slice(1, -1));
  return /^[\d.]+$/.test(host) ? isIPv4(host) : name.test(host);
}
