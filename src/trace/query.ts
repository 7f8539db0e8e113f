import { rangeIn } from "./addresses";
import { numberIn } from "./numbers";
import type { TraceQuery } from "./types";
import type { Call } from "./way";

const directions: readonly string[] = ["inbound", "outbound"];
const vendors: readonly string[] = ["videosdk", "signalwire"];

/**
 * The call that is asked about.
 *
 * @throws Error that names everything that cannot be used
 */
export function callOf(query: TraceQuery): Call {
  const { to, from, source, direction = "inbound", vendor, connector } = query;
  const isUri = /^sips?:|@/i.test(to);
  const number = numberIn(to);
  const problems = [
    ...(number === undefined && !(isUri && direction === "inbound")
      ? [
          `to: ${JSON.stringify(to)} is no number in E.164 form, such as +14155550100${direction === "inbound" ? ", and no sip: URI" : ""}`,
        ]
      : []),
    ...(from?.trim() === "" ? ["from: is empty. Accepted: a number or a user name"] : []),
    ...(from === undefined && direction === "outbound"
      ? ["from: is missing. An outbound call needs the number, or the SIP endpoint, that calls"]
      : []),
    ...(source !== undefined && rangeIn(source) === undefined
      ? [`source: ${JSON.stringify(source)} is no IP address and no range such as 203.0.113.0/24`]
      : []),
    ...(directions.includes(direction)
      ? []
      : [`direction: ${JSON.stringify(direction)}. Accepted: ${directions.join(", ")}`]),
    ...(vendor === undefined || vendors.includes(vendor)
      ? []
      : [`vendor: ${JSON.stringify(vendor)}. Accepted: ${vendors.join(", ")}`]),
    ...(connector !== undefined && (direction !== "inbound" || vendor === "signalwire")
      ? ["connector: only inbound calls at VideoSDK come by a connector"]
      : []),
  ];
  if (problems.length > 0) throw new Error(`the call cannot be traced: ${problems.join("; ")}`);
  return {
    direction,
    to: isUri ? to.trim() : (number ?? to),
    written: to.trim(),
    from: from === undefined ? null : callerOf(from),
    source: source?.trim() ?? null,
    connector: connector ?? null,
  };
}

/** A caller as it is sent: without what makes a number easier to read. */
function callerOf(text: string): string {
  const plain = text.trim().replace(/[\s().-]/g, "");
  return /^\+?\d+$/.test(plain) ? plain : text.trim();
}
