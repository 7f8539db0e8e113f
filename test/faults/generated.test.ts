import fc from "fast-check";
import { describe, test } from "vitest";
import { seed } from "./support/sample.js";
import { play, steps } from "./support/sequence.js";

const count = Number(process.env["PULUMI_SIP_SEQUENCES"] ?? "32");
const strands = 4;
const runs = Math.ceil(count / strands);

console.log(`${count} generated programs, drawn with PULUMI_SIP_SEED=${seed}`);

describe.concurrent("programs of up to six resources, edited repeatedly while requests fail", () => {
  test.for(Array.from({ length: strands }, (_, strand) => strand))(
    "after healthy runs the vendors equal the program, with nothing left over: strand %i",
    { timeout: 60_000 * runs },
    async (strand, { expect }) => {
      await fc.assert(
        fc.asyncProperty(steps, async (sequence) => {
          const { expected, actual, unrest } = await play(sequence);
          expect({ ...actual, unrest }).toEqual({ ...expected, unrest: [] });
        }),
        { seed: seed + strand, numRuns: runs, endOnFailure: process.env["PULUMI_SIP_SHRINK"] === undefined },
      );
    },
  );
});
