import { debuglog } from "node:util";
import { presentable } from "./presentable";

const log = debuglog("pulumi-sip");

/**
 * Writes one line to standard error when the environment has `NODE_DEBUG=pulumi-sip`. Otherwise the line is not made.
 *
 * @param text makes the line. It holds ids, numbers, statuses and this package's own sentences, and not the vendor's words
 */
export function debug(text: () => string): void {
  if (log.enabled) log("%s", presentable(text()));
}
