/** A way to write a text so that it passes through something else: what is written in it must be read before it is searched. */
export interface Notation {
  readonly name: string;
  /** What is to be read in another way; global. A part at a cut (an ellipsis) reads as nothing. */
  readonly pattern: RegExp;
  /** What a match stands for. */
  readonly decode: (match: string) => string;
  /** True where what was read is plain text for certain, or nothing at all: it is not read again. */
  readonly isLast?: boolean;
}

/** Characters that HTML has a name for, as far as a name is likelier than the character itself. */
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  ast: "*",
  bsol: "\\",
  colon: ":",
  comma: ",",
  commat: "@",
  dollar: "$",
  equals: "=",
  excl: "!",
  grave: "`",
  gt: ">",
  hat: "^",
  lbrace: "{",
  lbrack: "[",
  lowbar: "_",
  lpar: "(",
  lt: "<",
  nbsp: "\u00a0",
  num: "#",
  percnt: "%",
  period: ".",
  plus: "+",
  quest: "?",
  quot: '"',
  rbrace: "}",
  rbrack: "]",
  rpar: ")",
  semi: ";",
  sol: "/",
  verbar: "|",
};

const controls: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * The notations in which an answer may repeat what was sent. Each is read by itself and inside the others (JSON in JSON,
 * base64 in a URL), so a secret needs no list of its own encoded forms.
 */
export const notations: readonly Notation[] = [
  {
    name: "escapes of JSON and JavaScript",
    pattern:
      /\\(?:u[\da-fA-F]{4}|u\{[\da-fA-F]{1,6}\}|x[\da-fA-F]{2}|u[\da-fA-F]{0,3}(?=…)|x[\da-fA-F]?(?=…)|(?=…)|["'`\\/bfnrt])/g,
    decode: unescaped,
  },
  {
    name: "HTML entities",
    pattern: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});|&#?x?[\da-z]{0,6}(?=…)/gi,
    decode: entity,
  },
  { name: "percent signs of a URL", pattern: /(?:%[\da-f]{2})+|%[\da-f]?(?=…)/gi, decode: percent },
  {
    name: "plus signs of a form",
    pattern: /\+|(?:%[\da-f]{2})+|%[\da-f]?(?=…)/gi,
    decode: (match) => (match === "+" ? " " : percent(match)),
  },
  // Also base64url. Where a run of its letters begins before the encoded text, that begins at one of four places.
  ...[0, 1, 2, 3].map((start) => ({
    name: `base64 from letter ${start + 1}`,
    pattern: /[\w+/-]{4,}={0,2}/g,
    decode: (run: string) =>
      (start === 0 ? "\n" : "\ufffd") + Buffer.from(run.slice(start), "base64").toString() + "\n",
    isLast: true,
  })),
];

function unescaped(match: string): string {
  const [, code] = /^\\(?:u([\da-f]{4})|u\{([\da-f]+)\}|x([\da-f]{2}))$/i.exec(match)?.filter(Boolean) ?? [];
  if (code !== undefined) return codePoint(parseInt(code, 16));
  const letter = match.slice(1);
  return /^[ux]/.test(letter) ? "" : (controls[letter] ?? letter);
}

function entity(match: string): string {
  if (!match.endsWith(";")) return "";
  const [, hex, decimal, name = ""] = /^&(?:#x([\da-f]+)|#(\d+)|([a-z]+));$/i.exec(match) ?? [];
  if (hex !== undefined) return codePoint(parseInt(hex, 16));
  if (decimal !== undefined) return codePoint(Number(decimal));
  return entities[name.toLowerCase()] ?? match;
}

function percent(match: string): string {
  const bytes = match.match(/[\da-f]{2}/gi) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 16))).toString();
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
