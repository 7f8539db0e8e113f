/** SIP telephony at VideoSDK. */
export { PhoneNumberSet } from "./phone-number-set";
export type { InboundArgs, OutboundArgs, PhoneNumberInfo, PhoneNumberSetArgs } from "./phone-number-set";
export { Provider, type ProviderArgs } from "./provider";
export { SipGateway } from "./sip-gateway";
export type { EffectiveGatewaySettings, SipGatewayArgs } from "./sip-gateway";
export { SipTrunk, type SipTrunkArgs } from "./sip-trunk";
export type { MediaEncryption, SipAuth, SipAuthArgs, SipRegion, SipTransport } from "./types";
