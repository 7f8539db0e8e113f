/**
 * Forms of one value. A vendor may show what it was sent in another form: a host in capitals, a password as asterisks.
 * That is no drift, so state keeps the program's form, and an `up` has nothing to do. Each rule is one entry of a list:
 * a test leaves out one after the other and sees a difference that never ends.
 */

/** Makes one form of two that mean the same. */
export type Rule = (text: string, context: FormContext) => string;

/** What a form may depend on. */
export interface FormContext {
  /** The port that a host without one has. */
  readonly defaultPort: string;
}

/** The default port of SIP, and with TLS. */
export const sipPort = { plain: "5060", tls: "5061" } as const;

/** Words of an enumeration, such as a transport: their case has no meaning. */
export const wordRules: readonly Rule[] = [(word) => word.trim(), (word) => word.toLowerCase()];

/** Hosts of SIP peers with an optional port. */
export const hostRules: readonly Rule[] = [
  (host) => host.trim(),
  (host) => host.toLowerCase(),
  (host) => host.replace(/\.(?=:\d+$|$)/, ""),
  (host, { defaultPort }) =>
    host.endsWith(`:${defaultPort}`) ? host.slice(0, -defaultPort.length - 1) : host,
];

/** Texts of which only white space around them has no meaning. */
export const textRules: readonly Rule[] = [(text) => text.trim()];

/** Whether two texts are forms of one value. */
export function sameForm(
  one: string,
  other: string,
  rules: readonly Rule[],
  context: FormContext = { defaultPort: sipPort.plain },
): boolean {
  return one === other || comparableForm(one, rules, context) === comparableForm(other, rules, context);
}

/** The one form that all forms of a value have in common. */
export function comparableForm(
  text: string,
  rules: readonly Rule[],
  context: FormContext = { defaultPort: sipPort.plain },
): string {
  return rules.reduce((result, rule) => rule(result, context), text);
}

/** A value as shown, in the form in which it is known if that means the same. */
export function inKnownForm<T extends string | undefined>(
  shown: T,
  known: string | undefined,
  rules: readonly Rule[],
  context?: FormContext,
): T | string {
  return known !== undefined && shown !== undefined && sameForm(shown, known, rules, context) ? known : shown;
}

/** A word in the form in which the vendor documents it; another one as it is. */
export function knownWord<T extends string | undefined>(shown: T, words: readonly string[]): T | string {
  const known = words.find((word) => shown !== undefined && sameForm(shown, word, wordRules));
  return known ?? shown;
}

/** Characters that stand for others in a mask, wherever they are. */
const maskRun = /[*•●▪█∙]{2,}|…/;

/** Texts that stand for a whole secret. */
const wholeMasks: readonly RegExp[] = [
  /^\s*$/,
  /^[*•●▪█∙…]+$/,
  /^([xX#.\-_?])\1{2,}$/,
  /^[[<({]*\s*(?:redacted|hidden|masked|protected|encrypted|filtered|secret|not shown)\s*[\]>)}]*$/i,
];

/** What a shown secret says: itself, nothing, or a part that the known one has or lacks. */
export function readSecret(shown: string | null | undefined, known: string | undefined): string | undefined {
  if (shown === null || shown === undefined) return known;
  if (known !== undefined && sameForm(shown, known, textRules)) return known;
  if (wholeMasks.some((mask) => mask.test(shown))) return known;
  if (!maskRun.test(shown)) return shown;
  const [start = "", ...rest] = shown.trim().split(maskRun);
  const end = rest.at(-1) ?? "";
  if (known === undefined) return undefined;
  const trimmed = known.trim();
  const agrees =
    trimmed.startsWith(start) && trimmed.endsWith(end) && trimmed.length >= start.length + end.length;
  return agrees ? known : undefined;
}
