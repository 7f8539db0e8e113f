import { isIPv4, isIPv6 } from "node:net";
import { domainToASCII } from "node:url";
import { visibleText } from "./characters";
import { readAs, type Reading } from "./schema";

/** A host of the SIP world, optionally with a port: a name, an IPv4 address, or an IPv6 address in brackets. */
export function hostWithPort(accepted: string) {
  return readAs(accepted, readHostWithPort);
}

/** Reads a host, optionally with a port. */
export function readHostWithPort(value: unknown): Reading<string> {
  const reading = visibleText(value);
  if ("remark" in reading) return reading;
  const flaw = flawOf(reading.value);
  return flaw === undefined ? reading : { remark: `: ${flaw}` };
}

/** What makes a text something else than one host with or without a port; undefined where nothing does. */
function flawOf(text: string): string | undefined {
  const scheme = /^(?:[a-z][a-z0-9+.-]*:\/\/|sips?:|tel:)/i.exec(text)?.[0];
  if (scheme !== undefined) {
    return `${scheme} is a scheme, and only the host is accepted${meant(text.slice(scheme.length).replace(/^.*@|[/;?].*$/g, ""))}`;
  }
  if (/[,\s]/.test(text)) return "it looks like several hosts, and one is accepted";
  if (text.includes("@")) {
    return `what is before the @ is a user, and only the host is accepted${meant(text.replace(/^.*@/, ""))}`;
  }
  if (/[/;?#]/.test(text))
    return `only the host and its port are accepted${meant(text.replace(/[/;?#].*$/, ""))}`;
  if (/^:?\d*$/.test(text)) return "it is only a port";
  if (isIPv6(text)) return `an IPv6 address is written in brackets${meant(`[${text}]`)}`;
  const parts = /^(\[[^\]]*\]|[^:[\]]+)(?::(.*))?$/.exec(text);
  const [, host = "", port] = parts ?? [];
  if (parts === null) return "it is not a host with a port";
  return hostFlaw(host) ?? (port === undefined ? undefined : portFlaw(port));
}

/** What is wrong with a host without a port; undefined where nothing is. */
export function hostFlaw(host: string): string | undefined {
  if (host.startsWith("[")) {
    return isIPv6(host.slice(1, -1)) && !host.includes("%") ? undefined : `${host} is not an IPv6 address`;
  }
  if (/^[\d.]+$/.test(host)) return isIPv4(host) ? undefined : `${host} is not an IPv4 address`;
  if (/\P{ASCII}/u.test(host)) {
    return `a host name is written in ASCII${meant(domainToASCII(host))}`;
  }
  const labels = host.replace(/\.$/, "").split(".");
  const isName = labels.every((label) => /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/i.test(label));
  return isName && host.length <= 253 ? undefined : `${JSON.stringify(host)} is not a host name`;
}

/** What is wrong with a port; undefined where nothing is. */
export function portFlaw(port: string): string | undefined {
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  return isPort ? undefined : `${JSON.stringify(port)} is not a port from 1 to 65535`;
}

function meant(host: string): string {
  return host === "" || flawOf(host) !== undefined ? "" : `; did you mean ${host}?`;
}
