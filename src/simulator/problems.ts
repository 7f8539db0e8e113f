import type { z } from "zod";

/** Every problem that a schema found, each as `path: reason`. */
export function listProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String).join(".");
    return path === "" ? issue.message : `${path}: ${issue.message}`;
  });
}

/**
 * The value as the schema reads it.
 *
 * @throws Error that names `subject` and every problem.
 */
export function parseOrThrow<S extends z.ZodType>(schema: S, value: unknown, subject: string): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new Error(`${subject}: ${listProblems(result.error).join("; ")}`);
  return result.data;
}
