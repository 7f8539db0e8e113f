import { STATUS_CODES } from "node:http";
import type { Fault } from "./faults.js";
import { proxyAnswer } from "./proxy-answers.js";
import { emptyAnswer, htmlAnswer, jsonAnswer, type Answer } from "./route.js";
import type { Vendor } from "./vendor.js";

/** What goes back to the client: an answer, the start of an oversized one, or nothing at all. */
export type Reply =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "stream"; readonly status: number; readonly bytes: number }
  | { readonly kind: "drop" };

/** Whether the request still takes effect. */
export function keepsEffect(fault: Fault): boolean {
  if (fault.kind === "drop-before") return false;
  return fault.kind === "drop-after" || fault.kind === "delay" || fault.when === "after";
}

/**
 * The reply that a fault sends instead of the true answer.
 *
 * @param answer the true answer, undefined when the request had no effect
 */
export function faultReply(fault: Fault, answer: Answer | undefined, vendor: Vendor): Reply {
  switch (fault.kind) {
    case "drop-before":
    case "drop-after":
      return { kind: "drop" };
    case "huge":
      return { kind: "stream", status: fault.status ?? 200, bytes: fault.bytes ?? 10_000_000 };
    case "delay":
      return answer === undefined ? { kind: "drop" } : { kind: "answer", answer };
    case "status":
    case "malformed":
    case "html":
    case "empty":
    case "redirect":
    case "proxy":
      return {
        kind: "answer",
        answer: withRetryAfter(fault, replacement(fault, fault.kind, answer, vendor)),
      };
  }
}

type ReplacingKind = "status" | "malformed" | "html" | "empty" | "redirect" | "proxy";

function replacement(fault: Fault, kind: ReplacingKind, answer: Answer | undefined, vendor: Vendor): Answer {
  const { status, body } = fault;
  switch (kind) {
    case "status": {
      const code = status ?? 500;
      if (typeof body === "string") return { ...jsonAnswer(code, null), body };
      return body === undefined ? vendor.refuse(code, STATUS_CODES[code] ?? "Error") : jsonAnswer(code, body);
    }
    case "malformed":
      return { ...jsonAnswer(status ?? 200, null), body: cutOff(body ?? answer?.body ?? '{"message":"Succ') };
    case "html": {
      const code = status ?? 502;
      const title = `${code} ${STATUS_CODES[code] ?? "Error"}`;
      const page = `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center></body>\n</html>\n`;
      return htmlAnswer(code, typeof body === "string" ? body : page);
    }
    case "empty":
      return emptyAnswer(status ?? 200);
    case "redirect":
      return emptyAnswer(status ?? 302, { location: fault.location ?? "/" });
    case "proxy":
      return proxyAnswer(fault.proxy ?? "nginx", status ?? 404);
  }
}

/** Text that is not JSON, unchanged; the first half of any other text. */
function cutOff(body: unknown): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
}

function withRetryAfter(fault: Fault, answer: Answer): Answer {
  if (fault.retryAfter === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, "retry-after": String(fault.retryAfter) } };
}

const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
const opening = new TextEncoder().encode('{"data":"');
const ending = new TextEncoder().encode('"}');

/**
 * A JSON object with one very long string, produced as fast as the client reads.
 *
 * @param bytes size of the whole text; -1 for one that never ends
 */
export function oversizedBody(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes === -1 ? Infinity : Math.max(0, bytes - opening.length - ending.length);
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(opening),
    pull: (controller) => {
      if (left > 0) {
        const part = chunk.subarray(0, Math.min(left, chunk.length));
        left -= part.length;
        controller.enqueue(part);
        return;
      }
      controller.enqueue(ending);
      controller.close();
    },
  });
}
