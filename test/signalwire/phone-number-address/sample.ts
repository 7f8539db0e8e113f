import { ref, signalwireResource } from "../../support/program.js";
import type { Sample } from "../../support/sample.js";
import { ownedNumbers, pbxArgs, uuid } from "../../support/signalwire-samples.js";
import { SignalWireDashboard } from "../../support/signalwire-view.js";

const path = "/api/fabric/phone_number_addresses";
const [, , number, other] = ownedNumbers;
const gateway = (name: string) =>
  signalwireResource("SipGateway", name, { ...pbxArgs, name, uri: `sip:calls@${name}.example.com` });
const needs = [gateway("bound"), gateway("unbound")];
const args = { number, resourceId: ref("bound", "id"), handlerType: "calling", name: "Front desk" };

/** An address with every field, which leads to a gateway. */
export const samples: readonly Sample[] = [
  {
    name: "direct",
    behaviour: { signalwire: { ownedNumbers } },
    needs,
    fewest: { number, resourceId: uuid },
    args,
    updates: {
      resourceId: { resourceId: ref("unbound", "id") },
      name: { name: "Reception" },
      "name removed": { name: undefined },
    },
    replacements: { number: { number: other }, handlerType: { handlerType: "messaging" } },
    secrets: [],
    changeElsewhere: (sim) => new SignalWireDashboard(sim).changeAll("PATCH", path, { name: "Elsewhere" }),
    removeElsewhere: (sim) => new SignalWireDashboard(sim).deleteAll(path),
    operations: [
      {
        name: "create after state delete, by adoption",
        before: [...needs, signalwireResource("PhoneNumberAddress", "direct", args)],
        forget: ["direct"],
        program: [
          ...needs,
          signalwireResource("PhoneNumberAddress", "direct", {
            ...args,
            adopt: true,
            resourceId: ref("unbound", "id"),
          }),
        ],
      },
    ],
  },
];
