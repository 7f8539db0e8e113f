/** A piece of a program that is printed as it is: a reference. */
export class Reference {
  constructor(readonly text: string) {}
}

/** A call with one text. */
export class Call {
  constructor(
    readonly callee: string,
    readonly argument: string,
  ) {}
}

/** The width that prettier gives a line by default. */
const width = 80;

/** After a shorter key, prettier never breaks a line. */
const shortestBroken = 5;

/** A text as prettier writes it: in double quotes, unless that takes more escapes. */
export function literal(text: string): string {
  const double = JSON.stringify(text);
  const count = (quote: string): number => text.split(quote).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** An object with its fields on lines of their own, as prettier keeps it. */
export function objectText(fields: Readonly<Record<string, unknown>>, indent: string): string {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = entries.map(([key, value]) => `${inner}${property(keyText(key), value, inner)},\n`);
  return `{\n${lines.join("")}${indent}}`;
}

/**
 * `new videosdk.SipTrunk("carrier", { … })`, after what is before it on its line.
 *
 * @param options the variable of its options, where it has some
 */
export function constructionText(
  before: string,
  callee: string,
  name: string,
  fields: Readonly<Record<string, unknown>>,
  options?: string,
): string {
  const head = `${before}new ${callee}(${literal(name)}, `;
  const last = options === undefined ? "" : `, ${options}`;
  const body = objectText(fields, "");
  // What spans lines stays beside the bracket only as the last argument.
  if (body === "{}" ? `${head}{}${last});`.length <= width : last === "" && `${head}{`.length <= width)
    return `${head}${body}${last});`;
  const lines = [literal(name), objectText(fields, "  "), ...(options === undefined ? [] : [options])];
  return `${before}new ${callee}(\n${lines.map((line) => `  ${line},\n`).join("")});`;
}

function property(key: string, value: unknown, indent: string): string {
  const flat = `${key}: ${flatText(value) ?? ""}`;
  const isFlat = flatText(value) !== undefined;
  if (isFlat && indent.length + flat.length + 1 <= width) return flat;
  if (value instanceof Call)
    return `${key}: ${value.callee}(\n${indent}  ${literal(value.argument)},\n${indent})`;
  // A text or a reference that is too long goes to a line of its own, where that saves more than it takes.
  if (typeof value === "string" || value instanceof Reference)
    return key.length < shortestBroken ? flat : `${key}:\n${indent}  ${flatText(value) ?? ""}`;
  return `${key}: ${valueText(value, indent)}`;
}

function valueText(value: unknown, indent: string): string {
  if (Array.isArray(value)) return arrayText(value, indent);
  if (isFields(value)) return objectText(value, indent);
  return flatText(value) ?? "undefined";
}

function arrayText(items: readonly unknown[], indent: string): string {
  if (items.length === 0) return "[]";
  const inner = `${indent}  `;
  if (items.every((item) => typeof item === "number")) return filled(items.map(String), indent);
  return `[\n${items.map((item) => `${inner}${valueText(item, inner)},\n`).join("")}${indent}]`;
}

/** Numbers share lines. */
function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + 2 + last.length + item.length + 2 <= width)
      lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`${item},`);
  }
  return `[\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}]`;
}

/** A value on one line; undefined where it takes several. */
function flatText(value: unknown): string | undefined {
  if (value instanceof Reference) return value.text;
  if (value instanceof Call) return `${value.callee}(${literal(value.argument)})`;
  if (typeof value === "string") return literal(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  if (Array.isArray(value)) {
    const items = value.map(flatText);
    return items.some((item) => item === undefined) ? undefined : `[${items.join(", ")}]`;
  }
  return isFields(value) && Object.keys(value).length === 0 ? "{}" : undefined;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
}
