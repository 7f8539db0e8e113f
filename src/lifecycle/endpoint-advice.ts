import { ApiError, MalformedReplyError, TransportError, UnreachableError } from "../http/errors";
import type { Endpoint } from "./settings";

/**
 * What to do about an answer that is not the vendor's, or about none: the endpoint is the likeliest mistake. Undefined
 * for all other errors.
 */
export function endpointAdvice(error: unknown, endpoint: Endpoint | undefined): string | undefined {
  if (endpoint === undefined || !(error instanceof TransportError)) return undefined;
  const url = endpoint.url.replace(/\/+$/, "") + error.request.path;
  const doubled = doubledPart(endpoint.url, error.request.path);
  if (doubled === undefined && !isForeign(error)) return undefined;
  const asked = `The request went to ${url}`;
  if (endpoint.isDefault)
    return `${asked}, by the default of ${endpoint.setting}. If that is right, look at the network, a proxy or a firewall in between`;
  const why =
    doubled === undefined ? "" : `, because it ends with ${doubled}, which every request begins with`;
  return `${asked}: ${endpoint.setting} is ${endpoint.url} (from ${endpoint.source}) and seems to be wrong${why}. Accepted: the address before ${firstPart(error.request.path)}, by default ${endpoint.fallback}`;
}

/** Whether something else than the vendor's API answered, or nothing. */
function isForeign(error: TransportError): boolean {
  if (error instanceof UnreachableError) return !error.mayHaveTakenEffect && !error.isOfProxy;
  if (error instanceof MalformedReplyError) return error.problem.includes("HTML");
  if (!(error instanceof ApiError) || error.status >= 500) return false;
  return error.html || error.status < 400 || (error.status === 404 && isOfRoutes(error.complaint.message));
}

/** The words of web frameworks and gateways for a path that they do not serve. */
function isOfRoutes(words: string): boolean {
  return /\bcannot (?:get|post|put|patch|delete) \/|\bno route\b|\broute (?:was )?not found\b/i.test(words);
}

/** What the address ends with and the path begins with. */
function doubledPart(url: string, path: string): string | undefined {
  const part = firstPart(path);
  return new URL(url).pathname.replace(/\/+$/, "").endsWith(part) ? part : undefined;
}

function firstPart(path: string): string {
  return /^\/[^/]+/.exec(path)?.[0] ?? path;
}
