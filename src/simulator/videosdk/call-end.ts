import { keepsOutCaller, keepsOutSource, CallPath, type CallEnd, type CallQuery } from "../call-end.js";
import type { GatewayRecord } from "./records.js";
import type { RuleRecord } from "./routing-rules.js";
import type { VideoSdkState } from "./video-sdk.js";

/** Where a call ends at the simulated VideoSDK. */
export function videoSdkCallEnd(state: VideoSdkState, query: CallQuery): CallEnd {
  return query.direction === "outbound" ? outbound(state, query) : inbound(state, query);
}

function inbound(state: VideoSdkState, query: CallQuery): CallEnd {
  const { to, from, source, connector: id } = query;
  const path = new CallPath();
  const connector = state.connectors.find((one) => one.id === id);
  if (id !== undefined && connector === undefined) return path.nowhere(`there is no connector ${id}`);
  if (connector === undefined) {
    const gateway = gatewayOf(state, state.inboundGateways, to, "inboundGatewayId");
    if (gateway === "several") return path.end("unknown", null);
    if (gateway === undefined) return path.nowhere("the number is on no inbound gateway");
    path.pass(gateway.id);
    if (keepsOutSource(gateway.allowedAddresses, source))
      return path.nowhere("the gateway keeps the source address out");
    if (keepsOutCaller(gateway.allowedNumbers, from)) return path.nowhere("the gateway keeps the caller out");
  } else path.pass(connector.id);
  const rules = state.routingRules.filter(({ type }) => type === "inbound");
  const rule =
    rules.find(({ numbers }) => numbers.includes(to)) ??
    rules.find((one) => one.id === connector?.defaultRuleId);
  if (rule !== undefined) return ruled(path, rule, query);
  const room = connector?.defaultRoomId ?? null;
  return room === null ? path.nowhere("no inbound routing rule has the number") : path.end("room", room);
}

function ruled(path: CallPath, rule: RuleRecord, { from, source }: CallQuery): CallEnd {
  path.pass(rule.id);
  if (keepsOutCaller(rule.allowedNumbers, from)) return path.nowhere("the rule keeps the caller out");
  if (keepsOutSource(rule.allowedIpAddresses, source))
    return path.nowhere("the rule keeps the source address out");
  if (rule.agentId !== null) return path.end("agent", rule.agentId);
  return rule.room === null
    ? path.nowhere("the rule has neither a room nor an agent")
    : path.end("room", rule.room.id ?? rule.room.prefix);
}

function outbound(state: VideoSdkState, { from = "" }: CallQuery): CallEnd {
  const path = new CallPath();
  const gateway = gatewayOf(state, state.outboundGateways, from, "outboundGatewayId");
  if (gateway === "several") return path.end("unknown", null);
  if (gateway === undefined) return path.nowhere("the number is on no outbound gateway");
  path.pass(gateway.id);
  return gateway.address === null
    ? path.nowhere("the gateway has no address")
    : path.end("SIP peer", gateway.address);
}

/** The gateway of a registered number is the one that it is attached to; of any other, the one that names it. */
function gatewayOf(
  { phoneNumbers }: VideoSdkState,
  gateways: readonly GatewayRecord[],
  number: string,
  side: "inboundGatewayId" | "outboundGatewayId",
): GatewayRecord | "several" | undefined {
  const present = gateways.filter(({ deleted }) => !deleted);
  const registered = phoneNumbers.find(({ e164 }) => e164 === number);
  if (registered !== undefined) return present.find(({ id }) => id === registered[side]);
  const [named, ...others] = present.filter(({ numbers }) => numbers.includes(number));
  return others.length > 0 ? "several" : named;
}
