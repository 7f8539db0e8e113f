import { z } from "zod";
import { jsonAnswer, Refusal, type Answer } from "../route.js";
import type { SignalWireBehaviour } from "./behaviour.js";

/** SignalWire's two APIs. Their 422 answers have different shapes. */
export type Api = "fabric" | "relay";

/** The API that a path belongs to. */
export function apiOf(url: string): Api {
  return url.startsWith("/api/fabric/") ? "fabric" : "relay";
}

/** One thing that is wrong with a request. */
export interface Problem {
  /** One of the vendor's error codes. */
  readonly code: string;
  /** The parameter that is wrong. */
  readonly attribute: string;
  /** What is wrong, to be read after the parameter's name. */
  readonly message: string;
}

/** A 422 that names every parameter that is wrong. */
export class ParameterRefusal extends Refusal {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(422);
    this.problems = problems;
  }
}

/** @throws Refusal 422 when there are any problems. */
export function refuseAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ParameterRefusal(problems);
}

/** The answer to a refused request. */
export function refusalAnswer(refusal: Refusal, api: Api, behaviour: SignalWireBehaviour): Answer {
  const { status, message } = refusal;
  if (!(refusal instanceof ParameterRefusal)) return errorAnswer(status, message, behaviour);
  const { problems } = refusal;
  const shape = behaviour.errorShape === "documented" ? api : behaviour.errorShape;
  return jsonAnswer(status, { errors: problems.map((problem) => entry(status, problem, shape, behaviour)) });
}

/** The answer to a request that fails for another reason than its parameters. */
export function errorAnswer(status: number, message: string, behaviour: SignalWireBehaviour): Answer {
  switch (behaviour.errorShape) {
    case "documented":
      return jsonAnswer(status, { error: message });
    case "relay":
      return jsonAnswer(status, {
        errors: [{ detail: message, status: String(status), title: message, code: String(status) }],
      });
    case "fabric":
      return jsonAnswer(status, {
        errors: [{ type: "request_error", code: String(status), message, attribute: null, url: codesPage }],
      });
    case "plain":
      return jsonAnswer(status, { errors: [message] });
  }
}

const codesPage = "https://signalwire.com/docs/apis/error-codes";

function entry(
  status: number,
  problem: Problem,
  shape: Api | "plain",
  behaviour: SignalWireBehaviour,
): Record<string, string> | string {
  const { code, attribute } = problem;
  const sentence = `${spokenName(attribute)} ${problem.message}`;
  switch (shape) {
    case "plain":
      return sentence;
    case "fabric":
      return { type: "validation_error", code, message: sentence, attribute, url: codesPage };
    case "relay":
      return {
        detail: sentence,
        status: String(status),
        title: "Invalid Attribute",
        code: behaviour.relayErrorCodes === "listed" ? code : String(status),
      };
  }
}

/** `call_request_url` is `Call request url` in a sentence. */
function spokenName(attribute: string): string {
  const words = attribute.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The valid fields of a request, and the problems of the others. */
export interface Checked<T> {
  readonly fields: Partial<T>;
  readonly problems: readonly Problem[];
}

/** A refinement that fails with one of the vendor's error codes. */
export function failing(code: string, error: string): { error: string; params: { code: string } } {
  return { error, params: { code } };
}

/** A text that is not blank. Refinements added to it run only then. */
export const text = z.string().refine((value) => value.trim() !== "", {
  ...failing("missing_required_parameter", "can't be blank"),
  abort: true,
});

/** An http or https URL. */
export const httpUrl = z
  .string()
  .refine(isHttpUrl, failing("not_an_http_url", "must be an HTTP or HTTPS URL"));

/** The parameters of a body; none when the body is not an object. */
export function parametersOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

/**
 * Checks every parameter that is present by its schema, even after a problem. Unknown parameters are ignored.
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
