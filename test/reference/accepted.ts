import type { z } from "zod";

/** What the schema of a class says of an argument. */
export interface SchemaSays {
  /** The values that it accepts, in the words of its errors. */
  readonly accepted: string | undefined;
  /** The value that it takes where the program gives none. */
  readonly byDefault: unknown;
}

/** Values that few arguments accept: one of them leads to an error that says what is accepted. */
const refused = [{ "": 1 }, [[]], true, -1.5, ""];

/** What a schema says of one of its fields, where the others have the values of `good`. */
export function schemaSays(
  schema: z.ZodType,
  field: string,
  good: Readonly<Record<string, unknown>>,
): SchemaSays {
  const [accepted] = refused.flatMap((value) => {
    const { error } = schema.safeParse({ ...good, [field]: value });
    const issues = error?.issues.filter(({ path }) => path[0] === field && path.length === 1) ?? [];
    return issues.flatMap((issue) =>
      issue.code === "custom" && issue.params?.["kind"] === "value" ? [issue.message] : [],
    );
  });
  const parsed = schema.safeParse({ ...good, [field]: undefined });
  const values = parsed.success ? (parsed.data as Readonly<Record<string, unknown>>) : {};
  return { accepted, byDefault: values[field] };
}
