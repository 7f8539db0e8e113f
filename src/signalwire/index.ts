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
export { Provider, type ProviderArgs } from "./provider";
export { SipEndpoint } from "./sip-endpoint/resource";
export type { EffectiveEndpointSettings, SipEndpointArgs } from "./sip-endpoint/resource";
export { SipGateway } from "./sip-gateway/resource";
export type { EffectiveSipGatewaySettings, SipGatewayAddress, SipGatewayArgs } from "./sip-gateway/resource";
export type {
  Cipher,
  Codec,
  EndpointEncryption,
  FlowVersion,
  GatewayEncryption,
  HookMethod,
  KnownCipher,
  KnownCodec,
} from "./vocabulary";
