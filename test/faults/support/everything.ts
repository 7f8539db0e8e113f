import { ref, sipGateway, type Program } from "../../support/program.js";
import { carrier, outbound, support } from "../../support/samples.js";
import type { Operation } from "./operation.js";
import { swEndpoint, swGateway } from "./signalwire-operations.js";

const gatewayId = ref("support", "outboundGatewayIds", 0);

/** One resource of each class. */
export const everything: Program = [
  support({ gatewaySettings: "initial" }),
  sipGateway("tuned", { gatewayId, name: "Tuned", sipRegion: "us002" }),
  carrier({ attemptDelete: true }),
  swGateway(),
  swEndpoint(),
];

/** The same with a change of each. */
const changed: Program = [
  support({ name: "Sales", mediaEncryption: "enable", outbound: { ...outbound, transport: "udp" } }),
  carrier({ attemptDelete: true, domain: "other.example.com" }),
  swGateway({ name: "Other carrier" }),
  swEndpoint({ password: "CANARY-rotated", callerId: "Threepio" }),
];

const behaviour = { videosdk: { trunkDelete: 200 } } as const;
const resource = "everything";

/** Every kind of operation on one resource of each class. */
export const everyOperation = {
  create: { resource, name: "create", program: everything, behaviour },
  update: { resource, name: "update", before: everything, program: changed, behaviour },
  refresh: { resource, name: "refresh", before: everything, run: "refresh", program: everything, behaviour },
  delete: { resource, name: "delete", before: everything, run: "destroy", program: [], behaviour },
} satisfies Record<string, Operation>;
