/**
 * The resources that the simulated SignalWire serves, a line for each. A resource that is named here is also saved,
 * restored, shown by `state()` and emptied by a reset.
 */
export { endpoints } from "./endpoints.js";
export { gateways } from "./gateways.js";
export { phoneNumbers } from "./phone-numbers.js";
export { sipAddresses } from "./sip-addresses.js";
export { sipProfiles } from "./sip-profile.js";
export { subscribers } from "./subscribers.js";
export { swmlScripts, swmlWebhooks } from "./swml.js";
