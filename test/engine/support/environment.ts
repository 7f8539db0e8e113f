import type { Simulator } from "../../../src/simulator";

/** Settings that point at a simulator, as environment variables. */
export function settingsOf({ url, videosdk, signalwire }: Simulator, space: string): Record<string, string> {
  return {
    VIDEOSDK_API_ENDPOINT: url,
    VIDEOSDK_API_KEY: videosdk.apiKey,
    VIDEOSDK_SECRET: videosdk.secret,
    SIGNALWIRE_API_ENDPOINT: url,
    SIGNALWIRE_SPACE: space,
    SIGNALWIRE_PROJECT_ID: signalwire.projectId,
    SIGNALWIRE_API_TOKEN: signalwire.token,
  };
}
