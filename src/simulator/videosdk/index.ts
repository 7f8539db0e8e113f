export type { VideoSdkBehaviour } from "./behaviour.js";
export type {
  AttachedNumber,
  GatewayRecord,
  NumberRecord,
  RuleRecord,
  TrunkRecord,
  VideoSdkCredentials,
  VideoSdkState,
} from "./records.js";
export { VideoSdk } from "./video-sdk.js";
