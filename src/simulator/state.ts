import type { SignalWireState } from "./signalwire/signal-wire.js";
import type { VideoSdkState } from "./videosdk/video-sdk.js";

/** Everything that the simulated vendors hold. */
export interface SimulatorState {
  videosdk: VideoSdkState;
  signalwire: SignalWireState;
}
