import { ref, signalwireResource } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { pbxArgs, uuid } from "../../support/signalwire-samples.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";

const path = "/api/fabric/sip_addresses";
const canaries = { first: "CANARY-address-password", second: "CANARY-address-rotated" };
const peer = signalwireResource("SipGateway", "peer", {
  ...pbxArgs,
  name: "Peer",
  uri: "sip:calls@peer.example.com",
});
const other = signalwireResource("SipGateway", "other-peer", {
  ...pbxArgs,
  name: "Other peer",
  uri: "sip:calls@other.example.com",
});
const args = {
  name: "front-desk",
  handlerResourceId: ref("peer", "id"),
  user: "desk",
  contextId: uuid,
  ipAuth: ["203.0.113.0/24", "198.51.100.7"],
  codecs: ["OPUS", "PCMU"],
  ciphers: ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM_8"],
  encryption: "required",
  password: canaries.first,
  passwordVersion: 1,
};

/** An address with every field, which leads to a gateway. */
export const samples: readonly Sample[] = [
  {
    name: "desk",
    needs: [peer, other],
    fewest: { handlerResourceId: uuid },
    args,
    updates: {
      name: { name: "reception" },
      "user, contextId removed": { user: undefined, contextId: undefined },
      "ipAuth removed": { ipAuth: undefined },
      "codecs, ciphers, encryption": { codecs: ["PCMA"], ciphers: undefined, encryption: "forbidden" },
      password: { password: canaries.second },
      passwordVersion: { passwordVersion: 2 },
    },
    replacements: {
      handlerResourceId: { handlerResourceId: ref("other-peer", "id") },
      "password removed": { password: undefined },
    },
    secrets: Object.values(canaries),
    changeElsewhere: (sim) =>
      new SignalWireDashboard(sim).changeAll("PATCH", path, { encryption: "optional" }),
    removeElsewhere: (sim) => new SignalWireDashboard(sim).deleteAll(path),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [peer, other, signalwireResource("SipAddress", "desk", args)],
        forget: ["desk"],
        program: [peer, other, signalwireResource("SipAddress", "desk", { ...args, adopt: true })],
      },
    ],
  },
];
