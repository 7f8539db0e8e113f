import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawn } from "../../faults/support/sample.js";
import { compareVendor } from "../../faults/support/verdict.js";
import type { VendorObjects } from "../../faults/support/vendor-objects.js";
import type { FaultPlan, RoundResult } from "./fault-round.js";
import { Rounds } from "./fault-round.js";
import type { Scenario, Subject } from "./fault-scenarios.js";
import { isOurs, nameOf } from "./state.js";
import { useWorkspace } from "./workspace.js";

/** Which of the vendors' objects belong to a resource. */
const kinds: Readonly<Record<Subject, readonly string[]>> = {
  PhoneNumberSet: ["gateway", "number", "routingRules"],
  "videosdk.SipGateway": ["gateway"],
  SipTrunk: ["trunks"],
  "signalwire.SipGateway": ["SignalWire gateway"],
  SipEndpoint: ["SignalWire endpoint"],
};

/** Plans of each scenario in the sample: each is two runs of the engine at least. */
const plansInSample = 2;

/**
 * Declares the tests of a scenario: with each plan, or a sample of them, one for each resource, and one for the stack as a
 * whole.
 */
export function testFaults(scenario: Scenario, plans: readonly FaultPlan[]): void {
  const workspace = useWorkspace();
  let rounds: Rounds;
  beforeAll(async () => {
    rounds = await Rounds.prepare(workspace, scenario);
  });
  afterAll(() => rounds.end());

  const named = drawn(plans, plansInSample).map((plan) => [plan.name, plan] as const);
  const targets = scenario.targets.map((target) => [target.subject, target.name] as const);
  describe.each(named)(`${scenario.name}, %s`, (_name, plan) => {
    let result: RoundResult;
    beforeAll(async () => {
      result = await rounds.run(plan);
    });

    test.for(targets)("%s: the next run converges, nothing is duplicated or left over", ([subject, name]) => {
      expect(result.hit).toContain(subject);
      const actual = objectsOf(subject, result.vendor);
      expect(compareVendor(actual, objectsOf(subject, rounds.healthy))).toEqual({
        finding: "converged",
        details: [],
      });
      const held = result.state.resources.filter((one) => isOurs(one) && nameOf(one.urn) === name);
      expect(held.map(({ initErrors }) => initErrors)).toEqual(scenario.run === "up" ? [undefined] : []);
    });

    test("a further up has nothing to do, and state holds no pending operation", () => {
      expect(result.atRest).toEqual([]);
      expect(result.state.pendingOperations).toEqual([]);
      expect(result.state.resources.flatMap(({ initErrors }) => initErrors ?? [])).toEqual([]);
      expect(compareVendor(result.vendor, rounds.healthy).details).toEqual([]);
    });
  });
}

function objectsOf(subject: Subject, { objects, released }: VendorObjects): VendorObjects {
  const own = objects.filter((text) => kinds[subject].includes((JSON.parse(text) as { kind: string }).kind));
  return { objects: own, released };
}
