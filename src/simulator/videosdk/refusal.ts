import type { z } from "zod";
import { listProblems } from "../problems.js";
import { htmlAnswer, jsonAnswer, type Answer, type VendorRequest } from "../vendor.js";

/** Ends the handling of a request with an error answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly answer: Answer;

  constructor(status: number, message: string) {
    super(message);
    this.answer = refusalAnswer(status, message);
  }
}

/** An error answer in VideoSDK's shape. */
export function refusalAnswer(status: number, message: string): Answer {
  return jsonAnswer(status, { message });
}

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

/** What a stock Express server says about a path or method that it does not serve. */
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
