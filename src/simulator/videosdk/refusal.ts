import type { z } from "zod";
import { listProblems } from "../problems.js";
import { htmlAnswer, Refusal, type Answer, type VendorRequest } from "../route.js";
import type { VideoSdkBehaviour } from "./behaviour.js";

/**
 * The body as the schema reads it.
 *
 * @throws Refusal 400 that names every bad field.
 */
export function validated<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body, {
    error: (issue) => (issue.input === undefined ? "is required" : undefined),
  });
  if (!result.success) throw new Refusal(400, listProblems(result.error).join("; "));
  return result.data;
}

/**
 * The object, when it exists.
 *
 * @param what its kind, for the message
 * @throws Refusal with the status that the switches set.
 */
export function existing<T>(object: T | undefined, what: string, behaviour: VideoSdkBehaviour): T {
  const { notFoundStatus, notFoundWords } = behaviour;
  if (object === undefined)
    throw new Refusal(notFoundStatus, notFoundWords === "named" ? `${what} not found` : undefined);
  return object;
}

/** The page of a stock Express server for a path or method that it does not serve. */
export function missingRoute({ method, url }: Pick<VendorRequest, "method" | "url">): Answer {
  const path = url.split("?", 1)[0] ?? url;
  const shown = path
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
  return htmlAnswer(
    404,
    `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n` +
      `<body>\n<pre>Cannot ${method} ${shown}</pre>\n</body>\n</html>\n`,
  );
}
