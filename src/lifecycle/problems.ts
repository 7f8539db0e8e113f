import type { z } from "zod";
import { presentable, withoutInlineSecrets } from "../http/presentable";
import { shorten } from "../http/redact";
import { unknownValue } from "./unknown";

/** One thing wrong with the inputs of a resource. */
export interface Problem {
  /** The field, as it is written in a program: `outbound.transport`, `phoneNumbers[1]`. */
  readonly field: string;
  /** What is wrong and what is accepted; holds the value unless the field is secret. */
  readonly reason: string;
}

/** A reason as a check gives it to the engine. The property stays empty: the CLI prints the value of a property that is named, secret or not. */
export function failure(reason: string): { property: string; reason: string } {
  return { property: "", reason: presentable(reason) };
}

/**
 * Turns the issues of an input schema into problems.
 *
 * @param input what was checked, for showing the refused values
 * @param secrets dotted fields whose values are never shown, nor what is below them
 * @param origins where the program did not give a value itself, by field: «taken from the resource's name»
 */
export function problemsOf(
  error: z.ZodError,
  input: unknown,
  secrets: readonly string[],
  origins: Readonly<Record<string, string>> = {},
): Problem[] {
  return error.issues.map((issue) => {
    const field = fieldName(issue.path);
    const kind = issue.code === "custom" ? (issue.params?.["kind"] as string | undefined) : undefined;
    if (kind === "sentence" || kind === "unknown-field") return { field, reason: issue.message };
    const value = valueAt(input, issue.path);
    if (value === undefined) return { field, reason: `is required. Accepted: ${issue.message}` };
    const plain = issue.path.filter((part) => typeof part === "string").join(".");
    const hidden = secrets.some((secret) => overlaps(plain, secret));
    const shown = hidden ? "the value given (not shown, it is a secret)" : show(value);
    const remark = hidden || issue.code !== "custom" ? "" : String(issue.params?.["remark"] ?? "");
    const origin = origins[field] === undefined ? "" : `, ${origins[field]},`;
    return {
      field,
      reason: `${shown}${origin} is not accepted${sentenceEnd(remark)} Accepted: ${issue.message}`,
    };
  });
}

/** The end of a sentence; one that ends with a question has it already. */
export function sentenceEnd(text: string): string {
  return text.endsWith("?") ? text : `${text}.`;
}

/** A value as a message may show it. */
export function show(value: unknown): string {
  const json = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? withoutInlineSecrets(part) : part,
  ) as string | undefined;
  if (json === undefined) return String(value);
  return shorten(json.replaceAll(JSON.stringify(unknownValue), "(not known yet)"), 120);
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === "number") return `${name}[${part}]`;
    return name === "" ? String(part) : `${name}.${String(part)}`;
  }, "");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? (value as never)[part] : undefined),
    input,
  );
}

/** Whether the two are the same or one contains the other: an object that holds a secret is itself secret. */
function overlaps(field: string, secret: string): boolean {
  return field === secret || field.startsWith(`${secret}.`) || secret.startsWith(`${field}.`) || field === "";
}

/**
 * Where a value may come from that the program did not give itself: a class takes a name that is left out from the
 * resource.
 */
export function originsOf(
  urn: string | undefined,
  raw: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  return urn !== undefined && raw["name"] === urn.replace(/^.*::/, "")
    ? { name: "taken from the resource's name" }
    : {};
}
