import type { Simulator } from "../../../src/simulator";
import type { Declared } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { Dashboard } from "../../support/vendor-view.js";
import type { Properties } from "../../support/wire.js";

const args = {
  provider: "twilio",
  name: "main",
  defaultRoomId: "support-room",
  defaultRuleId: "rr_abcdef",
  region: "us002",
  keyVersion: 1,
};

const connector = (changes: Properties = {}): Declared => ({
  vendor: "videosdk",
  type: "Connector",
  name: "main",
  inputs: { ...args, ...changes },
});

async function each(sim: Simulator, method: string, action = ""): Promise<void> {
  for (const { id } of sim.state().videosdk.connectors)
    await new Dashboard(sim).send(method, `/v2/connectors/${id}${action}`);
}

/** A connector with all settings. */
export const samples: readonly Sample[] = [
  {
    name: "main",
    fewest: { provider: "twilio" },
    args,
    updates: { keyVersion: { keyVersion: 2 } },
    replacements: {
      provider: { provider: "plivo" },
      name: { name: "other" },
      defaults: { defaultRoomId: undefined, defaultRuleId: "rr_other" },
      region: { region: "in002" },
    },
    secrets: ["/whk_"],
    removeElsewhere: (sim) => each(sim, "DELETE"),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [connector()],
        forget: ["main"],
        program: [connector({ adopt: true })],
      },
    ],
  },
];
