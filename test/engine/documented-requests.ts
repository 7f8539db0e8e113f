import { endpointRequests as endpoint } from "./support/signalwire.js";

/** A step of an example whose requests docs/guides/requests.md lists. */
export interface DocumentedStep {
  /** The name of the step. */
  readonly step: string;
  /** The commands of the step. */
  readonly commands: readonly string[];
  /** Every request that the vendor gets, in no particular order: some are sent at the same time. */
  readonly requests: readonly string[];
}

const list = "GET /v2/sip/phone-numbers?page=1&perPage=100";
const detach = "POST /v2/sip/phone-numbers/detach";

/** The requests of the quick-start example with two numbers, step after step. */
export const quickstartRequests: readonly DocumentedStep[] = [
  { step: "preview", commands: ["pulumi preview"], requests: [] },
  {
    step: "create",
    commands: ["pulumi up"],
    requests: [
      "POST /v2/sip/phone-numbers",
      list,
      "PATCH /v2/sip/phone-numbers/gateways/:gatewayId",
      "POST /v2/sip-trunk",
    ],
  },
  { step: "nothing to do", commands: ["pulumi up"], requests: [] },
  {
    step: "update",
    commands: ["pulumi config set sipAddress sip2.example.com", "pulumi up"],
    requests: [list, "PATCH /v2/sip/phone-numbers/gateways/:gatewayId"],
  },
  {
    step: "refresh",
    commands: ["pulumi refresh"],
    requests: [list, "GET /v2/sip-trunk/:trunkId", "GET /v2/sip/routing-rule?page=1&perPage=100"],
  },
  {
    step: "destroy",
    commands: ["pulumi destroy"],
    requests: [
      list,
      detach,
      detach,
      "GET /v2/sip/inbound-gateways/:gatewayId",
      "GET /v2/sip/outbound-gateways/:gatewayId",
      "DELETE /v2/sip/inbound-gateways/:gatewayId",
      "DELETE /v2/sip/outbound-gateways/:gatewayId",
    ],
  },
];

/** The requests of the example with a softphone. */
export const softphoneRequests: readonly DocumentedStep[] = [
  { step: "preview", commands: ["pulumi preview"], requests: [] },
  {
    step: "create",
    commands: ["pulumi up"],
    requests: [`${endpoint.list}?filter_username=:username&page_size=1000`, endpoint.create],
  },
  { step: "nothing to do", commands: ["pulumi up"], requests: [] },
  {
    step: "update",
    commands: ["pulumi config set callerId Reception", "pulumi up"],
    requests: [endpoint.read, endpoint.update],
  },
  { step: "refresh", commands: ["pulumi refresh"], requests: [endpoint.read] },
  { step: "destroy", commands: ["pulumi destroy"], requests: [endpoint.delete] },
];
