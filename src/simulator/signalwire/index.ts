export type { SignalWireBehaviour } from "./behaviour.js";
export type {
  SignalWireCredentials,
  SignalWireState,
  SipEndpointRecord,
  SipGatewayRecord,
} from "./records.js";
export { SignalWire } from "./signal-wire.js";
