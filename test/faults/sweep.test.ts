import { describe, test } from "vitest";
import { caseName, casesAt } from "./support/fault-cases.js";
import { prepare } from "./support/prepared.js";
import { runCase } from "./support/run-case.js";
import { chosenCases, isComplete, seed } from "./support/sample.js";
import { signalwireOperations } from "./support/signalwire-operations.js";
import { Slots } from "./support/slots.js";
import { countFindings } from "./support/tally.js";
import { videosdkOperations } from "./support/videosdk-operations.js";

const operations = [...videosdkOperations, ...signalwireOperations];
if (!isComplete) console.log(`A sample of the fault sweep, drawn with PULUMI_SIP_SEED=${seed}`);

// Cases wait for time limits more than they compute, so more of them run at a time than there are cores.
const slots = new Slots(16);

describe.concurrent(
  "a fault at any request: the next run converges, and nothing is doubled or left over",
  () => {
    test.for(operations.map((one, index) => [`${one.resource}: ${one.name}`, one, index] as const))(
      "%s",
      { timeout: 3_600_000 },
      async ([, operation, index], { task, expect }) => {
        const prepared = await slots.run(() => prepare(operation));
        try {
          const results = await Promise.all(
            chosenCases(casesAt(prepared.places), index).map(async (fault) => {
              const { finding, details } = await slots.run(() => runCase(prepared, fault));
              return { fault: caseName(fault), finding, details };
            }),
          );
          task.meta.faults = {
            resource: operation.resource,
            operation: operation.name,
            requests: prepared.places.length,
            findings: countFindings(results.map(({ finding }) => finding)),
          };
          const bad = results.filter(({ finding }) => finding !== "converged" && finding !== "asked");
          expect(bad).toEqual([]);
        } finally {
          await prepared.dispose();
        }
      },
    );
  },
);
