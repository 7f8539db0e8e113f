import * as z from "zod";
import { visibleText } from "./characters";
import { nearest, type Synonyms } from "./nearest";
import { show } from "./problems";
import { isUnknown } from "./unknown";

/**
 * The building blocks of input schemas. What they add to zod: a value that is not known yet passes, and every issue
 * says what would be accepted, so that `problems.ts` can report all of them in one form.
 */

/** What an issue of these schemas says beyond its path. */
export type IssueKind = "value" | "sentence" | "unknown-field";

/** What a value means; or why it is not accepted, as the rest of the sentence «… is not accepted». */
export type Reading<T> = { readonly value: T } | { readonly remark: string };

/** A value as a function reads it. What the function says of a refused one stands before «accepted: …». */
export function readAs<T>(accepted: string, read: (value: unknown) => Reading<T>) {
  return z.unknown().transform((value, context): T => {
    if (isUnknown(value)) return value as T;
    const reading = read(value);
    if ("value" in reading) return reading.value;
    context.issues.push(issue("value", accepted, value, reading.remark));
    return z.NEVER;
  });
}

/** Wraps a schema so that unknown values pass and any failure reads «accepted: …». */
export function accepts<S extends z.ZodType>(accepted: string, schema: S) {
  return z.unknown().transform((value, context): z.output<S> => {
    if (isUnknown(value)) return value as z.output<S>;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    context.issues.push(issue("value", accepted, value));
    return z.NEVER;
  });
}

/** A text that is not blank. Surrounding white space is removed. */
export function text(accepted: string, pattern?: RegExp) {
  const trimmed = z.string().trim().min(1);
  return accepts(accepted, pattern === undefined ? trimmed : trimmed.regex(pattern));
}

/** As {@link text}, without a character that nobody sees, which a paste from a page or a document brings along. */
export function visible(accepted: string, pattern?: RegExp) {
  return readAs(accepted, (value): Reading<string> => {
    const reading = visibleText(value);
    if ("remark" in reading || pattern === undefined || pattern.test(reading.value)) return reading;
    return { remark: "" };
  });
}

/**
 * One of a few words; for any other the nearest is suggested.
 *
 * @param synonyms what the words are called elsewhere
 */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T, synonyms: Synonyms = {}) {
  return readAs(values.join(", "), (value): Reading<T[number]> => {
    if (values.includes(value as string)) return { value: value as T[number] };
    const isWord = typeof value === "string" || typeof value === "boolean";
    return { remark: isWord ? nearest(String(value), values, synonyms) : "" };
  });
}

/** true or false. */
export function flag() {
  return accepts("true or false", z.boolean());
}

/**
 * Whether a creation takes over what exists: true, false, or the id that is expected.
 *
 * @param what what has the id, such as `an inbound gateway`
 */
export function adoption(what: string) {
  return accepts(`true, false, or the id of ${what}`, z.union([z.boolean(), z.string().trim().min(1)]));
}

/** As {@link adoption}, where what is to be taken over may be on several objects: also a list of ids. */
export function adoptions(what: string) {
  const id = z.string().trim().min(1);
  return accepts(
    `true, false, the id of ${what}, or a list of such ids`,
    z.union([z.boolean(), id, z.array(id).min(1)]),
  );
}

/** A secret text: taken as it is, not blank. */
export function secretText(accepted: string) {
  return accepts(accepted, z.string().regex(/\S/));
}

/**
 * A word that this release knows, or one of some others; for any other the nearest is suggested.
 *
 * @param what what the words are, such as `cipher`
 */
export function word(
  what: string,
  known: readonly string[],
  others: readonly string[] = [],
  synonyms: Synonyms = {},
) {
  return z.unknown().transform((value, context): string => {
    if (typeof value !== "string" || value.trim() === "") {
      context.issues.push(issue("value", `a ${what}: ${known.join(", ")}`, value));
      return z.NEVER;
    }
    const name = value.trim();
    if (isUnknown(name) || known.includes(name) || others.includes(name)) return name;
    context.issues.push(issue("sentence", unknownWord(name, what, known, synonyms), value));
    return z.NEVER;
  });
}

/** As {@link listOf}, in no particular order: sorted once all members are known. */
export function setOf(member: z.ZodType<string>, what: string, least: 0 | 1 = 1) {
  return listOf(member, what, least).transform((members) => {
    if (isUnknown(members) || members.some(isUnknown)) return members;
    return members.sort();
  });
}

/**
 * A list of texts without duplicates, which are an error and not dropped silently, because they are usually a typo for
 * another member.
 *
 * @param least how many members it has at least
 */
export function listOf(member: z.ZodType<string>, what: string, least: 0 | 1 = 1) {
  return z.unknown().transform((value, context): string[] => {
    if (isUnknown(value)) return value as string[];
    if (!Array.isArray(value) || value.length < least) {
      const accepted =
        least === 0
          ? `a list, each member ${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`
          : `a list with at least one ${what}`;
      context.issues.push(issue("value", accepted, value));
      return z.NEVER;
    }
    const results = value.map((item: unknown) => member.safeParse(item));
    const seen = new Map<string, number>();
    results.forEach((result, index) => {
      if (!result.success) {
        const raw: unknown = value[index];
        for (const found of result.error.issues) context.issues.push(issueAt(index, found, raw));
        return;
      }
      const first = seen.get(result.data);
      if (first !== undefined && !isUnknown(result.data)) {
        const sentence = `${JSON.stringify(result.data)} is a duplicate of the entry at [${first}]`;
        context.issues.push({ ...issue("sentence", sentence, result.data), path: [index] });
      }
      seen.set(result.data, first ?? index);
    });
    return results.flatMap((result) => (result.success ? [result.data] : []));
  });
}

/**
 * An object with exactly these fields; for any other the nearest name is suggested.
 *
 * @param conflicts what is wrong with several fields together: a sentence for each field to change. It is asked whatever else
 * is wrong, so values may be of any form, or unknown
 */
export function fields<S extends z.ZodRawShape>(
  shape: S,
  conflicts?: (given: { readonly [K in keyof S]?: unknown }) => Readonly<Partial<Record<keyof S, string>>>,
) {
  const schema = z.strictObject(shape);
  return z.unknown().transform((value, context): z.output<typeof schema> => {
    if (isUnknown(value)) return value as z.output<typeof schema>;
    const isObject = typeof value === "object" && value !== null;
    const together = isObject ? conflicts?.(value) : undefined;
    for (const [field, sentence] of Object.entries(together ?? {})) {
      context.issues.push({ ...issue("sentence", String(sentence), value), path: [field] });
    }
    const result = schema.safeParse(value);
    if (result.success) return context.issues.length > 0 ? z.NEVER : result.data;
    for (const found of result.error.issues) {
      if (found.code === "unrecognized_keys") {
        for (const key of found.keys) {
          const sentence = unknownField(key, Object.keys(shape));
          context.issues.push({ ...issue("unknown-field", sentence, undefined), path: [key] });
        }
      } else if (found.code === "custom") {
        context.issues.push({ ...found, input: value });
      } else {
        context.issues.push(
          issue("value", `an object with the fields ${Object.keys(shape).join(", ")}`, value),
        );
      }
    }
    return z.NEVER;
  });
}

/** An issue of a member, as an issue of its list. */
function issueAt(index: number, found: z.core.$ZodIssue, input: unknown) {
  const kind: unknown = found.code === "custom" ? found.params?.["kind"] : undefined;
  const remark: unknown = found.code === "custom" ? found.params?.["remark"] : undefined;
  const text = typeof remark === "string" ? remark : "";
  return { ...issue(kind === "sentence" ? "sentence" : "value", found.message, input, text), path: [index] };
}

/** An issue in the form that `problems.ts` reads. */
export function issue(kind: IssueKind, message: string, input: unknown, remark = "") {
  return { code: "custom" as const, message, params: { kind, remark }, input, path: [] as PropertyKey[] };
}

/** The sentence about a word that is not known. */
export function unknownWord(
  name: string,
  what: string,
  known: readonly string[],
  synonyms: Synonyms = {},
): string {
  return `${show(name)} is not a ${what}${nearest(name, known, synonyms)}. Accepted: ${known.join(", ")}`;
}

function unknownField(key: string, names: readonly string[]): string {
  return `is not a field here${nearest(key, names)}. Accepted: ${names.join(", ")}`;
}
