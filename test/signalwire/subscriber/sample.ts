import { signalwireResource } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";

const path = "/api/fabric/resources/subscribers";
const canaries = { first: "CANARY-subscriber-1", second: "CANARY-subscriber-2" };
const args = {
  email: "ada@example.com",
  password: canaries.first,
  passwordVersion: 1,
  firstName: "Ada",
  lastName: "Lovelace",
  displayName: "Ada L.",
  jobTitle: "Engineer",
  timezone: "Europe/London",
  country: "GB",
  companyName: "Engines",
};

/** A subscriber with every field. */
export const samples: readonly Sample[] = [
  {
    name: "ada",
    fewest: { email: "ada@example.com" },
    args,
    updates: {
      email: { email: "countess@example.com" },
      password: { password: canaries.second },
      passwordVersion: { passwordVersion: 2 },
      "password removed": { password: undefined, passwordVersion: undefined },
      "names, jobTitle removed": { firstName: "Augusta", displayName: "Augusta L.", jobTitle: undefined },
    },
    replacements: {},
    secrets: Object.values(canaries),
    changeElsewhere: (sim) =>
      new SignalWireDashboard(sim).changeAll("PUT", path, { email: "ada@example.com", country: "IE" }),
    removeElsewhere: (sim) => new SignalWireDashboard(sim).deleteAll(path),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [signalwireResource("Subscriber", "ada", args)],
        forget: ["ada"],
        program: [signalwireResource("Subscriber", "ada", { ...args, adopt: true })],
      },
    ],
  },
];
