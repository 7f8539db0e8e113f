import { createHash } from "node:crypto";
import type { SetOutputs } from "./inputs";

/** Start of the ids that are not a gateway's. */
const hashPrefix = "set-";

/** The id of a set that has no single inbound gateway: opaque, from the numbers it was created with. */
export function hashId(numbers: readonly string[]): string {
  const digest = createHash("sha256").update([...numbers].sort().join(","));
  return hashPrefix + digest.digest("hex").slice(0, 16);
}

/** What an import of a set in state takes: the numbers of one with several pairs, or whose id is opaque. */
export function importId(
  id: string,
  { inboundGatewayIds = [], numbers = [] }: Partial<Pick<SetOutputs, "inboundGatewayIds" | "numbers">>,
): string {
  if (!id.startsWith(hashPrefix) && inboundGatewayIds.length < 2) return id;
  return numbers.map(({ e164 }) => e164).join(",");
}

/** What a set's id says: the inbound gateway of a shared set, or a list of numbers; neither for a hash. */
export function readId(id: string): { inboundGatewayId?: string; phoneNumbers?: string[] } {
  if (id.startsWith(hashPrefix)) return {};
  if (id.startsWith("+")) return { phoneNumbers: id.split(",").map((number) => number.trim()) };
  return { inboundGatewayId: id };
}
