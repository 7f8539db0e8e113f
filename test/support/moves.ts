import type { Simulator } from "../../src/simulator";
import type { Declared, Program } from "./program.js";
import type { Outcome, Stack } from "./stack.js";
import { leftovers } from "./vendor-view.js";

/** What went wrong with the numbers of a program while they moved. */
export function harms(sim: Simulator, program: Program): string[] {
  const homes = new Map(program.flatMap((set) => numbersOf(set).map((e164) => [e164, set] as const)));
  const counts = new Map<string, number>();
  const intervals = sim.outages().flatMap(({ e164, requests, isOver }) => {
    const home = homes.get(e164);
    // A number that the program no longer has is detached for good.
    if (home === undefined) return [];
    counts.set(e164, (counts.get(e164) ?? 0) + 1);
    const own = numbersOf(home).map((number) => `"${number}"`);
    const strange = requests.filter(
      (line) => !line.includes("/detach") || !own.some((number) => line.includes(number)),
    );
    return [
      ...(isOver ? [] : [`${e164} has no gateway at the end`]),
      ...strange.map((line) => `${e164} had no gateway during ${line.slice(0, 120)}`),
    ];
  });
  const repeated = [...counts].filter(([, count]) => count > 1);
  return [
    ...intervals,
    ...repeated.map(([e164, count]) => `${e164} was detached ${count} times`),
    ...sim.state().videosdk.released.map((e164) => `${e164} was released`),
  ];
}

/** Which numbers share a pair of gateways, of all numbers that are attached, as sorted texts. */
export function groups(sim: Simulator): string[] {
  const { inboundGateways, outboundGateways } = sim.state().videosdk;
  return [...inboundGateways, ...outboundGateways]
    .filter(({ deleted }) => !deleted)
    .map(({ direction, name, numbers }) => `${name} ${direction} ${[...numbers].sort().join(" ")}`)
    .sort();
}

/** Whether each number is attached in both directions to gateways of its own set's name, which carry no other's numbers. */
export function misplaced(sim: Simulator, program: Program): string[] {
  const { phoneNumbers, inboundGateways, outboundGateways } = sim.state().videosdk;
  const gateways = new Map([...inboundGateways, ...outboundGateways].map((one) => [one.id, one]));
  return program.flatMap((set) => {
    const own = numbersOf(set);
    return own.flatMap((e164) => {
      const number = phoneNumbers.find((one) => one.e164 === e164);
      const both = [number?.inboundGatewayId, number?.outboundGatewayId].map((id) => gateways.get(id ?? ""));
      return both.every(
        (gateway) =>
          gateway?.name === set.inputs["name"] && gateway?.numbers.every((other) => own.includes(other)),
      )
        ? []
        : [`${e164} is not on gateways of ${set.name}`];
    });
  });
}

/** Runs a program until nothing is left to do, three times at most, and says what is wrong then. */
export async function converge(stack: Stack, program: Program): Promise<{ harm: string[]; runs: Outcome[] }> {
  const { sim } = stack;
  sim.clearOutages();
  const runs = [await stack.up(program), await stack.up(program)];
  const last = await stack.up(program);
  const unrest = [...(runs[1]?.errors ?? []), ...last.errors, ...last.writes];
  return {
    runs,
    harm: [
      ...unrest,
      ...misplaced(sim, program),
      ...leftovers(sim).map((one) => `left over: ${JSON.stringify(one)}`),
      ...harms(sim, program),
    ],
  };
}

/** The numbers of a set. */
export function numbersOf({ inputs }: Declared): string[] {
  return inputs["phoneNumbers"] as string[];
}
