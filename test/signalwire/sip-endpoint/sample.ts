import { signalwireEndpoint } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { barePhone, phone, phoneArgs, phoneCanaries } from "../../support/signalwire-samples.js";
import { SignalWireDashboard, signalwireEndpoints } from "../../support/signalwire-view.js";

const { username, password } = phoneArgs;

function other(name: string) {
  return signalwireEndpoint("other", { username: name, password });
}

/** An endpoint with every field. */
export const samples: readonly Sample[] = [
  {
    name: "phone",
    fewest: { username },
    args: phoneArgs,
    updates: {
      username: { username: "r2d2" },
      password: { password: phoneCanaries.second },
      passwordVersion: { passwordVersion: 2 },
      "password removed": { password: undefined },
      "callerId, sendAs": { callerId: "Threepio", sendAs: "+14155550123" },
      "codecs removed, encryption": { codecs: undefined, encryption: "optional" },
      "call handler": { callHandler: { type: "relay_topic", relayTopic: "calls" } },
    },
    replacements: { "call handler removed": { callHandler: undefined } },
    secrets: Object.values(phoneCanaries),
    changeElsewhere: (sim) => new SignalWireDashboard(sim).putEndpoints({ caller_id: "Elsewhere" }),
    removeElsewhere: (sim) => new SignalWireDashboard(sim).deleteEndpoints(),
    operations: [
      {
        name: "update: user names that swap",
        before: [barePhone(), other(`${username}-2`)],
        program: [barePhone({ username: `${username}-2` }), other(username)],
      },
      {
        name: "replace: another space",
        before: [phone()],
        formerly: { "signalwire:space": "former" },
        program: [phone()],
      },
      {
        name: "create after state delete, by adoption",
        before: [phone()],
        forget: ["phone"],
        program: [phone({ adopt: true, callerId: "Adopted" })],
      },
      {
        name: "create after state delete, by adoption of the id",
        before: [barePhone()],
        forget: ["phone"],
        program: (sim) => [barePhone({ adopt: signalwireEndpoints(sim)[0]?.id })],
      },
    ],
  },
];
