import { verdictOf } from "../../http/absence";
import { apiErrorOf, MalformedReplyError } from "../../http/errors";

/**
 * Whether SignalWire does not show a list that belongs to an object which exists: the token may not read it, or the service
 * has no such list. A 404 of a proxy or of a missing route says nothing of SignalWire.
 */
export function isHiddenList(error: unknown, id: string): boolean {
  if (error instanceof MalformedReplyError || apiErrorOf(error, 403) !== undefined) return true;
  return verdictOf(error, { id, nouns: ["gateway", "address"] }) !== "other";
}
