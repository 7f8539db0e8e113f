import { notations, type Notation } from "./notations";
import { placesOf } from "./ordinary-secrets";

/** The mark where a text was shortened. */
const ellipsis = "…";

/** What is shown in place of a secret. */
const mask = "[secret]";

/** How many notations may be inside one another, as JSON in a text in JSON. */
const deepest = 3;

/** The text in at most this many characters; where it is longer, an ellipsis replaces its end. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - ellipsis.length) + ellipsis;
}

/**
 * The text without any of the secrets: in every notation in which an answer may repeat them, and also where a long message
 * was cut off inside one. A secret that is an ordinary word is removed only where it is certainly meant, because the gaps in
 * a sentence would say which word it is.
 *
 * @param known the notations that are read; all by default
 */
export function redact(
  text: string,
  secrets: readonly string[],
  known: readonly Notation[] = notations,
): string {
  const wanted = [...new Set(secrets.flatMap((secret) => [secret, secret.trim()]))].filter(
    (one) => one !== "",
  );
  if (wanted.length === 0) return text;
  const found = readingsOf(text, known).flatMap((reading) =>
    wanted.flatMap((secret) => spansOf(reading, secret)),
  );
  return masked(text, found);
}

/** A part of the original text. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The text as it reads in some notations, with the part of the original that each of its characters stands for. */
interface Reading {
  readonly text: string;
  readonly origins: readonly Span[];
  readonly isLast: boolean;
}

/** The text itself, and all that it reads as. */
function readingsOf(text: string, known: readonly Notation[]): readonly Reading[] {
  const origins = Array.from({ length: text.length }, (_, index) => ({ from: index, to: index + 1 }));
  const readings = new Map<string, Reading>([[text, { text, origins, isLast: false }]]);
  let latest = [...readings.values()];
  for (let depth = 0; depth < deepest && latest.length > 0; depth += 1) {
    const next: Reading[] = [];
    for (const reading of latest.filter(({ isLast }) => !isLast)) {
      for (const notation of known) {
        const found = read(reading, notation);
        if (readings.has(found.text)) continue;
        readings.set(found.text, found);
        next.push(found);
      }
    }
    latest = next;
  }
  return [...readings.values()];
}

function read({ text, origins }: Reading, { pattern, decode, isLast = false }: Notation): Reading {
  const pieces: string[] = [];
  const places: Span[] = [];
  let end = 0;
  const copy = (to: number): void => {
    pieces.push(text.slice(end, to));
    for (const place of origins.slice(end, to)) places.push(place);
  };
  for (const match of text.matchAll(pattern)) {
    copy(match.index);
    end = match.index + match[0].length;
    const decoded = decode(match[0]);
    const whole = { from: origins[match.index]?.from ?? 0, to: origins[end - 1]?.to ?? 0 };
    pieces.push(decoded);
    places.push(...Array<Span>(decoded.length).fill(whole));
  }
  copy(text.length);
  return { text: pieces.join(""), origins: places, isLast };
}

function spansOf({ text, origins }: Reading, secret: string): Span[] {
  const whole = placesOf(text, secret).map(({ from, to }) => ({
    from: origins[from]?.from ?? 0,
    to: origins[to - 1]?.to ?? 0,
  }));
  // Up to the ellipsis: half a character may be left before it.
  const cut = cutPlaces(text, secret).map(({ from, to }) => ({
    from: origins[from]?.from ?? 0,
    to: origins[to]?.from ?? 0,
  }));
  return [...whole, ...cut];
}

/** Where the text was cut off inside the secret: from its beginning to the ellipsis. */
function cutPlaces(text: string, secret: string): Span[] {
  const places: Span[] = [];
  for (let cut = text.indexOf(ellipsis); cut >= 0; cut = text.indexOf(ellipsis, cut + 1)) {
    // What no byte of a cut-off notation stands for.
    const end = text.slice(0, cut).replace(/[\ufffd\n]+$/, "").length;
    for (let length = Math.min(secret.length - 1, end); length > 0; length -= 1) {
      if (!text.startsWith(secret.slice(0, length), end - length)) continue;
      places.push({ from: end - length, to: cut });
      break;
    }
  }
  return places;
}

function masked(text: string, spans: readonly Span[]): string {
  let clean = "";
  let end = 0;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    if (to <= end) continue;
    clean +=
      from < end || (from === end && end > 0 && clean.endsWith(mask)) ? "" : text.slice(end, from) + mask;
    end = to;
  }
  return clean + text.slice(end);
}
