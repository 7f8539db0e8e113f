import { createHash } from "node:crypto";
import type { CreateNumbersBody, Direction } from "../client/api";
import type { GatewaySettings } from "../client/gateway";
import type { SetInputs } from "./inputs";

/**
 * What the set's inputs say of its gateways of one direction; undefined for what inputs of an older release do not
 * hold.
 */
export function gatewaySettingsOf(inputs: Partial<SetInputs>, direction: Direction): GatewaySettings {
  const { name, mediaEncryption, inbound, outbound } = inputs;
  if (direction === "inbound") return { name, mediaEncryption, sipRegion: inbound?.sipRegion };
  return { name, mediaEncryption, ...outbound };
}

/**
 * The request that creates gateways for some of the set's numbers. All fields are sent: the defaults are not
 * documented.
 */
export function createBody(inputs: SetInputs, phoneNumbers: readonly string[]): CreateNumbersBody {
  const { name, isShared, mediaEncryption, inbound, outbound } = inputs;
  return { name, phoneNumbers, isShared, mediaEncryption, inbound, outbound };
}

/** Start of the ids that are not a gateway's. */
const hashPrefix = "set-";

/** The id of a set that has no single inbound gateway: opaque, from the numbers it was created with. */
export function hashId(numbers: readonly string[]): string {
  const digest = createHash("sha256").update([...numbers].sort().join(","));
  return hashPrefix + digest.digest("hex").slice(0, 16);
}

/** What a set's id says: the inbound gateway of a shared set, or a list of numbers; neither for a hash. */
export function readId(id: string): { inboundGatewayId?: string; phoneNumbers?: string[] } {
  if (id.startsWith(hashPrefix)) return {};
  if (id.startsWith("+")) return { phoneNumbers: id.split(",").map((number) => number.trim()) };
  return { inboundGatewayId: id };
}
