import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { isComplete, seed } from "../faults/support/sample.js";
import { harms, misplaced, numbersOf } from "../support/moves.js";
import { phoneNumberSet, type Declared } from "../support/program.js";
import { leftovers } from "../support/vendor-view.js";
import { declare, setArgs } from "./support/programs.js";
import { Stack, type Operation } from "./support/stack.js";
import { gateways } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const number = (index: number): string => `+141555503${String(index).padStart(2, "0")}`;

/** A set of numbers with one pair of gateways, or with a pair for each. */
function set(name: string, numbers: readonly number[], more: object = {}): Declared {
  return phoneNumberSet(name, { ...setArgs, phoneNumbers: numbers.map(number), ...more });
}

function isShared({ inputs }: Declared): boolean {
  return inputs["isShared"] !== false;
}

/** The inbound gateways that carry numbers, for the argument `adopt`. */
function carriers(...numbers: number[]): string[] {
  const wanted = new Set(numbers.map(number));
  return gateways(simulator, "inbound").flatMap(({ id, numbers: on }) =>
    on.some((e164) => wanted.has(e164)) ? [id] : [],
  );
}

class Programs {
  readonly #stack: Stack;
  readonly #flags: readonly string[];

  private constructor(stack: Stack, parallel: number) {
    this.#stack = stack;
    this.#flags = ["--parallel", String(parallel)];
  }

  static async start(parallel: number, kind: string, program: readonly Declared[]): Promise<Programs> {
    const stack = await Stack.create(workspace, `moves-${kind}-${parallel}`, { simulator });
    const programs = new Programs(stack, parallel);
    expect((await programs.run(program)).code).toBe(0);
    return programs;
  }

  run(program: readonly Declared[]): Promise<Operation> {
    this.#stack.program(program.map(({ name, type, inputs }) => declare(name, type, inputs)).join(""));
    simulator.clearOutages();
    return this.#stack.operate("up", ...this.#flags);
  }

  /**
   * Runs a program, a second time if numbers are not in their places yet, and says what is wrong then. State may then still
   * be behind the vendor, as it is for a user who changes the program without another run.
   */
  async converge(program: readonly Declared[]): Promise<string[]> {
    simulator.clearOutages();
    // What no set has had until now is down already.
    const down = new Set(simulator.outages().map(({ e164 }) => e164));
    const one = await this.run(program);
    const isDone = one.code === 0 && misplaced(simulator, program).length === 0;
    const two = isDone ? one : await this.#stack.operate("up", ...this.#flags);
    return [
      ...(two.code === 0 ? [] : [one.output, two.output]),
      ...misplaced(simulator, program),
      ...leftovers(simulator).map(({ id, direction }) => `${direction} gateway ${id} is left over`),
      ...harms(simulator, program).filter(
        (harm) => ![...down].some((e164) => harm.startsWith(`${e164} had`)),
      ),
    ];
  }

  async end(): Promise<void> {
    await this.#stack.up(...this.#flags);
    await this.#stack.up("--expect-no-changes", ...this.#flags);
    await this.#stack.destroy();
    expect(gateways(simulator, "inbound")).toEqual([]);
    expect(simulator.state().videosdk.released).toEqual([]);
  }
}

// With one worker the engine's order decides what an operation can know, so those cases belong to the complete run.
describe.each(isComplete ? [1, 8] : [8])("numbers change hands, with %i workers", (parallel) => {
  test("in programs of each kind", async () => {
    const programs = await Programs.start(parallel, "kinds", [set("one", [1, 2, 3, 4, 5, 6])]);
    const converges = async (...program: Declared[]): Promise<void> => {
      expect(await programs.converge(program)).toEqual([]);
    };
    // One set is split into more than there are workers, and two of the new sets swap their numbers.
    const rest = [set("d", [4]), set("e", [5]), set("f", [6])];
    await converges(set("b", [2]), set("c", [3]), set("one", [1]), ...rest);
    await converges(set("b", [3]), set("c", [2]), set("one", [1]), ...rest);
    // Sets are merged: two are no longer declared.
    const adopt = carriers(2, 3);
    await converges(set("one", [1, 2, 3], { adopt }), ...rest);

    // Without adopt, nothing is touched; then in two runs.
    const merged = [set("one", [1, 2, 3]), set("d", [4, 5]), set("f", [6])];
    const [holder = ""] = carriers(5);
    const refused = await programs.run(merged);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(`adopt: "${holder}"`);
    expect(refused.output).toContain("take two runs, the first without");
    expect(simulator.outages()).toEqual([]);
    await converges(set("one", [1, 2, 3]), set("d", [4]), set("f", [6]));
    await converges(...merged);

    // A number moves while its old set is replaced; that number, at least, is moved directly, unless the engine checks
    // nothing ahead.
    if (parallel === 1) return;
    const replaced = [set("g", [3]), set("one", [1, 2], { isShared: false }), ...merged.slice(1)];
    const found = await programs.converge(replaced);
    expect(found.filter((one) => ![1, 2].some((index) => one.startsWith(number(index))))).toEqual([]);
    await programs.end();
  });
});

/** Which set each number is in, the order of the sets, and whether each of them has a pair a number. */
interface Assignment {
  readonly homes: readonly number[];
  readonly order: readonly number[];
}

const setCount = 4;
const assignment: fc.Arbitrary<Assignment> = fc.record({
  homes: fc.array(fc.nat(setCount - 1), { minLength: 7, maxLength: 7 }),
  order: fc.shuffledSubarray([...Array(setCount).keys()], { minLength: setCount }),
});

function programOf({ homes, order }: Assignment, before: readonly Declared[]): Declared[] {
  const sets = order.flatMap((index) => {
    const numbers = homes.flatMap((home, at) => (home === index ? [at] : []));
    // The kind of a set stays: another one is a replacement, which interrupts the calls of the numbers that stay.
    return numbers.length === 0 ? [] : [set(`set${index}`, numbers, { isShared: index % 2 === 0 })];
  });
  const names = new Set(sets.map(({ name }) => name));
  const dropped = before.filter(({ name }) => !names.has(name)).flatMap(numbersOf);
  const inbound = gateways(simulator, "inbound");
  return sets.map((one) => {
    const taken = numbersOf(one).filter((e164) => dropped.includes(e164));
    const adopt = inbound.flatMap(({ id, numbers }) =>
      numbers.some((e164) => taken.includes(e164)) ? [id] : [],
    );
    return adopt.length === 0 ? one : { ...one, inputs: { ...one.inputs, adopt } };
  });
}

test.each(isComplete ? [1, 2, 8] : [2, 8])(
  `random programs converge within two runs, with %i workers (PULUMI_SIP_SEED=${seed})`,
  async (parallel) => {
    const [start, ...next] = fc.sample(assignment, { seed: seed + parallel, numRuns: 4 });
    if (start === undefined) throw new Error("no program");
    let program = programOf(start, []);
    const programs = await Programs.start(parallel, "random", program);
    for (const one of next) {
      const after = programOf(one, program);
      const moves = JSON.stringify(
        [program, after].map((all) =>
          all.map((it) => [it.name, isShared(it), numbersOf(it), it.inputs["adopt"]]),
        ),
      );
      expect({ moves, harm: await programs.converge(after) }).toEqual({ moves, harm: [] });
      program = after;
    }
    await programs.end();
  },
);
