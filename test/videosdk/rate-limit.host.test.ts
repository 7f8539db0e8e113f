import { expect, test } from "vitest";
import { declaredSet, numbersFrom } from "../support/seed.js";
import { useStack } from "../support/stack.js";

const bench = useStack();

test("a vendor that allows 10 requests a second: all of 30 sets are created, and the user hears once why it takes time", async () => {
  const stack = bench.current;
  stack.sim.configure({ videosdk: { requestsPerSecond: 10 } });
  const numbers = numbersFrom(30);
  const { errors, output } = await stack.up(
    numbers.map((number) => declaredSet(`set-${number.slice(-4)}`, [number], true)),
  );
  expect(errors).toEqual([]);
  expect(stack.sim.state().videosdk.inboundGateways).toHaveLength(30);
  expect(output.split("\n").filter((line) => line.includes("429"))).toEqual([
    expect.stringMatching(
      /^warning: videosdk: http:\S+ refuses requests because there are too many at a time \(HTTP 429\)/,
    ),
  ]);
});
