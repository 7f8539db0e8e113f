import type { z } from "zod";
import { MalformedReplyError } from "./errors";
import type { HttpReply } from "./answer";

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
  throw malformed(reply, places.join("; "));
}

/**
 * Checks that an answer is about the object that was asked for. The record of another object does not prove that it is
 * gone.
 *
 * @param field where the record names its object, for the error
 * @throws `MalformedReplyError` when it names another
 */
export function assertAbout(asked: string, field: string, named: string, reply: HttpReply): void {
  if (named !== asked) throw malformed(reply, `${field}: is not ${asked}`);
}

/** The error for an answer that cannot be used. */
export function malformed({ request, status, requestId }: HttpReply, problem: string): MalformedReplyError {
  return new MalformedReplyError(request, status, problem, requestId);
}
