import type { RequestLogEntry } from "../../../src/simulator";

/**
 * A request as tables name it: method and path with the names of its parts in place of ids and numbers, and the status
 * where it is no success. `POST /v2/sip/phone-numbers/:phoneNumberId/release`.
 */
export function requestLine({ method, url, status }: RequestLogEntry): string {
  const line = `${method} ${routeOf(url)}`;
  return status >= 200 && status < 300 ? line : `${line} ${status}`;
}

/** The requests that write, in order. */
export function writes(requests: readonly RequestLogEntry[]): string[] {
  return requests.filter(({ method }) => method !== "GET").map(requestLine);
}

/** Lines in an order that does not depend on which of two requests at the same time came first. */
export function sorted(lines: readonly string[]): string[] {
  return [...lines].sort();
}

function routeOf(url: string): string {
  return url
    .replace(/(\/phone-numbers)\/(\+|%2B)\d+$/, "$1/:e164")
    .replace(/(\/phone-numbers)\/[\w-]+(\/release)$/, "$1/:phoneNumberId$2")
    .replace(/(gateways)\/[\w-]+(\/addresses)?$/, "$1/:gatewayId$2")
    .replace(/(\/endpoints\/sip)\/[\w-]+$/, "$1/:endpointId")
    .replace(/(filter_username=)[^&]+/, "$1:username")
    .replace(/(\/sip-trunk)\/[\w-]+$/, "$1/:trunkId");
}
