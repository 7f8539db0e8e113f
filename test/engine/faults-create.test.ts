import { plans } from "./support/fault-plans.js";
import { scenarios } from "./support/fault-scenarios.js";
import { testFaults } from "./support/fault-suite.js";

testFaults(scenarios.create, [
  plans.droppedAfter,
  plans.failedAfter,
  plans.unanswered,
  plans.cutOff,
  plans.providerKilled,
  plans.cliKilled,
]);
