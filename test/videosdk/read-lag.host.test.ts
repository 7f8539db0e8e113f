import { describe, expect, test } from "vitest";
import { first, second, support, third } from "../support/samples.js";
import { useStack } from "../support/stack.js";
import { attached, Dashboard, gateways } from "../support/vendor-view.js";

const bench = useStack();

const lags = ["numberReadLag", "listReadLag", "gatewayReadLag"] as const;
const cases = lags.flatMap((lag) =>
  [[first], [first, second, third]].flatMap((numbers) =>
    [true, false].map((isShared) => ({ lag, numbers, isShared, count: numbers.length })),
  ),
);

describe("numbers that had other gateways a moment ago, where reads are late", () => {
  test.each(cases)(
    "a set of $count that is created and removed touches its own gateways only: $lag, isShared $isShared",
    async ({ lag, numbers, isShared }) => {
      const { current: stack } = bench;
      const dashboard = new Dashboard(stack.sim);
      await dashboard.create(numbers);
      const others = gateways(stack.sim);
      // More reads than the creation makes: the removal meets them, too.
      stack.sim.configure({ videosdk: { [lag]: 6 } });
      for (const number of numbers) await dashboard.detach(number);
      const set = support({ phoneNumbers: numbers, isShared });
      expect(await stack.up([set])).toMatchObject({ errors: [] });
      expect(attached(stack.sim)).toEqual(numbers);
      const own = gateways(stack.sim).filter(({ id }) => !others.some((other) => other.id === id));
      const { inboundGatewayIds, outboundGatewayIds } = stack.outputs("support");
      expect([inboundGatewayIds, outboundGatewayIds].flat().sort()).toEqual(own.map(({ id }) => id).sort());

      expect(await stack.destroy()).toMatchObject({ errors: [] });
      expect(attached(stack.sim)).toEqual([]);
      expect(gateways(stack.sim)).toEqual(others.map((other) => ({ ...other, numbers: [] })));
    },
  );

  test.each(lags)("a set is removed whose number another client moved to it: %s", async (lag) => {
    const { current: stack } = bench;
    const dashboard = new Dashboard(stack.sim);
    const set = support({ phoneNumbers: [first] });
    expect(await stack.up([set])).toMatchObject({ errors: [] });
    const own = gateways(stack.sim);
    await dashboard.detach(first);
    await dashboard.create([first]);
    const others = gateways(stack.sim).filter(({ id }) => !own.some((one) => one.id === id));
    stack.sim.configure({ videosdk: { [lag]: 6 } });
    await dashboard.detach(first);
    for (const one of own) await dashboard.setGatewayNumbers(one, [first]);
    expect(attached(stack.sim)).toEqual([first]);
    expect(await stack.destroy()).toMatchObject({ errors: [] });
    expect(attached(stack.sim)).toEqual([]);
    expect(gateways(stack.sim).map(({ id }) => id)).toEqual(others.map(({ id }) => id));
  });
});
