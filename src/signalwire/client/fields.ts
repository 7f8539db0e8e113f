import * as z from "zod";
import type { Claim } from "../../lifecycle/claims";
import { visibleText } from "../../lifecycle/characters";
import { hostFlaw, portFlaw } from "../../lifecycle/host";
import { nearest, type Synonyms } from "../../lifecycle/nearest";
import { e164Form, readE164 } from "../../lifecycle/phone-number";
import { show } from "../../lifecycle/problems";
import { accepts, listOf, readAs, visible, word, type Reading } from "../../lifecycle/schema";
import { isUnknown } from "../../lifecycle/unknown";
import { comparableForm, hostRules, sipPort, wordRules } from "../../lifecycle/forms";
import { ciphers, codecs } from "../vocabulary";

/** A list of any words, in the order of the program. {@link unknownWords} says which of them are not known. */
export const openList = (what: string) => listOf(visible(`the name of a ${what}`, /^\S+$/), what);

/** What to say of words that no page names. */
export function unknownWords(
  field: string,
  what: string,
  words: readonly string[] | undefined,
  known: readonly string[],
): string[] {
  if (words === undefined || isUnknown(words)) return [];
  return words
    .filter((name) => !isUnknown(name) && !known.includes(name))
    .map((name) => {
      const remark = nearest(name, known);
      return `${field}: ${show(name)} is not a ${what} that SignalWire's pages name${remark}. It is sent as it is`;
    });
}

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

/** What is wrong where not exactly one of `number` and `phoneNumberId` is given. */
export function oneNumber({
  number,
  phoneNumberId,
}: {
  readonly number?: unknown;
  readonly phoneNumberId?: unknown;
}): { number?: string } {
  const sentence = "exactly one of number and phoneNumberId is needed";
  if (number === undefined && phoneNumberId === undefined)
    return { number: `is required. Accepted: ${sentence}` };
  return number !== undefined && phoneNumberId !== undefined ? { number: `${sentence}: remove one` } : {};
}

/** The claim on what calls of a number lead to: a `PhoneNumber` with a call handler wants it, and a `PhoneNumberAddress`. */
export function callsOf(number: string): Claim {
  return {
    thing: `calls of ${number}`,
    conflict: (holder) =>
      `${holder} says already where calls of ${number} go. A number has one owner for its calls: declare it in a PhoneNumber ` +
      `with callHandler, or in a PhoneNumberAddress`,
  };
}

/** What may change to have a password sent again. */
export const again = () =>
  accepts(
    "a text or a number, which changes when the password is to be sent again",
    z.union([z.string().trim().min(1), z.number()]),
  );

/** An IP address or a range of them, in CIDR notation. */
export const networks = () =>
  accepts(
    "an IP address or a range in CIDR notation, such as 203.0.113.0/24",
    z
      .string()
      .trim()
      .pipe(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])),
  );

/** What kinds of encryption are called elsewhere. */
export const encryptionSynonyms: Synonyms = {
  ...{ true: "required", always: "required", mandatory: "required", enable: "required" },
};

/** Which number calls come from. */
export const sendAs = () =>
  readAs(`random, or ${e164Form}, that was purchased or verified`, (value) =>
    value === "random" ? { value } : readE164(value),
  );

/** Scheme, user, host, port and parameters of a SIP URI. */
const sipUriParts = /^(sips?:)?([^\s@]+@)?(\[[0-9a-f:.]+\]|[^\s@:;?[\]]+)(:\d{1,5})?([;?]\S*)?$/i;

/** A SIP URI outside SignalWire. */
export const externalSipUri = () =>
  readAs(
    "a SIP URI such as user@example.com or sip:user@example.com, and not one of SignalWire's own domains",
    readSipUri,
  );

function readSipUri(value: unknown): Reading<string> {
  const reading = visibleText(value);
  if ("remark" in reading) return reading;
  const [whole, , , host = "", port] = sipUriParts.exec(reading.value) ?? [];
  if (whole === undefined) return { remark: "" };
  if (host.includes(",")) return { remark: ": it looks like several hosts, and one is accepted" };
  if (`.${host.toLowerCase().replace(/\.$/, "")}`.endsWith(".signalwire.com")) {
    return { remark: `: ${host} is SignalWire's own` };
  }
  const flaw = hostFlaw(host) ?? (port === undefined ? undefined : portFlaw(port.slice(1)));
  return flaw === undefined ? reading : { remark: `: ${flaw}` };
}

/** A SIP URI for comparing: `sip:` is optional, and so are the forms of a host that mean the same. */
export function comparableUri(text: string): string {
  const uri = text.trim();
  const [, scheme = "", user = "", host = uri, port = "", rest = ""] = sipUriParts.exec(uri) ?? [];
  const lower = scheme.toLowerCase();
  const defaultPort = lower === "sips:" ? sipPort.tls : sipPort.plain;
  const address = comparableForm(host + port, hostRules, { defaultPort });
  return (lower === "sip:" ? "" : lower) + user + address + rest;
}

/** A SIP URI with a further parameter; those stand before the headers. */
export function withParameter(uri: string, parameter: string): string {
  return uri.replace(/(\?.*)?$/s, `;${parameter}$1`);
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
