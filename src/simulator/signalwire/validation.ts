import { z } from "zod";
import type { Problem } from "./refusal.js";

/** Fields of a request that were found to be good, and what is wrong with the others. */
export interface Checked<T> {
  readonly fields: Partial<T>;
  readonly problems: readonly Problem[];
}

/** A refinement that fails with one of the vendor's error codes. */
export function failing(code: string, error: string): { error: string; params: { code: string } } {
  return { error, params: { code } };
}

/** A text with something in it; what else it must be is asked only then. */
export const text = z.string().refine((value) => value.trim() !== "", {
  ...failing("missing_required_parameter", "can't be blank"),
  abort: true,
});

/** An http or https URL. */
export const httpUrl = z
  .string()
  .refine(isHttpUrl, failing("not_an_http_url", "must be an HTTP or HTTPS URL"));

/** The parameters of a body; anything but an object has none. */
export function parametersOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

/**
 * Checks each parameter that is there by its schema, all of them even when one is wrong. Unknown ones are ignored.
 *
 * @param shape the schema of each known parameter
 */
export function checked<S extends z.ZodRawShape>(
  shape: S,
  parameters: Readonly<Record<string, unknown>>,
): Checked<z.output<z.ZodObject<S>>> {
  const fields: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [attribute, schema] of Object.entries(shape)) {
    if (!(attribute in parameters)) continue;
    const result = z.safeParse(schema, parameters[attribute], { reportInput: true });
    if (result.success) fields[attribute] = result.data;
    else problems.push(...result.error.issues.map((issue) => ({ attribute, ...worded(issue) })));
  }
  return { fields: fields as Partial<z.output<z.ZodObject<S>>>, problems };
}

function worded(issue: z.core.$ZodIssue): Omit<Problem, "attribute"> {
  if (issue.code === "custom") {
    const code: unknown = issue.params?.["code"];
    return { code: typeof code === "string" ? code : "invalid_parameter", message: issue.message };
  }
  const isEntry = issue.path.length > 0;
  if (issue.code === "invalid_type" && !isEntry) {
    return issue.expected === "array"
      ? { code: "not_an_array_of_strings", message: "must be an array of strings" }
      : { code: "not_a_string", message: "must be a string" };
  }
  return isEntry
    ? {
        code: "list_contains_invalid_entries",
        message: `contains an invalid entry: ${JSON.stringify(issue.input)}`,
      }
    : { code: "invalid_parameter", message: "is not included in the list" };
}

function isHttpUrl(value: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}
