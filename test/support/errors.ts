import { ApiError, type RequestLine } from "../../src/http/errors";

export const line: RequestLine = { method: "GET", path: "/v2/sip/phone-numbers" };

/** An error answer of the vendor. */
export function apiError(
  status: number,
  details: Partial<{
    requestId: string;
    retryAfterMs: number;
    html: boolean;
    json: boolean;
    message: string;
  }> = {},
): ApiError {
  const { requestId, retryAfterMs, html = false, json = !html, message = "no" } = details;
  return new ApiError(line, status, { message }, { requestId, retryAfterMs, html, json });
}
