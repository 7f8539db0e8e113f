/** SIP telephony at SignalWire. */
export type {
  AiAgentHandlerArgs,
  CallFlowHandlerArgs,
  CallHandler,
  CallHandlerArgs,
  DialogflowHandlerArgs,
  EffectiveCallHandler,
  LamlApplicationHandlerArgs,
  LamlWebhooksHandlerArgs,
  RelayApplicationHandlerArgs,
  RelayConnectorHandlerArgs,
  RelayContextHandlerArgs,
  RelayScriptHandlerArgs,
  RelayTopicHandlerArgs,
  VideoRoomHandlerArgs,
} from "./call-handler";
export { getSipProfile, getSipProfileOutput } from "./lookup";
export type { LookupArgs, SipProfile } from "./lookup";
export {
  getPhoneNumber,
  getPhoneNumberAddress,
  getPhoneNumberAddressOutput,
  getPhoneNumberOutput,
  getSipEndpoint,
  getSipEndpointOutput,
  getSubscriber,
  getSubscriberOutput,
  listPhoneNumberAddresses,
  listPhoneNumberAddressesOutput,
  listPhoneNumbers,
  listPhoneNumbersOutput,
  listSipEndpoints,
  listSipEndpointsOutput,
  listSubscribers,
  listSubscribersOutput,
} from "./lookup-lines";
export type {
  InventoryPhoneNumber,
  InventoryPhoneNumberAddress,
  InventorySipEndpoint,
  InventorySubscriber,
  PhoneNumberQuery,
  SipEndpointQuery,
  SubscriberQuery,
} from "./lookup-lines";
export {
  getSipAddress,
  getSipAddressOutput,
  getSipGateway,
  getSipGatewayOutput,
  getSwmlScript,
  getSwmlScriptOutput,
  getSwmlWebhook,
  getSwmlWebhookOutput,
  listSipAddresses,
  listSipAddressesOutput,
  listSipGateways,
  listSipGatewaysOutput,
  listSwmlScripts,
  listSwmlScriptsOutput,
  listSwmlWebhooks,
  listSwmlWebhooksOutput,
} from "./lookup-resources";
export type {
  InventorySipAddress,
  InventorySipGateway,
  InventorySwmlScript,
  InventorySwmlWebhook,
  NamedQuery,
} from "./lookup-resources";
export type { LookupOptions } from "../program/lookup";
export { PhoneNumber } from "./phone-number/resource";
export type {
  FormerNumberHandlers,
  MessageHandlerArgs,
  NumberCallHandlerArgs,
  NumberConnectorHandlerArgs,
  NumberHandler,
  PhoneNumberArgs,
  SipEndpointHandlerArgs,
  VertoEndpointHandlerArgs,
} from "./phone-number/resource";
export { PhoneNumberAddress } from "./phone-number-address/resource";
export type { PhoneNumberAddressArgs } from "./phone-number-address/resource";
export { Provider, type ProviderArgs } from "./provider";
export { SipAddress } from "./sip-address/resource";
export type { EffectiveAddressSettings, SipAddressArgs } from "./sip-address/resource";
export { SipEndpoint } from "./sip-endpoint/resource";
export type { EffectiveEndpointSettings, SipEndpointArgs } from "./sip-endpoint/resource";
export { SipGateway } from "./sip-gateway/resource";
export type { EffectiveSipGatewaySettings, SipGatewayAddress, SipGatewayArgs } from "./sip-gateway/resource";
export { Subscriber } from "./subscriber/resource";
export type { SubscriberArgs } from "./subscriber/resource";
export { SubscriberSipEndpoint } from "./subscriber-sip-endpoint/resource";
export type {
  EffectiveSubscriberSettings,
  SubscriberSipEndpointArgs,
} from "./subscriber-sip-endpoint/resource";
export { SwmlScript } from "./swml-script/resource";
export type { SwmlScriptArgs } from "./swml-script/resource";
export { SwmlWebhook } from "./swml-webhook/resource";
export type { SwmlWebhookArgs } from "./swml-webhook/resource";
export type {
  AddressEncryption,
  Cipher,
  Codec,
  EndpointEncryption,
  FlowVersion,
  GatewayEncryption,
  HookMethod,
  KnownCipher,
  KnownCodec,
  ReceiveMode,
  ScriptType,
} from "./vocabulary";
