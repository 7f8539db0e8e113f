import { phoneNumberSet, ref, sipGateway } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { canaries, fourth, outbound, setArgs, third } from "../../support/samples.js";
import { Dashboard, gateway } from "../../support/vendor-view.js";

const initial = phoneNumberSet("lines", {
  ...setArgs,
  phoneNumbers: [third, fourth],
  gatewaySettings: "initial",
});
const other = phoneNumberSet("other", {
  ...setArgs,
  phoneNumbers: ["+14155550104"],
  gatewaySettings: "initial",
});
const gatewayId = ref("lines", "outboundGatewayIds", 0);
const args = {
  gatewayId,
  name: "Tuned",
  address: "tuned.example.com",
  auth: { username: "user", password: canaries.other },
};
const otherId = ref("other", "outboundGatewayIds", 0);

/** The settings of an outbound gateway that a set created. */
export const samples: readonly Sample[] = [
  {
    name: "line",
    needs: [initial],
    fewest: { gatewayId: "gw" },
    args,
    updates: {
      name: { name: "Main line" },
      "mediaEncryption, sipRegion": { mediaEncryption: "enable", sipRegion: "us002" },
      "address, transport": { address: "other.example.com", transport: "udp" },
      credentials: { auth: outbound.auth },
    },
    replacements: {},
    secrets: Object.values(canaries),
    changeElsewhere: (sim) =>
      new Dashboard(sim).patchGateway(gateway(sim, "outbound").id, { address: "elsewhere.example.com" }),
    operations: [
      {
        name: "create, inbound",
        before: [initial],
        program: [
          initial,
          sipGateway("line", { gatewayId: ref("lines", "inboundGatewayIds", 0), sipRegion: "in002" }),
        ],
      },
      {
        name: "create, where nothing differs",
        before: [initial],
        program: [initial, sipGateway("line", { gatewayId, transport: outbound.transport })],
      },
      {
        name: "replace: another gateway",
        before: [initial, other, sipGateway("line", args)],
        program: [initial, other, sipGateway("line", { ...args, gatewayId: otherId })],
      },
    ],
  },
];
