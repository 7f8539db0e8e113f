/** Part of a text. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/** Shorter secrets are parts of other words. */
const shortest = 4;

/** Letters alone, up to this many, may be part of a longer word: `other` is in `another`. */
const longestWord = 7;

/** Words of this package's own messages. Removed everywhere, they would show by the gaps which of them is the secret. */
const ownWords = new Set(
  (
    "accepted account adopt again already answer answered attached auth authorization bearer cannot change check config " +
    "create created credentials declared delete deleted diff does each endpoint environment error exists expired failed " +
    "field from gateway gateways given host http https inbound invalid known limit list look message missing name named " +
    "none nothing number numbers object operation outbound password phone program project provider pulumi read refused " +
    "request required resource secret sent set settings shown signalwire simulator space state that then there this " +
    "time token transport trunk update user username value vendor videosdk with word"
  ).split(" "),
);

/** Words that a sentence can have after «password» without meaning the password. */
const smallWords = new Set(
  "a an and are as at be but by can do for i if in is it its may no not of on or so than the to too was we you".split(
    " ",
  ),
);

const name = String.raw`(?:password|passwd|pwd|pass|pin|secret|token|key|credentials?|auth|authorization|basic|bearer)`;

/** What comes before a value that stands alone, and after it; a name in JSON is none. */
const opened = /(?:^|\n|(?<!\p{L})['"`«“‘([{=&?|]|[:,;] ?)$/u;
const closed = /^(?:$|\n|['"`»”’](?!\s*:)|[)\]}&|,;]|\.(?:\s|$)| \(HTTP)/u;
/** What comes before a value that has a name. */
const assigned = /=\s?$/;
const named = new RegExp(String.raw`\b${name}(?:\s*:\s*|\s+(?:is\s+)?)$`, "i");

/** Where a text has a secret: everywhere, or where an ordinary word can be nothing else. */
export function placesOf(text: string, secret: string): readonly Place[] {
  const places: Place[] = [];
  const isOrdinary = secret.length < shortest || ownWords.has(secret.toLowerCase());
  const isWord = secret.length <= longestWord && /^\p{L}+$/u.test(secret);
  for (let from = text.indexOf(secret); from >= 0; from = text.indexOf(secret, from + 1)) {
    const to = from + secret.length;
    if (!isOrdinary && (!isWord || isAlone(text, from, to))) places.push({ from, to });
    else if (isOrdinary && isAlone(text, from, to)) places.push(...meant(text, secret, from, to));
  }
  return places;
}

/** Whether it is no part of a word. */
function isAlone(text: string, from: number, to: number): boolean {
  return !/[\p{L}\p{N}\ufffd]$/u.test(text.slice(0, from)) && !/^[\p{L}\p{N}\ufffd]/u.test(text.slice(to));
}

function meant(text: string, secret: string, from: number, to: number): Place[] {
  const [before, after] = [text.slice(Math.max(0, from - 40), from), text.slice(to)];
  if (assigned.test(before) || (opened.test(before) && closed.test(after))) return [{ from, to }];
  if (!named.test(before)) return [];
  // After «password», a word of the sentence and the secret look alike, so neither is shown.
  const rest = smallWords.has(secret.toLowerCase())
    ? (/^.*?(?=;|\n| \(HTTP|$)/.exec(after)?.[0].length ?? 0)
    : 0;
  return [{ from, to: to + rest }];
}
