import { vi } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";

/** Starts a simulator whose account at VideoSDK the environment names, for a command that runs in this process. */
export async function startInEnvironment(): Promise<Simulator> {
  const simulator = await startSimulator();
  vi.stubEnv("VIDEOSDK_API_ENDPOINT", simulator.url);
  vi.stubEnv("VIDEOSDK_API_KEY", simulator.videosdk.apiKey);
  vi.stubEnv("VIDEOSDK_SECRET", simulator.videosdk.secret);
  return simulator;
}

/** Ends it, with all that a command has left in this process. */
export async function endInEnvironment(simulator: Simulator): Promise<void> {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await simulator.close();
}
