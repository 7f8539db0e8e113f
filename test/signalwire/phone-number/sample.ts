import { ref, signalwireResource } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { ownedNumbers } from "../../support/signalwire-samples.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";

const path = "/api/relay/rest/phone_numbers";
const [number, other] = ownedNumbers;
const script = { type: "relay_script", relayScriptUrl: "https://example.com/swml" };
const args = {
  number,
  name: "Front desk",
  callHandler: { type: "laml_webhooks", requestUrl: "https://example.com/laml", requestMethod: "POST" },
  callReceiveMode: "voice",
  messageHandler: { type: "relay_topic", relayTopic: "office" },
  restoreOnDelete: true,
};
const behaviour = { signalwire: { ownedNumbers } };
const desk = signalwireResource("SipEndpoint", "number-desk", {
  username: "number-desk",
  password: "CANARY-number-desk",
});

/** A number with every field. */
export const samples: readonly Sample[] = [
  {
    name: "office-line",
    behaviour,
    fewest: { number },
    args,
    updates: {
      name: { name: "Reception" },
      "call handler": { callHandler: script },
      "message handler": { messageHandler: { type: "laml_application", lamlApplicationId: "app-1" } },
      callReceiveMode: { callReceiveMode: "fax" },
      restoreOnDelete: { restoreOnDelete: false },
      "name, message handler removed": { name: undefined, messageHandler: undefined },
    },
    replacements: { number: { number: other } },
    secrets: [],
    async changeElsewhere(sim) {
      const { id = "" } = sim.state().signalwire.phoneNumbers.find((one) => one.number === number) ?? {};
      await new SignalWireDashboard(sim).change("PUT", `${path}/${id}`, { name: "Elsewhere" });
    },
    operations: [
      {
        name: "create: a number that leads somewhere already, with adopt; then a destroy restores it",
        before: [signalwireResource("PhoneNumber", "office-line", { number, callHandler: script })],
        forget: ["office-line"],
        program: [signalwireResource("PhoneNumber", "office-line", { ...args, adopt: true })],
        tellsOfBefore: ["formerHandlers"],
      },
      {
        name: "update: to a SIP endpoint",
        before: [desk, signalwireResource("PhoneNumber", "office-line", args)],
        program: [
          desk,
          signalwireResource("PhoneNumber", "office-line", {
            ...args,
            callHandler: { type: "relay_sip_endpoint", sipEndpointId: ref("number-desk", "id") },
          }),
        ],
      },
    ],
  },
];
