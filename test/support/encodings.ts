/** A form in which a server may repeat what it was sent. Shares no code with what removes secrets. */
export interface Encoding {
  readonly name: string;
  readonly encode: (secret: string) => string;
  /** The notations without which it is not found, by a part of their name; none for what is found as it is. */
  readonly needs: readonly string[];
}

const code = (character: string, radix: number, width = 0): string =>
  (character.codePointAt(0) ?? 0).toString(radix).padStart(width, "0");
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const units = (text: string): string[] => text.split("");
const bytes = (text: string): string[] =>
  [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, "0"));
const withUser = (secret: string): Buffer => Buffer.from(`user:${secret}`);

const percent = ["percent", "plus"];

/** The encodings that a search for secrets must know, and redaction must find. */
export const encodings: readonly Encoding[] = [
  { name: "as it is", encode: (secret) => secret, needs: [] },
  { name: "trimmed", encode: (secret) => secret.trim(), needs: [] },
  { name: "JSON", encode: inJson, needs: ["JSON"] },
  { name: "JSON in JSON", encode: (secret) => inJson(inJson(secret)), needs: ["JSON"] },
  {
    name: "unicode escapes",
    encode: (secret) =>
      units(secret)
        .map((unit) => `\\u${code(unit, 16, 4)}`)
        .join(""),
    needs: ["JSON"],
  },
  {
    name: "unicode escapes in capitals",
    encode: (secret) =>
      units(secret)
        .map((unit) => `\\u${code(unit, 16, 4).toUpperCase()}`)
        .join(""),
    needs: ["JSON"],
  },
  { name: "slash escapes", encode: (secret) => inJson(secret).replaceAll("/", "\\/"), needs: ["JSON"] },
  {
    name: "HTML entities with names",
    encode: (secret) =>
      secret
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&apos;"),
    needs: ["HTML"],
  },
  {
    name: "HTML entities with numbers",
    encode: (secret) => Array.from(secret, (character) => `&#${code(character, 10)};`).join(""),
    needs: ["HTML"],
  },
  {
    name: "HTML entities with hexadecimal numbers",
    encode: (secret) => Array.from(secret, (character) => `&#x${code(character, 16)};`).join(""),
    needs: ["HTML"],
  },
  { name: "percent", encode: (secret) => encodeURIComponent(secret), needs: percent },
  { name: "percent, as in a whole URL", encode: (secret) => encodeURI(secret), needs: ["percent"] },
  {
    name: "percent in small letters",
    encode: (secret) => encodeURIComponent(secret).replace(/%../g, (match) => match.toLowerCase()),
    needs: percent,
  },
  {
    name: "every byte in percent",
    encode: (secret) =>
      bytes(secret)
        .map((byte) => `%${byte}`)
        .join(""),
    needs: percent,
  },
  {
    name: "percent in percent",
    encode: (secret) => encodeURIComponent(encodeURIComponent(secret)),
    needs: percent,
  },
  {
    name: "a form",
    encode: (secret) => new URLSearchParams([["", secret]]).toString().slice(1),
    needs: ["plus"],
  },
  { name: "base64", encode: (secret) => Buffer.from(secret).toString("base64"), needs: ["base64"] },
  { name: "base64url", encode: (secret) => Buffer.from(secret).toString("base64url"), needs: ["base64"] },
  {
    name: "base64 of user:password",
    encode: (secret) => withUser(secret).toString("base64"),
    needs: ["base64"],
  },
  {
    name: "base64url of user:password",
    encode: (secret) => withUser(secret).toString("base64url"),
    needs: ["base64"],
  },
  {
    name: "base64 of user:password, as a part of a path",
    encode: (secret) => `/v2/${withUser(secret).toString("base64url")}/things`,
    needs: ["base64"],
  },
  {
    name: "base64 in a URL",
    encode: (secret) => encodeURIComponent(withUser(secret).toString("base64")),
    needs: ["base64"],
  },
];
