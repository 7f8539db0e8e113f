/** SIP telephony at VideoSDK. */
export { PhoneNumberSet } from "./phone-number-set/resource";
export type {
  InboundArgs,
  OutboundArgs,
  PhoneNumberInfo,
  PhoneNumberSetArgs,
} from "./phone-number-set/resource";
export { Provider, type ProviderArgs } from "./provider";
export { SipGateway } from "./sip-gateway/resource";
export type { EffectiveGatewaySettings, SipGatewayArgs } from "./sip-gateway/resource";
export { SipTrunk, type SipTrunkArgs } from "./sip-trunk/resource";
export type {
  GatewaySettingsOwner,
  KnownSipRegion,
  MediaEncryption,
  SipAuth,
  SipAuthArgs,
  SipRegion,
  SipTransport,
  TrunkDirection,
} from "./vocabulary";
