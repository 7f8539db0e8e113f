import type { Dispatcher } from "undici";
import { ApiError, MalformedReplyError, type RequestLine, type VendorComplaint } from "./errors";
import { shorten } from "./redact";
import { parseRetryAfter } from "./retry";

/** A usable answer: status below 300, body read and parsed. */
export interface HttpReply {
  /** HTTP status. */
  readonly status: number;
  /** The parsed JSON; undefined when the body was empty. */
  readonly body: unknown;
  /** The vendor's id of the request. */
  readonly requestId: string | undefined;
  /** What was asked, for messages about the body. */
  readonly request: RequestLine;
}

const requestIdHeaders = ["x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id"];

/** The text of an answer's body, at most `maxBytes` of it. */
export async function bodyOf(
  answer: Dispatcher.ResponseData,
  line: RequestLine,
  maxBytes: number,
): Promise<string> {
  try {
    // In one piece: reading chunk by chunk leaves more garbage than the chunks have bytes.
    return await answer.body.text();
  } catch (error) {
    if (errorCode(error) !== "UND_ERR_RES_EXCEEDED_MAX_SIZE") throw error;
    const problem = `it is longer than ${maxBytes} bytes`;
    throw new MalformedReplyError(line, answer.statusCode, problem, undefined, true);
  }
}

/** How far this machine's clock is ahead of the one that wrote the answer's `Date`; undefined without such a date. */
export function clockSkewOf(answer: Dispatcher.ResponseData): number | undefined {
  const date = Date.parse(header(answer, "date") ?? "");
  return Number.isNaN(date) ? undefined : Date.now() - date;
}

/** The answer as JSON, or the error that it stands for. */
export function interpret(
  answer: Dispatcher.ResponseData,
  text: string,
  line: RequestLine,
  readComplaint: (body: unknown) => VendorComplaint,
  parse: (text: string) => unknown = JSON.parse,
): HttpReply {
  const status = answer.statusCode;
  const requestId = requestIdHeaders.map((name) => header(answer, name)).find((value) => value !== undefined);
  const html = /^\s*</.test(text) || (header(answer, "content-type") ?? "").includes("text/html");
  const json = html ? undefined : jsonIn(text, parse);
  if (status >= 300) {
    const complaint = status < 400 ? redirect(answer) : readComplaint(json ?? text);
    throw new ApiError(
      line,
      status,
      { ...complaint, message: shorten(complaint.message, 500) },
      {
        requestId,
        retryAfterMs: parseRetryAfter(header(answer, "retry-after")),
        html,
        json: typeof json === "object" && json !== null && !Array.isArray(json),
      },
    );
  }
  if (html) throw new MalformedReplyError(line, status, "it is an HTML page, not JSON", requestId);
  if (text.trim() !== "" && json === undefined) {
    throw new MalformedReplyError(line, status, "it is not valid JSON", requestId);
  }
  return { status, body: json, requestId, request: line };
}

function redirect(answer: Dispatcher.ResponseData): VendorComplaint {
  const location = header(answer, "location");
  return { message: `a redirect${location === undefined ? "" : ` to ${location}`}, which is not followed` };
}

function header(answer: Dispatcher.ResponseData, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function jsonIn(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** The code of an error of the connection; empty without one. */
export function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === "string") return code;
  // A host with several addresses fails with one error for each.
  return Array.isArray(errors) ? errorCode(errors[0]) : "";
}
