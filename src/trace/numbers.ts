/** Characters that make numbers easier to read. */
const punctuation = /[\s().-]/g;

const e164 = /^\+[1-9]\d{1,14}$/;

/**
 * The number that a text means, in E.164 form: with or without its `+`, with `00` for it, in a `tel:` or `sip:` URI. Undefined
 * where it is none, or lacks the country's code.
 */
export function numberIn(text: string): string | undefined {
  const [user = ""] = text
    .trim()
    .replace(/^(?:tel|sips?):/i, "")
    .split(/[@;]/);
  const plain = user.replace(punctuation, "").replace(/^00(?=[1-9])/, "+");
  if (e164.test(plain)) return plain;
  // Without the +, a shorter text may be an extension or lack the country's code.
  return /^[1-9]\d{10,14}$/.test(plain) ? `+${plain}` : undefined;
}

/** Whether a text may be a number without its country's code, or with another prefix in front of it. */
export function mayMean(text: string, number: string): boolean {
  const digits = text.replace(/\D/g, "").replace(/^0+/, "");
  return text !== number && digits.length >= 7 && number.endsWith(digits);
}

/** What a pattern of callers says of one: it fits, fits only without regard to the `+`, or does not. */
export type CallerFit = "in" | "written otherwise" | "out";

/** Whether a list lets a caller in. In its entries, `*` stands for any digits. */
export function callerFit(patterns: readonly string[], caller: string): CallerFit {
  const fits = (text: string, without: RegExp): boolean =>
    patterns.some((pattern) =>
      expressionOf(pattern.trim().replace(without, "")).test(text.replace(without, "")),
    );
  if (fits(caller, /^(?!)/)) return "in";
  return fits(caller, /^\+/) ? "written otherwise" : "out";
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("\\d*")}$`);
}
