import { freeGatewaySample, freeNumbers } from "../../support/free-gateway-samples.js";

/** A gateway with all settings. */
export const samples = [
  freeGatewaySample("inbound", "InboundGateway", {
    numbers: [freeNumbers[0]],
    fewest: {},
    args: { allowedAddresses: ["203.0.113.0/24"] },
    updates: { allowedAddresses: { allowedAddresses: ["203.0.113.7", "198.51.100.0/24"] } },
  }),
];
