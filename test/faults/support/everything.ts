import { ref, sipGateway, type Program } from "../../support/program.js";
import { carrier, outbound, support } from "../../support/samples.js";
import type { KnownOperation } from "./operation.js";
import { phone, pbx } from "../../support/signalwire-samples.js";

const gatewayId = ref("support", "outboundGatewayIds", 0);

/** One resource of each class. */
export const everything: Program = [
  support({ gatewaySettings: "initial" }),
  sipGateway("tuned", { gatewayId, name: "Tuned", sipRegion: "us002" }),
  carrier({ attemptDelete: true }),
  pbx(),
  phone(),
];

/** The same with a change of each. */
const changed: Program = [
  support({ name: "Sales", mediaEncryption: "enable", outbound: { ...outbound, transport: "udp" } }),
  carrier({ attemptDelete: true, domain: "other.example.com" }),
  pbx({ name: "Other carrier" }),
  phone({ password: "CANARY-rotated", callerId: "Threepio" }),
];

const behaviour = { videosdk: { trunkDelete: 200 } } as const;

/** Every kind of operation on one resource of each class. */
export const everyOperation = {
  create: { name: "create", program: everything, behaviour },
  update: { name: "update", before: everything, program: changed, behaviour },
  refresh: { name: "refresh", before: everything, run: "refresh", program: everything, behaviour },
  delete: { name: "delete", before: everything, run: "destroy", program: [], behaviour },
} satisfies Record<string, KnownOperation>;
