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
