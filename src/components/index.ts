/** Components: what several resources do together, declared as one. */
export { SipBridge } from "./sip-bridge";
export type { BridgeOutboundArgs, BridgeSignalWireArgs, SipBridgeArgs } from "./bridge-args";
export { TeamPhones } from "./team-phones";
export type { Person, TeamPhonesArgs } from "./team-phones";
