import { signalwireResource } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";

const contents = {
  version: "1.0.0",
  sections: { main: [{ connect: { to: "sip:calls@pbx.example.com" } }] },
};
const named = { name: "To the PBX", contents };
const path = "/api/fabric/resources/swml_scripts";

/** A script with every field. */
export const samples: readonly Sample[] = [
  {
    name: "to-pbx",
    fewest: { contents },
    args: { ...named, scriptType: "calling" },
    updates: {
      name: { name: "To the other PBX" },
      contents: { contents: JSON.stringify({ ...contents, version: "1.1.0" }) },
      statusCallbackUrl: { statusCallbackUrl: "https://example.com/status" },
    },
    replacements: { scriptType: { scriptType: "messaging" } },
    secrets: [],
    changeElsewhere: (sim) =>
      new SignalWireDashboard(sim).changeAll("PUT", path, { display_name: "Elsewhere", name: "Elsewhere" }),
    removeElsewhere: (sim) => new SignalWireDashboard(sim).deleteAll(path),
    operations: [
      {
        name: "update: statusCallbackUrl removed",
        before: [
          signalwireResource("SwmlScript", "to-pbx", {
            ...named,
            statusCallbackUrl: "https://example.com/status",
          }),
        ],
        program: [signalwireResource("SwmlScript", "to-pbx", named)],
      },
      {
        name: "create after state delete, by adoption",
        before: [signalwireResource("SwmlScript", "to-pbx", named)],
        forget: ["to-pbx"],
        program: [signalwireResource("SwmlScript", "to-pbx", { ...named, adopt: true })],
      },
    ],
  },
];
