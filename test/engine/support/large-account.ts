import type { Simulator } from "../../../src/simulator";
import { elsewhere } from "./vendor.js";

/** The passwords of the account: nothing may show one. */
export const passwords = ["CANARY-large-shared", "CANARY-large-pairs", "CANARY-large-trunk"] as const;

/** What an account was made of. */
export interface LargeAccount {
  /** Resources that an export makes of it. */
  readonly resources: number;
  readonly trunkIds: readonly string[];
}

/**
 * An account of VideoSDK of this many numbers, as one grows: a fifth on one pair of gateways, a fifth on ten others, two fifths with
 * a pair for each and one name for all, a fifth made one by one; a rule for each ten numbers, and some trunks.
 */
export async function makeLargeAccount(simulator: Simulator, count: number): Promise<LargeAccount> {
  const all = Array.from({ length: count }, (_, index) => `+1415${String(2_000_000 + index)}`);
  let at = 0;
  const next = (size: number): string[] => all.slice(at, (at += size));
  const make = (name: string, isShared: boolean, phoneNumbers: readonly string[], password: string) =>
    elsewhere(simulator, "POST", "/v2/sip/phone-numbers", {
      ...{ name, isShared, phoneNumbers, mediaEncryption: "disable", inbound: { sipRegion: "us002" } },
      outbound: {
        ...{ address: "sip.example.com:5061", sipRegion: "us002", transport: "tls" },
        auth: { username: "carrier", password },
      },
    });
  const fifth = Math.floor(count / 5);
  const tenth = Math.floor(fifth / 10);
  const [shared, pairs, ofTrunks] = passwords;
  await make("Head office", true, next(fifth), shared);
  for (let index = 0; index < 10; index += 1) await make(`Branch ${index}`, true, next(tenth), shared);
  const single = next(2 * fifth);
  await make("Shops", false, single, pairs);
  const rest = next(count);
  for (const [index, number] of rest.entries()) await make(`Customer ${index}`, true, [number], pairs);
  const rules = Math.floor(count / 10);
  for (let index = 0; index < rules; index += 1)
    await elsewhere(simulator, "POST", "/v2/sip/routing-rule", {
      ...{ name: `Desk ${index}`, type: "inbound", phoneNumbers: all.slice(index * 10, index * 10 + 10) },
      room: { type: "static", id: `room-${index}` },
    });
  const trunks = 5;
  for (let index = 0; index < trunks; index += 1)
    await elsewhere(simulator, "POST", "/v2/sip-trunk", {
      ...{ name: `trunk-${index}`, domain: `t${index}.pstn.provider.com`, direction: "outbound" },
      ...{ numbers: all.slice(index, index + 1), auth: { username: "trunk", password: ofTrunks } },
    });
  return {
    resources: 11 + single.length + rest.length + rules + trunks,
    trunkIds: simulator.state().videosdk.trunks.map(({ trunkId }) => trunkId),
  };
}
