import type { Simulator } from "../../../src/simulator";
import type { Declared } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { Dashboard } from "../../support/vendor-view.js";
import type { Properties } from "../../support/wire.js";

const args = {
  url: "https://hooks.example.com/calls/CANARY-webhook-path",
  events: ["call-started", "call-hangup"],
};
const otherUrl = "https://hooks.example.com/other/CANARY-webhook-path";

const hook = (changes: Properties = {}): Declared => ({
  vendor: "videosdk",
  type: "Webhook",
  name: "calls",
  inputs: { ...args, ...changes },
});

async function each(sim: Simulator, method: string, change?: object): Promise<void> {
  for (const { id, url, events } of sim.state().videosdk.webhooks) {
    const body = change === undefined ? undefined : { url, events, ...change };
    await new Dashboard(sim).send(method, `/v2/sip/webhooks/${id}`, body);
  }
}

/** A webhook with a secret in its path. */
export const samples: readonly Sample[] = [
  {
    name: "calls",
    fewest: args,
    args,
    updates: { url: { url: otherUrl }, events: { events: ["call-missed"] } },
    replacements: {},
    secrets: ["CANARY-webhook-path"],
    changeElsewhere: (sim) => each(sim, "PATCH", { events: ["call-update"] }),
    removeElsewhere: (sim) => each(sim, "DELETE"),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [hook()],
        forget: ["calls"],
        program: [hook({ adopt: true, events: ["call-missed"] })],
      },
      {
        name: "update, with PUT as the only method",
        before: [hook()],
        program: [hook({ events: ["call-missed"] })],
        behaviour: { videosdk: { webhookUpdate: "PUT", webhookListId: "id" } },
      },
    ],
  },
];
