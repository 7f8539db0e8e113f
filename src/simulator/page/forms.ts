import { allSwitches } from "../behaviour.js";

/** The fields of a form as the browser sends them. */
export type Fields = Readonly<Record<string, string>>;

const numbers: readonly string[] = ["nth", "times", "status", "milliseconds", "bytes"];
const texts: readonly string[] = ["kind", "method", "path", "when", "location", "proxy"];

/** A fault from the fields of its form. What is left empty is left out; what is no number stays text, and is refused. */
export function faultFrom(fields: Fields): Readonly<Record<string, unknown>> {
  const given = Object.entries(fields)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== "");
  return Object.fromEntries(
    given.flatMap(([name, value]) => {
      if (texts.includes(name)) return [[name, value]];
      if (numbers.includes(name)) return [[name, numberOr(value)]];
      return name === "retryAfter" ? [[name, numberOr(value)]] : [];
    }),
  );
}

/**
 * The switches that somebody turned: those whose field differs from what the page showed. Others may have been turned meanwhile, by
 * a test or on another page, and stay.
 */
export function turnedSwitches(fields: Fields): Readonly<Record<string, unknown>> {
  const vendor = fields["vendor"] ?? "";
  const shown = objectIn(fields["shown"] ?? "");
  const turned = allSwitches
    .filter((one) => one.vendor === vendor && fields[one.name] !== undefined)
    .map(({ name, form }) => [name, valueOf(form, fields[name] ?? "")] as const)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(shown[name]));
  return { [vendor]: Object.fromEntries(turned) };
}

function valueOf(form: "choice" | "count" | "texts", text: string): unknown {
  if (form === "count") return numberOr(text);
  if (form === "texts") return text.split(/[\s,]+/).filter((part) => part !== "");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function numberOr(text: string): number | string {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
