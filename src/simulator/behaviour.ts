import { z } from "zod";
import { parseOrThrow } from "./problems.js";
import { behaviourSchema as signalWireSchema, type SignalWireBehaviour } from "./signalwire/behaviour.js";
import { behaviourSchema as videoSdkSchema, type VideoSdkBehaviour } from "./videosdk/behaviour.js";

/** Behaviour switches, a set for each vendor. A switch that is left out keeps its value. */
export interface BehaviourChanges {
  /** Switches of the VideoSDK side. */
  videosdk?: Partial<VideoSdkBehaviour>;
  /** Switches of the SignalWire side. */
  signalwire?: Partial<SignalWireBehaviour>;
}

/** Accepts switches of the vendors; refuses an unknown vendor or switch. */
export const behaviourChangesSchema: z.ZodType<BehaviourChanges> = z.strictObject({
  videosdk: videoSdkSchema.exactOptional(),
  signalwire: signalWireSchema.exactOptional(),
});

/**
 * Behaviour switches from an unchecked value.
 *
 * @throws Error that names every unknown or wrong switch.
 */
export function parseBehaviour(value: unknown): BehaviourChanges {
  return parseOrThrow(behaviourChangesSchema, value, "simulator behaviour");
}
