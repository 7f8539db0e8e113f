import type { VendorComplaint } from "../../http/errors";

/** One thing that the vendor says is wrong. */
interface Entry {
  /** The field it is about. */
  readonly attribute: string | undefined;
  readonly words: string;
  /** The vendor's code, such as `not_unique_within_project`. */
  readonly code: string | undefined;
}

/**
 * The vendor's words in the body of an error answer: every entry, each with its field first and its code last. Each of
 * the two APIs has its own form, and some routes have others, so all of them are read.
 */
export function readComplaint(body: unknown): VendorComplaint {
  if (typeof body === "string") return { message: body.trim() };
  const entries = entriesIn(body);
  return {
    message: entries.map(sentence).join("; "),
    code: entries.find(({ code }) => code !== undefined)?.code,
  };
}

function entriesIn(body: unknown): Entry[] {
  const { errors, error } = asObject(body);
  const several = Array.isArray(errors) ? errors.flatMap(entriesOf) : entriesOf(errors);
  if (several.length > 0) return several;
  const single = entriesOf(error);
  return single.length > 0 ? single : entriesOf(body);
}

/** An entry of either API's form, a bare text, or fields with their complaints: `{"uri": ["is taken"]}`. */
function entriesOf(value: unknown): Entry[] {
  const bare = textOf(value);
  if (bare !== undefined) return [{ attribute: undefined, words: bare, code: undefined }];
  const entry = asObject(value);
  const words = textsOf(entry["message"]) ?? textsOf(entry["detail"]) ?? textOf(entry["title"]);
  const code = codeOf(entry["code"]);
  if (words === undefined && code === undefined) return Object.entries(entry).flatMap(byField);
  return [{ attribute: textOf(entry["attribute"]), words: words ?? "", code }];
}

function byField([attribute, complaints]: [string, unknown]): Entry[] {
  const texts = (Array.isArray(complaints) ? complaints : []).map(textOf);
  return texts.flatMap((words) => (words === undefined ? [] : [{ attribute, words, code: undefined }]));
}

/** A code that says more than the status; one API repeats the status as the code. */
function codeOf(value: unknown): string | undefined {
  const code = textOf(value);
  return code === undefined || /^\d+$/.test(code) ? undefined : code;
}

function sentence({ attribute, words, code }: Entry): string {
  const field = attribute === undefined ? "" : `${attribute}: `;
  if (code === undefined) return field + words;
  return words === "" ? field + code : `${field}${words} (${code})`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** A text, or several of them. */
function textsOf(value: unknown): string | undefined {
  const texts = (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join("; ");
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
