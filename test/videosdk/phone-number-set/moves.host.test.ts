import { describe, expect, test } from "vitest";
import type { Simulator } from "../../../src/simulator";
import { converge, numbersOf } from "../../support/moves.js";
import { phoneNumberSet, type Declared } from "../../support/program.js";
import { setArgs } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";

const number = (index: number): string => `+141555502${String(index).padStart(2, "0")}`;
const set = (name: string, isShared: boolean, ...indexes: number[]): Declared =>
  phoneNumberSet(name, { ...setArgs, name, isShared, phoneNumbers: indexes.map(number) });

/** The inbound gateways that carry numbers. */
const carriers = (sim: Simulator, numbers: readonly string[]): string[] =>
  sim
    .state()
    .videosdk.phoneNumbers.flatMap(({ e164, inboundGatewayId: id }) =>
      id != null && numbers.includes(e164) ? [id] : [],
    );

/** What is done, the program before and the program after. */
type Case = [name: string, before: Declared[], after: Declared[]];

/** Numbers that change hands in each way, between sets of one kind. */
const casesOf = (one: (name: string, ...indexes: number[]) => Declared): Case[] => [
  ["the taker first", [one("a", 1), one("b", 2, 3)], [one("a", 1, 2), one("b", 3)]],
  ["the holder first", [one("a", 1, 2), one("b", 3)], [one("a", 1), one("b", 2, 3)]],
  ["two numbers are swapped", [one("a", 1, 2), one("b", 3, 4)], [one("a", 1, 3), one("b", 2, 4)]],
  ["two sets are swapped", [one("a", 1), one("b", 2)], [one("a", 2), one("b", 1)]],
  [
    "a new taker, far before the holder",
    [one("x", 8), one("y", 9), one("b", 2, 3)],
    [one("a", 2), one("x", 8), one("y", 9), one("b", 3)],
  ],
  [
    "a new taker, far behind the holder",
    [one("b", 2, 3), one("x", 8), one("y", 9)],
    [one("b", 3), one("x", 8), one("y", 9), one("a", 2)],
  ],
  [
    "one set is split into many",
    [one("a", 1, 2, 3, 4, 5, 6)],
    [one("b", 2), one("c", 3), one("a", 1), one("d", 4), one("e", 5), one("f", 6)],
  ],
];

for (const parallel of [undefined, 1, 2, 8]) {
  describe(`with ${parallel ?? "any number of"} workers`, () => {
    const bench = useStack(parallel === undefined ? {} : { parallel });
    for (const isShared of [false, true]) {
      const kind = isShared ? "shared" : "a pair a number";
      const cases = casesOf((name, ...indexes) => set(name, isShared, ...indexes));
      test.each(cases)(`${kind}: %s`, async (_name, before, after) => {
        await bench.current.done(bench.current.up(before));
        const { harm } = await converge(bench.current, after);
        expect(harm).toEqual([]);
      });

      test.each(cases)(`${kind}: %s, and back after one run`, async (_name, before, after) => {
        await bench.current.done(bench.current.up(before));
        await bench.current.done(bench.current.up(after));
        const gone = after.filter(({ name }) => !before.some((other) => other.name === name));
        const adopt = carriers(bench.current.sim, gone.flatMap(numbersOf));
        const back = before.map((one) => ({ ...one, inputs: { ...one.inputs, adopt } }));
        const { harm } = await converge(bench.current, adopt.length === 0 ? before : back);
        expect(harm).toEqual([]);
      });
    }
  });
}

describe("programs that follow one another without a run in between", () => {
  for (const parallel of [1, 2]) {
    const bench = useStack({ parallel });
    test.each([
      ["further sets first", 0],
      ["the split set first", 2],
    ])(`with ${parallel} workers, %s: a set is split, then two of the new sets swap`, async (_name, at) => {
      const programs = [
        [2, 3],
        [3, 2],
      ].map(([b = 0, c = 0]) => {
        const rest = [set("b", true, b), set("c", true, c)];
        return [...rest.slice(0, at), set("one", true, 1), ...rest.slice(at), set("f", true, 6)];
      });
      const [split = [], swapped = []] = programs;
      await bench.current.done(bench.current.up([set("one", true, 1, 2, 3, 6)]));
      await bench.current.done(bench.current.up(split));
      const { harm } = await converge(bench.current, swapped);
      expect(harm).toEqual([]);
    });
  }
});

describe("a number that joins a set by a request which gets no usable answer and has no effect", () => {
  const bench = useStack({ config: { "videosdk:maxRetries": "0" }, parallel: 1 });
  test("is not taken for one of this set, though its gateways have the same settings", async () => {
    await bench.current.done(bench.current.up([set("a", true, 1), set("b", true, 2), set("c", false, 3, 4)]));
    const lost = { method: "POST", path: "/v2/sip/phone-numbers", kind: "empty", status: 502 } as const;
    bench.current.sim.addFault({ ...lost, times: 2 });
    const after = [set("a", true, 1, 4), set("b", true, 2), set("c", false, 3)];
    await bench.current.up(after);
    bench.current.sim.clearFaults();
    const { harm } = await converge(bench.current, after);
    expect(harm).toEqual([]);
  });
});

describe("a number of a set that the program no longer declares", () => {
  const bench = useStack();
  const before = [set("old", true, 1, 2)];

  test("is refused before anything is touched, with both ways to take it", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up(before));
    sim.clearOutages();
    const [inbound] = sim.state().videosdk.inboundGateways;
    const up = await bench.current.up([set("new", true, 2, 3)]);
    expect(up.errors.join()).toContain(`set adopt: "${inbound?.id ?? ""}"`);
    expect(up.errors.join()).toContain("or take two runs");
    expect(sim.outages()).toEqual([]);
    expect(bench.current.engine.state.has("old")).toBe(true);
  });

  test("is taken in one run where adopt names its gateway, and the rest is removed", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up(before));
    const [inbound] = sim.state().videosdk.inboundGateways;
    const taker = set("new", true, 2, 3);
    const after = [{ ...taker, inputs: { ...taker.inputs, adopt: [inbound?.id ?? ""] } }];
    const { harm, runs } = await converge(bench.current, after);
    expect(runs[0]?.errors).toEqual([]);
    expect(harm).toEqual([]);
    expect(runs[0]?.output).toContain("takes numbers off gateways that adopt names");
  });
});

describe("a number that moves while its old set is replaced", () => {
  for (const parallel of [1, 2, 8]) {
    const bench = useStack({ parallel });
    test.each([
      ["the new set first", (taker: Declared, giver: Declared) => [taker, giver]],
      ["the old set first", (taker: Declared, giver: Declared) => [giver, taker]],
    ])(`is moved directly, with ${parallel} workers: %s`, async (_name, order) => {
      await bench.current.done(bench.current.up([set("old", true, 1, 2)]));
      const { harm } = await converge(bench.current, order(set("new", true, 2), set("old", false, 1)));
      // The number that stays has the outage of the replacement.
      expect(harm.filter((one) => !one.startsWith(number(1)))).toEqual([]);
    });
  }
});
