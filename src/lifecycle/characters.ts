/**
 * Characters that nobody sees: controls, and what only formats text, such as a zero-width space or a mark for the direction
 * of writing. A paste brings them along, and a service compares them.
 */
const invisible = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|\u{2800}/u;

const names: Readonly<Record<string, string>> = {
  "\0": "null character",
  "\t": "tab",
  "\n": "line feed",
  "\r": "carriage return",
  "\u{1B}": "escape",
  "\u{AD}": "soft hyphen",
  "\u{200B}": "zero-width space",
  "\u{200C}": "zero-width non-joiner",
  "\u{200D}": "zero-width joiner",
  "\u{200E}": "left-to-right mark",
  "\u{200F}": "right-to-left mark",
  "\u{2060}": "word joiner",
  "\u{FEFF}": "byte order mark",
};

/** The first invisible character, in words: `U+200B (zero-width space) at position 4`; undefined where there is none. */
export function invisibleIn(text: string): string | undefined {
  const characters = Array.from(text);
  const index = characters.findIndex((character) => invisible.test(character));
  const found = characters[index];
  return found === undefined ? undefined : `${codePointOf(found)} at position ${index + 1}`;
}

/** A character by its code point, with its name where that is well known. */
export function codePointOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const name = names[character];
  return `U+${hex}${name === undefined ? "" : ` (${name})`}`;
}

/** A text without the white space around it, or why it is not a text that can be seen. */
export function visibleText(value: unknown): { readonly value: string } | { readonly remark: string } {
  if (typeof value !== "string") return { remark: "" };

  const text = value.trim();
  const hidden = invisibleIn(text);
  if (hidden !== undefined) return { remark: `: it has an invisible character, ${hidden}` };
  return text === "" ? { remark: "" } : { value: text };
}
