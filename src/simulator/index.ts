export {
  allSwitches,
  parseBehaviour,
  readSwitches,
  variants,
  type BehaviourChanges,
  type NamedSwitch,
  type Variant,
} from "./behaviour.js";
export type { CallEnd, CallQuery } from "./call-end.js";
export type { Fault, FaultKind, FaultProgress } from "./faults.js";
export { proxies, type Proxy } from "./proxy-answers.js";
export type { RequestLogEntry } from "./request-log.js";
export { startSimulator, type Simulator, type SimulatorOptions } from "./simulator.js";
export type { SimulatorState } from "./state.js";
export type { SignalWireBehaviour } from "./signalwire/behaviour.js";
export type { SignalWireCredentials, SipEndpointRecord, SipGatewayRecord } from "./signalwire/records.js";
export type { SignalWireState } from "./signalwire/signal-wire.js";
export { deliverySignature } from "./videosdk/delivery-signature.js";
export type { VideoSdkBehaviour } from "./videosdk/behaviour.js";
export type { GatewayRecord, NumberRecord, VideoSdkCredentials } from "./videosdk/records.js";
export type { Outage } from "./videosdk/outages.js";
export type { VideoSdkState } from "./videosdk/video-sdk.js";
export type { ConnectorRecord } from "./videosdk/connectors.js";
export type { RuleRecord } from "./videosdk/routing-rules.js";
export type { AttachedNumber } from "./videosdk/store.js";
export type { TrunkRecord } from "./videosdk/trunks.js";
export type { WebhookRecord } from "./videosdk/webhooks.js";
