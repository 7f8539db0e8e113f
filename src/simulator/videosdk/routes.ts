/**
 * The resources that the simulated VideoSDK serves, a line for each. A resource that is named here is also saved,
 * restored, shown by `state()` and emptied by a reset.
 */
export { connectors } from "./connectors.js";
export { gateways } from "./gateways.js";
export { phoneNumbers } from "./phone-numbers.js";
export { routingRules } from "./routing-rules.js";
export { trunks } from "./trunks.js";
export { webhooks } from "./webhooks.js";
