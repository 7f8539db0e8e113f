import type { Simulator } from "../../../src/simulator";
import { ref, signalwireResource } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { uuid } from "../../support/signalwire-samples.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";

const canaries = { first: "CANARY-desk-password", second: "CANARY-desk-rotated" };
const person = signalwireResource("Subscriber", "person", { email: "person@example.com" });
const other = signalwireResource("Subscriber", "other-person", { email: "other@example.com" });
const args = {
  subscriberId: ref("person", "id"),
  username: "person-desk",
  password: canaries.first,
  passwordVersion: 1,
  callerId: "Person",
  sendAs: "random",
  ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
  codecs: ["PCMU", "OPUS"],
  encryption: "required",
};

/** The paths of everybody's credentials. */
function paths(sim: Simulator): string[] {
  const { subscribers } = sim.state().signalwire;
  return subscribers.map(({ id }) => `/api/fabric/resources/subscribers/${id}/sip_endpoints`);
}

/** Credentials with every field. */
export const samples: readonly Sample[] = [
  {
    name: "person-desk",
    needs: [person, other],
    fewest: { subscriberId: uuid, username: "person-desk", password: canaries.first },
    args,
    updates: {
      username: { username: "person-phone" },
      password: { password: canaries.second },
      passwordVersion: { passwordVersion: 2 },
      "callerId, sendAs, codecs": { callerId: "Reception", sendAs: "+14155550123", codecs: ["PCMA"] },
      "ciphers, encryption removed": { ciphers: undefined, encryption: undefined },
    },
    replacements: { subscriberId: { subscriberId: ref("other-person", "id") } },
    secrets: Object.values(canaries),
    async changeElsewhere(sim) {
      for (const path of paths(sim))
        await new SignalWireDashboard(sim).changeAll("PATCH", path, { caller_id: "Elsewhere" });
    },
    async removeElsewhere(sim) {
      for (const path of paths(sim)) await new SignalWireDashboard(sim).deleteAll(path);
    },
    operations: [
      {
        name: "refresh: the subscriber deleted elsewhere",
        before: [person, other, signalwireResource("SubscriberSipEndpoint", "person-desk", args)],
        meanwhile: (sim) => new SignalWireDashboard(sim).deleteAll("/api/fabric/resources/subscribers"),
        run: "refresh",
        program: [person, other, signalwireResource("SubscriberSipEndpoint", "person-desk", args)],
      },
    ],
  },
];
