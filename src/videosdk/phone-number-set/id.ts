import { createHash } from "node:crypto";

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
