import { signalwireResource } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";

const path = "/api/fabric/resources/swml_webhooks";
const secret = "CANARY-webhook-password";
const args = {
  name: "Answering server",
  usedFor: "calling",
  primaryRequestUrl: `https://user:${secret}@example.com/swml`,
  primaryRequestMethod: "POST",
  fallbackRequestUrl: "https://example.com/fallback",
  fallbackRequestMethod: "GET",
  statusCallbackUrl: "https://example.com/status",
  statusCallbackMethod: "POST",
};

/** A webhook with every field. */
export const samples: readonly Sample[] = [
  {
    name: "answering",
    fewest: { primaryRequestUrl: "https://example.com/swml" },
    args,
    updates: {
      name: { name: "Other server" },
      "primaryRequestUrl, primaryRequestMethod": {
        primaryRequestUrl: "https://example.com/other",
        primaryRequestMethod: "GET",
      },
      "fallback and status callback removed": {
        fallbackRequestUrl: undefined,
        fallbackRequestMethod: undefined,
        statusCallbackUrl: undefined,
        statusCallbackMethod: undefined,
      },
    },
    replacements: { usedFor: { usedFor: "messaging" } },
    secrets: [secret],
    changeElsewhere: (sim) => new SignalWireDashboard(sim).changeAll("PATCH", path, { name: "Elsewhere" }),
    removeElsewhere: (sim) => new SignalWireDashboard(sim).deleteAll(path),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [signalwireResource("SwmlWebhook", "answering", args)],
        forget: ["answering"],
        program: [signalwireResource("SwmlWebhook", "answering", { ...args, adopt: true })],
      },
    ],
  },
];
