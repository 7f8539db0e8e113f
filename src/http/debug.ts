import { debuglog } from "node:util";
import { redact } from "./redact";

const log = debuglog("pulumi-sip");

/**
 * Writes one line to standard error when the environment has `NODE_DEBUG=pulumi-sip`. Otherwise it calls neither function.
 *
 * @param text makes the line. It must hold nothing that a vendor wrote, because that may repeat a password that only the
 * resource knows; ids, numbers, statuses and this package's own sentences are safe
 * @param secrets what must not appear in the line
 */
export function debug(text: () => string, secrets: () => readonly string[] = () => []): void {
  if (log.enabled) log("%s", redact(text(), secrets()));
}
