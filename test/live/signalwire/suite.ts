import type { LiveVendor } from "../vendor";
import { assumptions } from "./assumptions";
import { SignalWireBench } from "./bench";
import { endpointSteps } from "./endpoints";
import { gatewaySteps } from "./gateways";
import { listSteps } from "./lists";
import { resourceSteps } from "./resources";

/** SignalWire's suite. */
export const signalwire: LiveVendor<SignalWireBench> = {
  name: "signalwire",
  assumptions,
  steps: [...gatewaySteps, ...endpointSteps, ...listSteps, ...resourceSteps],
  connect: (options) => new SignalWireBench(options),
  plan: ({ prefix }) => [
    `SIP gateways and SIP endpoints whose name begins with ${prefix} are created, changed and deleted.`,
    "No number is bought, released or changed. Nothing else is changed.",
  ],
};
