import * as z from "zod";
import type { Claim } from "../../lifecycle/claims";
import { accepts, listOf, word } from "../../lifecycle/schema";
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

/** A number in E.164 form; spaces, dots, dashes and parentheses are removed. */
export const e164 = () =>
  accepts(
    "a number in E.164 form: + and 2 to 15 digits, such as +14155550100",
    z
      .string()
      .transform((number) => number.replace(/[\s().-]/g, ""))
      .pipe(z.string().regex(/^\+[1-9]\d{1,14}$/)),
  );

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

/** A SIP URI for comparing: `sip:` is optional, and the case of a host name does not matter. */
export function comparableUri(uri: string): string {
  const [, scheme = "", user = "", host = uri, port = "", rest = ""] = sipUriParts.exec(uri) ?? [];
  return (
    (scheme.toLowerCase() === "sip:" ? "" : scheme.toLowerCase()) + user + host.toLowerCase() + port + rest
  );
}

/** Whether two values are the same SIP URI; the vendor may show one without `sip:`. */
export function sameUri(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && comparableUri(one) === comparableUri(other);
}

/**
 * A list as the vendor shows it, in the known order if it has the same members: no page says that the order has a
 * meaning at the vendor, or that it is kept.
 */
export function inKnownOrder(shown: readonly string[], known: readonly string[] | undefined): string[] {
  const same = known?.length === shown.length && known.every((item) => shown.includes(item));
  return [...(same ? known : shown)];
}
