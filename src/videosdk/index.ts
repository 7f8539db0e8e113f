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
  MediaEncryption,
  SipAuth,
  SipAuthArgs,
  SipRegion,
  SipTransport,
  WebhookEvent,
} from "./vocabulary";
export { Webhook, type WebhookArgs } from "./webhook/resource";
