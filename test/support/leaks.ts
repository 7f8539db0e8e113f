import { encodings } from "./encodings.js";

/** Secrets by the names under which a test reports them. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * The names of the secrets that a text shows, in whatever encoding a server may have repeated them, with the encoding:
 * `set (base64)`.
 */
export function leaksIn(text: string, secrets: Secrets): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const encoding = encodings.find(({ encode }) => text.includes(encode(secret)));
    if (encoding === undefined) return [];
    return [encoding.name === "as it is" ? name : `${name} (${encoding.name})`];
  });
}

/** Names of settings, variables and arguments whose values are secrets. */
const secretName = /password|secret|token/i;

/** Shorter texts, such as a password of one letter, are in every message. */
const shortest = 6;

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
 * To be called with all that an operation said: output, errors and the debug log.
 *
 * @param secrets each secret with a name of it: thousands of resources may have one password
 * @throws when any of it shows a secret in any encoding
 */
export function assertNoLeaks(text: string, secrets: ReadonlyMap<string, string>): void {
  const leaks = [...secrets].flatMap(([secret, name]) => leaksIn(text, { [name]: secret }));
  if (leaks.length > 0) throw new Error(`a secret is shown: ${leaks.join(", ")}, in:\n${text}`);
}
