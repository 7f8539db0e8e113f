import { debugLogIn, withoutDebugLog } from "./debug-log.js";
import { encodings } from "./encodings.js";
import { noteSearch, noteSecrets, shortest, type Kind } from "./search-tally.js";

/** Secrets by the names under which a test reports them. */
export type Secrets = Readonly<Record<string, string>>;

/** A text that shows a secret, and in which encoding. */
export interface Form {
  readonly text: string;
  readonly encoding: string;
}

/** The name of the encoding of {@link base64Anywhere}. */
const anywhere = "base64 behind any text";

/** The names of all encodings that a search knows. */
export const searchedEncodings: readonly string[] = [...encodings.map(({ name }) => name), anywhere];

/** The different forms in which a secret is looked for. */
export function formsOf(secret: string): readonly Form[] {
  const all = [
    ...encodings.map(({ name, encode }) => ({ text: encode(secret), encoding: name })),
    ...base64Anywhere(secret).map((text) => ({ text, encoding: anywhere })),
  ];
  return [...new Map(all.reverse().map((form) => [form.text, form])).values()].reverse();
}

/**
 * Base64 of the secret behind a user name or a project of any length, with anything behind it: the characters that depend
 * on nothing but the secret.
 */
function base64Anywhere(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const own = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)] as const;
    return (["base64", "base64url"] as const).map((alphabet) => bytes.toString(alphabet).slice(...own));
  });
}

/**
 * The names of the secrets that a text shows, in whatever encoding a server may have repeated them, with the encoding:
 * `set (base64)`. The whole run is searched for them too.
 */
export function leaksIn(text: string, secrets: Secrets): string[] {
  noteSecrets(Object.values(secrets));
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const form = formsOf(secret).find((one) => text.includes(one.text));
    if (form === undefined) return [];
    return [form.encoding === "as it is" ? name : `${name} (${form.encoding})`];
  });
}

/** Names of settings, variables and arguments whose values are secrets. */
const secretName = /password|secret|token/i;

/** Every text at or below a secret name, by its place. */
export function secretsAmong(value: unknown, place = "", isSecret = false): Secrets {
  if (typeof value === "string") return isSecret && value.trim().length >= shortest ? { [place]: value } : {};
  if (typeof value !== "object" || value === null) return {};
  const all = Object.entries(value).map(([key, item]) =>
    // Hidden arguments name what is secret, and hold none.
    key.startsWith("__") ? {} : secretsAmong(item, `${place}/${key}`, isSecret || secretName.test(key)),
  );
  return Object.assign({}, ...all) as Secrets;
}

/**
 * To be called with all that an operation said, logged, kept or wrote.
 *
 * @param kind what the text is; `npm test` says how many of each kind were searched
 * @param secrets each secret with a name of it: thousands of resources may have one password
 * @throws when any of it shows a secret in any encoding
 */
export function assertNoLeaks(kind: Kind, text: string, secrets: ReadonlyMap<string, string>): void {
  // A text that is searched for nothing is not a proof of anything.
  if (secrets.size === 0) return;
  const leaks = [...secrets].flatMap(([secret, name]) => leaksIn(text, { [name]: secret }));
  noteSearch(kind, text, leaks.length > 0);
  if (leaks.length > 0) throw new Error(`a secret is shown (${kind}): ${leaks.join(", ")}, in:\n${text}`);
}

/** The same for what a process has printed, among which there may be lines of the debug log. */
export function assertNoPrintedLeaks(printed: string, secrets: ReadonlyMap<string, string>): void {
  assertNoLeaks("output", withoutDebugLog(printed), secrets);
  assertNoLeaks("debug log", debugLogIn(printed), secrets);
}
