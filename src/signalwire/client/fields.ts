import * as z from "zod";
import { accepts, listOf, word } from "../../lifecycle/schema";
import { comparableForm, hostRules, sipPort, wordRules } from "../../lifecycle/forms";
import { ciphers, codecs } from "../vocabulary";

/** A list of ciphers, in the order of the program; `others` are accepted in addition to the known ones. */
export const cipherList = (others: readonly string[] = []) =>
  listOf(word("cipher", ciphers, others), "cipher");

/** A list of codecs, in the order of the program; `others` are accepted in addition to the known ones. */
export const codecList = (others: readonly string[] = []) => listOf(word("codec", codecs, others), "codec");

/** An http(s) URL. */
export const webUrl = () =>
  accepts(
    "an http or https URL, such as https://example.com/calls",
    z.url({ protocol: /^https?$/, hostname: /^[^\s/]+$/ }),
  );

/** An id in the form of a UUID. */
export const uuid = (what: string) =>
  accepts(`${what}, a UUID such as 0823a606-0aff-4c90-9eba-f88ba118fe05`, z.guid());

/** Scheme, user, host, port and parameters of a SIP URI. */
const sipUriParts = /^(sips?:)?([^\s@]+@)?(\[[0-9a-f:.]+\]|[^\s@:;?[\]]+)(:\d{1,5})?([;?]\S*)?$/i;

/** A SIP URI outside SignalWire. */
export const externalSipUri = () =>
  accepts(
    "a SIP URI such as user@example.com or sip:user@example.com, and not one of SignalWire's own domains",
    z
      .string()
      .trim()
      .refine((uri) => {
        const host = sipUriParts.exec(uri)?.[3]?.toLowerCase();
        return host !== undefined && !`.${host}`.endsWith(".signalwire.com");
      }),
  );

/** A SIP URI for comparing: `sip:` is optional, and so are the forms of a host that mean the same. */
export function comparableUri(text: string): string {
  const uri = text.trim();
  const [, scheme = "", user = "", host = uri, port = "", rest = ""] = sipUriParts.exec(uri) ?? [];
  const lower = scheme.toLowerCase();
  const defaultPort = lower === "sips:" ? sipPort.tls : sipPort.plain;
  const address = comparableForm(host + port, hostRules, { defaultPort });
  return (lower === "sip:" ? "" : lower) + user + address + rest;
}

/** Whether two values are the same SIP URI; the vendor may show one without `sip:`. */
export function sameUri(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && comparableUri(one) === comparableUri(other);
}

/**
 * A list of words as the vendor shows it, in the known form if it has the same members: no page says that order or case
 * have a meaning at the vendor, or that they are kept.
 */
export function inKnownOrder(shown: readonly string[], known: readonly string[] | undefined): string[] {
  const form = (word: string): string => comparableForm(word, wordRules);
  const there = new Set(shown.map(form));
  const same = known?.length === shown.length && known.every((item) => there.has(form(item)));
  return [...(same ? known : shown)];
}
