import type { z } from "zod";
import { MalformedReplyError } from "./errors";
import type { HttpReply } from "./transport";

/**
 * The body of an answer, checked.
 *
 * @throws `MalformedReplyError` naming what does not fit, without showing any value
 */
export function parseReply<S extends z.ZodType>(schema: S, reply: HttpReply): z.output<S> {
  const result = schema.safeParse(reply.body);
  if (result.success) return result.data;
  const places = result.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new MalformedReplyError(reply.request, reply.status, places.join("; "), reply.requestId);
}

/**
 * The schema of an answer about one object. The record of another one says nothing of it, least of all that it is gone.
 *
 * @param field where the record names its object, for the error
 */
export function recordOf<S extends z.ZodType>(
  schema: S,
  field: string,
  nameIn: (record: z.output<S>) => string,
  name: string,
): S {
  return schema.refine((record) => nameIn(record) === name, { path: [field], error: `is not ${name}` });
}
