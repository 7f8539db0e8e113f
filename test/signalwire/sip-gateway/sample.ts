import type { Simulator } from "../../../src/simulator";
import type { Sample } from "../../support/sample.js";
import { pbx, pbxArgs } from "../../support/signalwire-samples.js";
import { SignalWireDashboard, signalwireGateways } from "../../support/signalwire-view.js";

const ofTheGateway = (sim: Simulator): string | undefined => signalwireGateways(sim)[0]?.id;

/** A gateway with all of its fields, which are all required. */
export const samples: readonly Sample[] = [
  {
    name: "pbx",
    fewest: pbxArgs,
    args: pbxArgs,
    updates: {
      name: { name: "Other carrier" },
      uri: { uri: "other@sip.example.com" },
      encryption: { encryption: "optional" },
      "ciphers, codecs": { ciphers: ["AES_CM_128_HMAC_SHA1_80"], codecs: ["OPUS", "PCMU"] },
    },
    replacements: {},
    secrets: [],
    changeElsewhere: (sim) => new SignalWireDashboard(sim).patchGateways({ name: "Elsewhere" }),
    removeElsewhere: (sim) => new SignalWireDashboard(sim).deleteGateways(),
    operations: [
      {
        name: "replace: another space",
        before: [pbx()],
        formerly: { "signalwire:space": "former" },
        program: [pbx()],
      },
      {
        name: "create after state delete, by adoption of the id",
        before: [pbx()],
        forget: ["pbx"],
        program: (sim) => [pbx({ adopt: ofTheGateway(sim), name: "Adopted" })],
      },
    ],
  },
];
