/** The mark where a text was shortened. */
const ellipsis = "…";

/** The text in at most this many characters; where it is longer, an ellipsis replaces its end. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - ellipsis.length) + ellipsis;
}

/**
 * The text without any of the secrets, longest first so that no part of one is left after another was removed: in every
 * notation in which an answer may repeat them, and also where a long message was cut off inside one.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return [...new Set(secrets.flatMap(notations))]
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => withoutCut(clean.replaceAll(secret, "[secret]"), secret), text);
}

/** Shorter secrets are not looked for in URL notation: a single space would remove every plus sign. */
const shortestEncoded = 4;

/** A secret as it is, inside JSON, in a URL, in a form, and as credentials are sent. */
function notations(secret: string): string[] {
  const plain = [secret, JSON.stringify(secret).slice(1, -1)];
  if (secret.length < shortestEncoded) return plain;
  // encodeURIComponent throws for a lone surrogate.
  const wellFormed = Buffer.from(secret).toString();
  return [
    ...plain,
    encodeURIComponent(wellFormed),
    new URLSearchParams([["", wellFormed]]).toString().slice(1),
    Buffer.from(secret).toString("base64"),
  ];
}

function withoutCut(text: string, secret: string): string {
  for (let length = secret.length - 1; length > 0; length -= 1) {
    const cut = secret.slice(0, length) + ellipsis;
    if (text.includes(cut)) return text.replaceAll(cut, `[secret]${ellipsis}`);
  }
  return text;
}
