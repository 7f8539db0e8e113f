import { freeGatewaySample, freeNumbers } from "../../support/free-gateway-samples.js";

/** A gateway with all settings. */
export const samples = [
  freeGatewaySample("outbound", "OutboundGateway", {
    numbers: [freeNumbers[1]],
    fewest: { address: "sip.example.com" },
    args: { address: "sip.example.com:5061", transport: "tcp" },
    updates: { "address, transport": { address: "other.example.com", transport: undefined } },
  }),
];
