import { describe, expect, test } from "vitest";
import { declaredSet, numbersFrom, seed } from "../support/seed.js";
import { useStack } from "../support/stack.js";
import { Dashboard } from "../support/vendor-view.js";

const bench = useStack();

/** The largest number of reads before and after a creation. */
const bound = (numbers: number, total: number): number => 2 * Math.min(numbers, Math.ceil(total / 100));

describe("the creation of a set", () => {
  test.each([
    { numbers: 1, others: 0 },
    { numbers: 1, others: 450 },
    { numbers: 2, others: 450 },
    { numbers: 99, others: 0 },
    { numbers: 100, others: 0 },
    { numbers: 101, others: 0 },
    { numbers: 101, others: 450 },
    { numbers: 1_000, others: 0 },
  ])(
    "of $numbers numbers with $others others in the account: one POST, and no more reads than the limit",
    async ({ numbers, others }) => {
      const stack = bench.current;
      if (others > 0)
        await seed(stack, [numbersFrom(others, 2_000)], { isShared: false, withGateways: false });
      stack.engine.state.clear();
      const { lines, writes } = await stack.done(
        stack.up([declaredSet("new", numbersFrom(numbers), numbers <= 101)]),
      );
      expect(writes).toEqual(["POST /v2/sip/phone-numbers"]);
      expect(lines.length - 1).toBeLessThanOrEqual(bound(numbers, numbers + others));
      expect(stack.outputs("new")["numbers"]).toHaveLength(numbers);
    },
  );

  test("that the vendor refuses reads the numbers once more", async () => {
    const stack = bench.current;
    const numbers = numbersFrom(150);
    await new Dashboard(stack.sim).create(numbers.slice(0, 5));
    const { errors, lines, writes } = await stack.up([declaredSet("new", numbers, true)]);
    expect(errors[0]).toContain("is attached to");
    expect(writes).toEqual(["POST /v2/sip/phone-numbers"]);
    // Five are registered; the other numbers do not exist, which one request each must confirm.
    expect(lines.filter((line) => line.includes("page="))).toHaveLength(1);
    expect(lines).toHaveLength(1 + 1 + 145);
  });
});
