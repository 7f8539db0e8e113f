import type { VideoSdkBehaviour } from "./behaviour.js";
import type { VideoSdkCredentials } from "./records.js";
import type { VideoSdkStore } from "./store.js";

/** What every VideoSDK endpoint works on. */
export interface Account {
  readonly store: VideoSdkStore;
  /** The switches in force now. */
  readonly behaviour: VideoSdkBehaviour;
  readonly credentials: VideoSdkCredentials;
}
