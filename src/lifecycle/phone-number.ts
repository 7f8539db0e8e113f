import { codePointOf, invisibleIn } from "./characters";
import { readAs, type Reading } from "./schema";

/** What an E.164 number is, in a sentence about what is accepted. */
export const e164Form = "a number in E.164 form: + and 2 to 15 digits, such as +14155550100";

const form = /^\+[1-9]\d{1,14}$/;

/** Characters that make numbers easier to read. */
const punctuation = /[\s().-]/g;

/**
 * A number in E.164 form; spaces, dots, dashes and parentheses are removed. What could be two numbers, or one that was
 * mutilated on its way, is refused with the number that was probably meant.
 */
export function e164() {
  return readAs(e164Form, readE164);
}

/** Reads a number in E.164 form. */
export function readE164(value: unknown): Reading<string> {
  if (typeof value === "number") return { remark: lostPlus(value) };
  if (typeof value !== "string") return { remark: "" };
  if (form.test(value)) return { value };
  // A tab or a line's end is white space, as in any other list of numbers.
  const text = value.trim().replace(/[\t\n\v\f\r]/g, " ");
  const hidden = invisibleIn(text);
  if (hidden !== undefined) return { remark: `: it has an invisible character, ${hidden}` };
  const flaw = flawOf(text);
  if (flaw !== undefined) return { remark: `: ${flaw}` };
  const plain = text.replace(punctuation, "");
  if (form.test(plain)) return { value: plain };
  return { remark: otherwise(plain) };
}

/** YAML and `pulumi config set --path` make an integer of a number, and drop its plus sign. */
function lostPlus(value: number): string {
  const meant = `+${value}`;
  const quoted = JSON.stringify(form.test(meant) ? meant : "+…");
  return (
    `: it is a number and not a text, so that a + at its beginning was lost. Write it in quotes, ${quoted}, and with ` +
    `'pulumi config set --path' add --type string`
  );
}

/** What makes a text more or less than one number; undefined where nothing does. */
function flawOf(text: string): string | undefined {
  const trunkPrefix = /\(\s*0\s*\)/.exec(text);
  if (trunkPrefix !== null) {
    const without = text.replace(trunkPrefix[0], "").replace(punctuation, "");
    // In Italy the 0 is part of the number.
    const meant = form.test(without) && !without.startsWith("+39") ? suggestion(without) : "";
    return `(0) is only dialed within the country, or belongs to the number${meant}`;
  }
  if (/\(\s*0\d/.test(text) && !/^\+\s*39\D/.test(text)) {
    return "it cannot be told whether the 0 in parentheses is dialed from abroad. Leave it out if it is not";
  }
  if (/^(sips?|tel):|@/i.test(text)) return "it is a URI and not a number";
  if (/\d\s*(;|,|#|(x|ext|extension)\.?\s*:?\s*\d)/i.test(text)) return "it has an extension";
  if (isSeveral(text)) return "it looks like a range, or several numbers. Write each number on its own";
  const letter = /\p{L}/u.exec(text);
  if (letter !== null) return `it has letters (${JSON.stringify(letter[0])})`;
  const stray = /[^\d+\s().-]/u.exec(text);
  if (stray === null) return undefined;
  const ascii = stray[0] < "\u{7F}";
  return `${JSON.stringify(stray[0])}${ascii ? "" : `, ${codePointOf(stray[0])},`} does not belong to a number`;
}

/** Whether a text may mean more than one number. Dashes between groups of digits are common within one. */
function isSeveral(text: string): boolean {
  if (/\+.*\d.*\+|\d\s*(\u{2013}|\u{2014}|\.\.|\/|\bto\b)\s*\d|\d\s+-\s+\d/iu.test(text)) return true;
  if (/\d\s*[*?]|\d[xX]+$/.test(text)) return true;
  // +14155550100-0109, a whole number before the only dash, and +1-415-555-0100-0109, too long for a number of +1.
  return (
    /^\+\d{10,}-\d+$/.test(text) || (text.includes("-") && /^\+1\d{11,}$/.test(text.replace(punctuation, "")))
  );
}

/** What was probably meant by a text that is digits and plus signs. */
function otherwise(plain: string): string {
  if (/^00[1-9]\d{1,14}$/.test(plain)) return `: 00 stands for +${suggestion(`+${plain.slice(2)}`)}`;
  if (/^[1-9]\d{10,14}$/.test(plain)) return `: it lacks the +${suggestion(`+${plain}`)}`;
  if (/^\d{7,10}$/.test(plain)) return ": it lacks the + and the country's code";
  if (plain.startsWith("+0")) return ": no country's code begins with 0";
  if (/^\+[1-9]\d{15,}$/.test(plain)) return `: it has ${plain.length - 1} digits`;
  return "";
}

function suggestion(number: string): string {
  return `; did you mean ${number}?`;
}
