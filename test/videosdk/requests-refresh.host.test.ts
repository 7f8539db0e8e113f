import { describe, expect, test } from "vitest";
import { declaredSet, numbersFrom, seed, setsOf } from "../support/seed.js";
import { useStack } from "../support/stack.js";
import { Dashboard, gateways } from "../support/vendor-view.js";

const bench = useStack();

/** The requests for every page of the number list. */
const pages = (total: number): string[] =>
  Array.from(
    { length: Math.ceil(total / 100) },
    (_, index) => `GET /v2/sip/phone-numbers?page=${index + 1}&perPage=100`,
  ).sort();
/** The request for the rules, which say whether the numbers of all sets end somewhere. */
const rules = "GET /v2/sip/routing-rule?page=1&perPage=100";
const direct = (e164: string): string => `GET /v2/sip/phone-numbers/${e164}`;

describe("a refresh", () => {
  test.each([
    { numbers: 1, sets: 1, isShared: true, withGateways: false },
    { numbers: 1, sets: 1, isShared: true, withGateways: true },
    { numbers: 99, sets: 99, isShared: true, withGateways: false },
    { numbers: 100, sets: 1, isShared: true, withGateways: true },
    { numbers: 100, sets: 3, isShared: false, withGateways: true },
    { numbers: 101, sets: 1, isShared: true, withGateways: true },
    { numbers: 101, sets: 101, isShared: true, withGateways: true },
    { numbers: 1_000, sets: 10, isShared: false, withGateways: false },
    { numbers: 1_000, sets: 1_000, isShared: true, withGateways: true },
  ])(
    "of $numbers numbers in $sets sets (shared: $isShared, gateways as resources: $withGateways): the list once, and that of the rules",
    async ({ numbers, sets, isShared, withGateways }) => {
      const stack = bench.current;
      await seed(stack, setsOf(numbersFrom(numbers), sets), { isShared, withGateways });
      const { lines, ops } = await stack.done(stack.refresh());
      expect([...lines].sort()).toEqual([...pages(numbers), rules].sort());
      expect(new Set(Object.values(ops))).toEqual(new Set(["same"]));
    },
  );

  test("of numbers of which some are gone: the list once, and each of those directly", async () => {
    const stack = bench.current;
    const numbers = numbersFrom(150);
    await seed(stack, [numbers], { isShared: true, withGateways: true });
    const dashboard = new Dashboard(stack.sim);
    const gone = numbers.slice(70, 73);
    for (const e164 of gone) await dashboard.release(e164);
    const { lines } = await stack.done(stack.refresh());
    expect([...lines].sort()).toEqual([...pages(147), ...gone.map(direct), rules].sort());
    expect(stack.outputs("set-0")["phoneNumbers"]).toEqual(numbers.filter((e164) => !gone.includes(e164)));
  });

  test("of a gateway that is gone: the list once, and the gateway directly", async () => {
    const stack = bench.current;
    await seed(stack, [numbersFrom(1), numbersFrom(1, 1)], { isShared: true, withGateways: true });
    const [lost] = gateways(stack.sim).filter(({ direction }) => direction === "outbound");
    if (lost === undefined) throw new Error("there is no outbound gateway");
    await new Dashboard(stack.sim).deleteGateway(lost);
    const { lines } = await stack.done(stack.refresh());
    const asked = `GET /v2/sip/outbound-gateways/${lost.id}`;
    // Its set requests it, and so does its own resource.
    expect(lines.map((line) => line.replace("{outbound}", lost.id)).sort()).toEqual(
      [...pages(2), asked, asked, rules].sort(),
    );
    expect(stack.engine.state.has(`gateway-${lost.id}`)).toBe(false);
  });

  test("of few numbers of a large account: one page shows its size, then each directly", async () => {
    const stack = bench.current;
    await seed(stack, setsOf(numbersFrom(950), 2), { isShared: false, withGateways: false });
    const others = numbersFrom(3, 950);
    stack.engine.state.clear();
    await seed(stack, [others], { isShared: true, withGateways: false });
    const { lines } = await stack.done(stack.refresh());
    expect([...lines].sort()).toEqual([...pages(100), ...others.map(direct), rules].sort());
  });
});

test("an up that changes nothing makes no request, however many resources there are", async () => {
  const stack = bench.current;
  const sets = setsOf(numbersFrom(300), 100);
  await seed(stack, sets, { isShared: true, withGateways: false });
  await stack.done(stack.refresh());
  const program = sets.map((numbers, index) => declaredSet(`set-${index}`, numbers, true));
  const { lines, ops } = await stack.done(stack.up(program));
  expect(lines).toEqual([]);
  expect(new Set(Object.values(ops))).toEqual(new Set(["same"]));
});
