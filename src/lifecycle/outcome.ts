import type { Properties } from "./state";

/**
 * An operation that failed after the object came into being or began to change. The engine saves the object with the
 * error, and the next `up` calls update, whatever diff says. It is the only error that may carry an `id`: the engine
 * takes any error with one for this.
 */
export class PartialOutcome extends Error {
  override readonly name = "PartialOutcome";
  /** Id of the object. */
  readonly id: string;
  /** What state shall hold; includes the provider's text, without which the object could never be read again. */
  readonly properties: Properties;
  /** What the user is shown. */
  readonly reasons: string[];

  constructor(id: string, properties: Properties, reason: string) {
    super(reason);
    this.id = id;
    this.properties = properties;
    this.reasons = [reason];
    this.stack = "";
  }
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === "string") return thrown;
  try {
    // Declared as a text, but it is undefined for what JSON has no form for.
    const json: unknown = JSON.stringify(thrown);
    return typeof json === "string" ? json : String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

/**
 * A fresh error that holds nothing but a message. It has no stack because the host prints the stack of some operations
 * into the user's terminal, twice, where it says nothing of use.
 */
export function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}

/**
 * The text without any of the secrets, longest first so that none survives inside another: in no notation that an answer
 * may repeat them in, nor cut off where a long message was shortened.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return [...new Set(secrets.flatMap(notations))]
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => withoutCut(clean.replaceAll(secret, "[secret]"), secret), text);
}

/** Shorter secrets are not looked for in URLs: a blank alone would take every plus sign away. */
const shortestEncoded = 4;

/** A secret as it is, inside JSON, in a URL, in a form, and as credentials travel. */
function notations(secret: string): string[] {
  const plain = [secret, JSON.stringify(secret).slice(1, -1)];
  if (secret.length < shortestEncoded) return plain;
  // What is no well-formed text has no place in a URL.
  const wellFormed = Buffer.from(secret).toString();
  return [
    ...plain,
    encodeURIComponent(wellFormed),
    new URLSearchParams([["", wellFormed]]).toString().slice(1),
    Buffer.from(secret).toString("base64"),
  ];
}

/** The mark where a message was shortened. */
export const ellipsis = "…";

function withoutCut(text: string, secret: string): string {
  for (let length = secret.length - 1; length > 0; length -= 1) {
    const cut = secret.slice(0, length) + ellipsis;
    if (text.includes(cut)) return text.replaceAll(cut, `[secret]${ellipsis}`);
  }
  return text;
}

/** All texts at the dotted fields, and below them, of some properties. */
export function secretsIn(properties: unknown, fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const value = field
      .split(".")
      .reduce<unknown>(
        (at, key) => (typeof at === "object" && at !== null ? (at as Properties)[key] : undefined),
        properties,
      );
    return textsIn(value);
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * Why an object cannot be updated that the vendor no longer knows. Only a refresh may conclude that it is gone, so that the
 * user sees what happened before anything is created again.
 *
 * @param what the object, with its id
 */
export function vanished(what: string): Error {
  return new Error(`${what} no longer exists. Run 'pulumi refresh'; the next 'pulumi up' recreates it`);
}
