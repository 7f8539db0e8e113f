import type { Simulator } from "../../src/simulator";
import type { Declared } from "./program.js";
import type { Sample } from "./sample.js";
import { Dashboard, gateways } from "./vendor-view.js";
import type { Properties } from "./wire.js";

/** Numbers that no other sample has. */
export const freeNumbers = ["+14155550190", "+14155550191"] as const;

/** The arguments that free-standing gateways of both directions may have. */
export const freeGatewayArgs: Properties = {
  numbers: [freeNumbers[0]],
  auth: { username: "user", password: "CANARY-free-gateway" },
  allowedNumbers: ["+1415*"],
  mediaEncryption: "enable",
  geoRegion: "us002",
  record: true,
  noiseCancellation: true,
  enableDtmf: true,
  metadata: { team: "support" },
  tags: ["a", "b"],
};

/** The sample of a direction. */
export function freeGatewaySample(
  direction: "inbound" | "outbound",
  type: string,
  own: { fewest: Properties; args: Properties; updates: Sample["updates"]; numbers: readonly string[] },
): Sample {
  const name = `free-${direction}`;
  const args = { name, ...freeGatewayArgs, ...own.args, numbers: own.numbers };
  const declared = (changes: Properties = {}): Declared => ({
    vendor: "videosdk",
    type,
    name,
    inputs: { ...args, ...changes },
  });
  const each = async (sim: Simulator, method: string, change?: object): Promise<void> => {
    for (const gateway of gateways(sim).filter((one) => one.direction === direction && one.name === name)) {
      const { id, geoRegion, record, noiseCancellation, enableDtmf } = gateway;
      const body = change && { geoRegion, record, noiseCancellation, enableDtmf, ...change };
      await new Dashboard(sim).send(method, `/v2/sip/${direction}-gateways/${id}`, body);
    }
  };
  return {
    name,
    fewest: { numbers: own.numbers, ...own.fewest },
    args,
    updates: {
      "name, numbers": { name: "Renamed", numbers: ["+14155550192"] },
      "lists and maps, emptied": { allowedNumbers: [], tags: [], metadata: {} },
      settings: {
        mediaEncryption: "disable",
        geoRegion: "auto",
        record: false,
        noiseCancellation: undefined,
        enableDtmf: false,
      },
      credentials: { auth: { username: "user", password: "CANARY-other-free" } },
      forceDestroy: { forceDestroy: true },
      ...own.updates,
    },
    replacements: { auth: { auth: undefined } },
    secrets: ["CANARY-free-gateway", "CANARY-other-free"],
    changeElsewhere: (sim) => each(sim, "PATCH", { tags: ["elsewhere"], record: false }),
    removeElsewhere: (sim) => each(sim, "DELETE"),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [declared()],
        forget: [name],
        // It has the mark of the resource that was taken out of state.
        program: (sim) => [
          declared({
            adopt: gateways(sim).find((one) => one.direction === direction && one.name === name)?.id,
            tags: ["taken"],
          }),
        ],
      },
    ],
  };
}
