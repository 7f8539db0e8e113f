import { describe, test } from "vitest";
import { allSamples } from "../support/registry.js";
import type { ClassSample } from "../support/sample.js";
import { caseName, casesAt } from "./support/fault-cases.js";
import { prepare } from "./support/prepared.js";
import { runCase } from "./support/run-case.js";
import { chosenCases, isComplete, seed } from "./support/sample.js";
import { Slots } from "./support/slots.js";
import { operationsOf, operationsTogether } from "./support/sweep-operations.js";
import { casesUnderSwitch, rowsWithSwitches, type Row } from "./support/switches.js";
import { countFindings, lineOf } from "./support/tally.js";

const rowsOf = (samples: readonly ClassSample[]): Row[] => [
  ...samples.flatMap((sample) =>
    operationsOf(sample).map((operation) => ({ resource: sample.title, operation })),
  ),
  ...operationsTogether.map((operation) => ({ resource: "set, gateway and trunk", operation })),
];
if (!isComplete) console.log(`A sample of the fault sweep, drawn with PULUMI_SIP_SEED=${seed}`);

// Cases wait for time limits more than they compute, so more of them run at the same time than there are cores.
const slots = new Slots(16);

const titleOf = ({ resource, operation, variant }: Row): string =>
  `${resource}: ${operation.name}${variant === undefined ? "" : `, ${variant}`}`;

describe.concurrent(
  "a fault at any request: the next run converges, and nothing is duplicated or left over",
  async () => {
    const rows = rowsOf(await allSamples());
    test.for([...rows, ...rowsWithSwitches(rows)].map((row, index) => [titleOf(row), row, index] as const))(
      "%s",
      { timeout: 3_600_000 },
      async ([, { resource, operation, variant }, index], { task, expect }) => {
        const prepared = await slots.run(() => prepare(operation));
        try {
          const cases = casesAt(prepared.places);
          const chosen = variant === undefined ? chosenCases(cases, index) : casesUnderSwitch(cases, index);
          const verdicts = await Promise.all(
            chosen.map(async (fault) => {
              const verdict = await slots.run(() => runCase(prepared, fault));
              return verdict === undefined ? [] : [{ fault: caseName(fault), ...verdict }];
            }),
          );
          const results = verdicts.flat();
          expect(results.length).toBeGreaterThanOrEqual(Math.floor(chosen.length / 2));
          task.meta.faults = {
            resource,
            operation: operation.name,
            ...(variant !== undefined && { variant }),
            requests: prepared.places.length,
            findings: countFindings(results.map(({ finding }) => finding)),
          };
          // A run of hours that is interrupted has shown what was done.
          if (isComplete) console.log(lineOf(task.meta.faults));
          const bad = results.filter(({ finding }) => finding !== "converged" && finding !== "asked");
          expect(bad).toEqual([]);
        } finally {
          await prepared.dispose();
        }
      },
    );
  },
);
