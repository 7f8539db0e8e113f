export { parseBehaviour, type BehaviourChanges } from "./behaviour.js";
export type { Fault, FaultKind, FaultProgress } from "./faults.js";
export type { RequestLogEntry } from "./request-log.js";
export { startSimulator, type Simulator, type SimulatorOptions, type SimulatorState } from "./simulator.js";
export type {
  SignalWireBehaviour,
  SignalWireCredentials,
  SignalWireState,
  SipEndpointRecord,
  SipGatewayRecord,
} from "./signalwire";
export type {
  AttachedNumber,
  GatewayRecord,
  NumberRecord,
  RuleRecord,
  TrunkRecord,
  VideoSdkBehaviour,
  VideoSdkCredentials,
  VideoSdkState,
} from "./videosdk";
