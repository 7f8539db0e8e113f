import fc from "fast-check";
import { describe, test } from "vitest";
import { move, moves } from "./support/moving-numbers.js";
import { seed } from "./support/sample.js";

const count = Number(process.env["PULUMI_SIP_SEQUENCES"] ?? "16") / 2;
const strands = 4;
const runs = Math.ceil(count / strands);

console.log(`${count} programs whose numbers move, drawn with PULUMI_SIP_SEED=${seed}`);

describe.concurrent(
  "numbers that move among sets, rules and gateways, in any order, while requests fail",
  () => {
    test.for(Array.from({ length: strands }, (_, strand) => strand))(
      "converge: none is released or loses its way, and no rule or gateway keeps another's: strand %i",
      { timeout: 240_000 * runs },
      async (strand, { expect }) => {
        await fc.assert(
          fc.asyncProperty(moves, async (drawn) => {
            expect(await move(drawn)).toEqual([]);
          }),
          {
            seed: seed + strand,
            numRuns: runs,
            endOnFailure: process.env["PULUMI_SIP_SHRINK"] === undefined,
          },
        );
      },
    );
  },
);
