import type { Sample } from "../../support/sample.js";
import { canaries, carrier, second, trunkArgs } from "../../support/samples.js";
import { Dashboard } from "../../support/vendor-view.js";

/** A vendor that can delete trunks, so that one left over is detected. */
const behaviour = { videosdk: { trunkDelete: 200 } } as const;

/** A trunk that such a vendor deletes. */
export const samples: readonly Sample[] = [
  {
    name: "carrier",
    fewest: { ...trunkArgs },
    args: { ...trunkArgs, name: "carrier", attemptDelete: true },
    updates: {
      "domain, direction, numbers": { domain: "other.example.com", direction: "inbound", numbers: [second] },
      credentials: { auth: { username: "trunk-user", password: canaries.other } },
      attemptDelete: { attemptDelete: false },
    },
    replacements: {},
    behaviour,
    secrets: Object.values(canaries),
    changeElsewhere: async (sim) => {
      for (const { trunkId, ...trunk } of sim.state().videosdk.trunks)
        await new Dashboard(sim).putTrunk(trunkId, { ...trunk, domain: "elsewhere.example.com" });
    },
    removeElsewhere: async (sim) => {
      for (const { trunkId } of sim.state().videosdk.trunks) await new Dashboard(sim).deleteTrunk(trunkId);
    },
    operations: [
      { name: "create, without attemptDelete", program: [carrier()] },
      {
        name: "create after state delete, by adoption",
        before: [carrier()],
        forget: ["carrier"],
        program: (sim) => [carrier({ adoptTrunkId: sim.state().videosdk.trunks[0]?.trunkId })],
      },
    ],
  },
];
