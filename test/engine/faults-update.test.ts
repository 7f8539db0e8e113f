import { plans } from "./support/fault-plans.js";
import { scenarios } from "./support/fault-scenarios.js";
import { testFaults } from "./support/fault-suite.js";

testFaults(scenarios.update, [plans.droppedBefore, plans.html, plans.providerKilled, plans.cliKilledBefore]);
