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

describe("numbers that are released with their set, whose gateways stay because they carry another's number", () => {
  const destroyed = async (numberReadLag: number) => {
    const { current: stack } = bench;
    await stack.done(stack.up([support({ phoneNumbers: [first], releaseOnDelete: true })]));
    await new Dashboard(stack.sim).join(third);
    await stack.done(stack.refresh());
    stack.sim.configure({ videosdk: { numberReadLag, listReadLag: numberReadLag } });
    return stack.destroy();
  };

  test("are released once they no longer show the gateways that they were detached from", async () => {
    expect(await destroyed(4)).toMatchObject({ errors: [] });
    expect(bench.current.sim.state().videosdk.released).toEqual([first]);
  });

  test("are not released where they still show them at the end, and the next run goes on", async () => {
    const { config } = bench.current.engine;
    bench.current.engine.config = { ...config, "videosdk:operationTimeout": "3" };
    const { errors } = await destroyed(12);
    expect(errors.join()).toMatch(
      /\+14155550100 still shows a gateway of this set.*not released.*same command again/s,
    );
    expect(bench.current.sim.state().videosdk.released).toEqual([]);
    bench.current.engine.config = config;
    // Others read meanwhile, until nothing is late any more.
    const dashboard = new Dashboard(bench.current.sim);
    for (let read = 0; read < 12; read += 1)
      for (const path of [`/v2/sip/phone-numbers/${first}`, "/v2/sip/phone-numbers"])
        await dashboard.send("GET", path);
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
    expect(bench.current.sim.state().videosdk.released).toEqual([first]);
  });
});
