/** SIP telephony at VideoSDK. */
export { Connector, type ConnectorArgs } from "./connector/resource";
export type { FreeGatewayArgs } from "./free-gateway";
export { InboundGateway, type InboundGatewayArgs } from "./inbound-gateway/resource";
export {
  getConnector,
  getConnectorOutput,
  getGateway,
  getGatewayOutput,
  getPhoneNumber,
  getPhoneNumberOutput,
  getRoutingRule,
  getRoutingRuleOutput,
  getTrunk,
  getTrunkOutput,
  getWebhook,
  getWebhookOutput,
  listConnectors,
  listConnectorsOutput,
  listGateways,
  listGatewaysOutput,
  listPhoneNumbers,
  listPhoneNumbersOutput,
  listRoutingRules,
  listRoutingRulesOutput,
  listWebhooks,
  listWebhooksOutput,
} from "./lookup";
export type {
  GatewaysQuery,
  IdQuery,
  InventoryConnector,
  InventoryGateway,
  InventoryNumber,
  InventoryRule,
  InventoryTrunk,
  InventoryWebhook,
  PhoneNumberQuery,
  RoutingRuleQuery,
} from "./lookup";
export type { LookupOptions } from "../program/lookup";
export { OutboundGateway, type OutboundGatewayArgs } from "./outbound-gateway/resource";
export { PhoneNumberSet } from "./phone-number-set/resource";
export type {
  InboundArgs,
  OutboundArgs,
  PhoneNumberInfo,
  PhoneNumberSetArgs,
} from "./phone-number-set/resource";
export { Provider, type ProviderArgs } from "./provider";
export { RoutingRule } from "./routing-rule/resource";
export type {
  DynamicRoomArgs,
  EffectiveRule,
  RoomArgs,
  RoutingRuleArgs,
  StaticRoomArgs,
} from "./routing-rule/resource";
export { SipGateway } from "./sip-gateway/resource";
export type { EffectiveGatewaySettings, SipGatewayArgs } from "./sip-gateway/resource";
export { SipTrunk, type SipTrunkArgs } from "./sip-trunk/resource";
export type {
  ConnectorProvider,
  GatewaySettingsOwner,
  IncludedHeaders,
  KnownSipRegion,
  MediaEncryption,
  RoomPrefix,
  SipAuth,
  SipAuthArgs,
  SipRegion,
  SipTransport,
  TrunkDirection,
  WebhookEvent,
} from "./vocabulary";
export { Webhook, type WebhookArgs } from "./webhook/resource";
