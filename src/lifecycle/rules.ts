import * as z from "zod";
import { issue } from "./schema";
import { isUnknown } from "./unknown";

/** What fields say of each other: the field to name, and a sentence about it. */
export interface Contradiction {
  readonly field: string;
  readonly sentence: string;
}

/**
 * A schema with rules that look at several fields. What they find is reported together with all other problems.
 *
 * @param rules what contradicts in the raw value, of which any part may be missing, wrong or unknown
 */
export function withRules<S extends z.ZodType>(
  schema: S,
  rules: (given: Readonly<Partial<Record<string, unknown>>>) => readonly Contradiction[],
) {
  return z.unknown().transform((value, context): z.output<S> => {
    const result = schema.safeParse(value);
    const isObject = typeof value === "object" && value !== null;
    const found = isObject && !isUnknown(value) ? rules(value as Record<string, unknown>) : [];
    for (const each of result.error?.issues ?? [])
      context.issues.push({ ...each, code: "custom", input: value } as never);
    for (const { field, sentence } of found)
      context.issues.push({ ...issue("sentence", sentence, undefined), path: [field] });
    return result.success && found.length === 0 ? result.data : z.NEVER;
  });
}
