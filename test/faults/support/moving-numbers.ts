import fc from "fast-check";
import { misplaced } from "../../support/moves.js";
import { phoneNumberSet, type Declared } from "../../support/program.js";
import { leftovers } from "../../support/vendor-view.js";
import { setArgs } from "../../support/samples.js";
import { faults, runUnder, type StrayFault } from "./sequence.js";
import { isComplete } from "./sample.js";
import { World } from "./world.js";

const sets = 3;
const rules = 3;
const gateways = 2;
const moving = [0, 1, 2, 3, 4, 5].map((index) => `+141555506${index}0`);
/** The number of each set and rule that never moves, because neither may be without. */
const anchors = [1, 2, 3].map((index) => `+141555506${index}9`);
const names = ["Alpha", "Beta", "Gamma"];

/** Where each number is, by the index of the set, rule or gateway; beyond the last of them: in none. */
interface Places {
  readonly sets: readonly number[];
  readonly rules: readonly number[];
  readonly gateways: readonly number[];
  /** What the gateways are called. */
  readonly names: readonly string[];
  /** The order in which the resources are registered. */
  readonly order: readonly number[];
}

/** A program with other places, and the faults while it is applied. */
interface Move {
  readonly places: Places;
  readonly faults: readonly StrayFault[];
  /** Whether the program goes back to the one before the last instead, as a revert does. */
  readonly isBack: boolean;
  /** Whether the next program comes after this single run, whatever it has left undone. */
  readonly isHasty: boolean;
}

/** Moves of numbers, and how many steps the engine runs at the same time. */
export interface Moves {
  readonly parallel: number | undefined;
  readonly moves: readonly Move[];
}

const indexes = (max: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(max), { minLength: moving.length, maxLength: moving.length });
/** A program in haste follows from the state of a run that failed in its middle: the nightly run searches there. */
const isHasty = isComplete ? fc.boolean() : fc.constant(false);
const all = [...Array(sets + rules + gateways).keys()];
const places: fc.Arbitrary<Places> = fc.record({
  sets: indexes(sets),
  rules: indexes(rules),
  gateways: indexes(gateways),
  names: fc.shuffledSubarray(names, { minLength: gateways, maxLength: gateways }),
  order: fc.shuffledSubarray(all, { minLength: all.length }),
});

/**
 * Draws moves. With fewer workers than resources the engine checks too little ahead: a rule or a gateway that is changed before
 * the one that gives something up was checked is refused, and says so.
 */
export const moves: fc.Arbitrary<Moves> = fc.record({
  parallel: fc.constantFrom(undefined, 8, 2, 1),
  moves: fc.array(fc.record({ places, faults, isBack: fc.boolean(), isHasty }), {
    minLength: 2,
    maxLength: 4,
  }),
});

/** The moving numbers that have a place. */
function at(homes: readonly number[], index: number): string[] {
  return moving.filter((_, number) => homes[number] === index);
}

function set(index: number, homes: readonly number[]): Declared {
  const phoneNumbers = [...anchors.slice(index, index + 1), ...at(homes, index)];
  const name = `set${index}`;
  return phoneNumberSet(name, { ...setArgs, name, isShared: index % 2 === 0, phoneNumbers });
}

function rule(index: number, homes: readonly number[]): Declared {
  const name = `rule${index}`;
  const phoneNumbers = [...anchors.slice(index, index + 1), ...at(homes, index)];
  const inputs = { name, type: "inbound", phoneNumbers, agentId: "ag_abcdef" };
  return { vendor: "videosdk", type: "RoutingRule", name, inputs };
}

function gateway(index: number, homes: readonly number[], name = ""): Declared {
  const numbers = [...anchors.slice(index, index + 1), ...at(homes, index)];
  const inputs = { name, numbers, allowedAddresses: ["203.0.113.7"] };
  return { vendor: "videosdk", type: "InboundGateway", name: `gateway${index}`, inputs };
}

function programOf(drawn: Places): Declared[] {
  const resources = [
    ...Array.from({ length: sets }, (_, index) => set(index, drawn.sets)),
    ...Array.from({ length: rules }, (_, index) => rule(index, drawn.rules)),
    ...Array.from({ length: gateways }, (_, index) => gateway(index, drawn.gateways, drawn.names[index])),
  ];
  return drawn.order.flatMap((index) => resources[index] ?? []);
}

/** Applies the moves, each under its faults and then, unless the next comes in haste, without; says what is wrong then. */
export async function move({ parallel, moves: drawn }: Moves): Promise<string[]> {
  // Here the numbers of a free-standing gateway only say which ones it is for, so they may be in a set as well.
  const world = await World.start({ videosdk: { gatewayNumbers: "label" } }, undefined, parallel);
  try {
    // Every number is registered before a rule may have it.
    const registered = moving.map((_, index) => index % sets);
    await world.stack.done(world.stack.up([0, 1, 2].map((index) => set(index, registered))));
    const programs: Declared[][] = [];
    for (const [step, { places: next, faults: stray, isBack, isHasty }] of drawn.entries()) {
      const program = (isBack ? programs.at(-2) : undefined) ?? programOf(next);
      programs.push(program);
      const hadWay = step === 0 ? [] : withWay(world);
      await runUnder(world, stray, program);
      // A creation that was begun is completed first: a program that takes it back leaves behind what may exist.
      const isBegun = program.some(({ name }) => !world.stack.engine.state.has(name));
      if (isHasty && !isBegun && step < drawn.length - 1) continue;
      const wasKilled = drawn.slice(0, step + 1).some((one) => one.faults.some(({ kind }) => kind.kills));
      const unrest = await settle(world, program, wasKilled);
      const wrong = [...unrest, ...differences(world, program), ...lost(world, program, hadWay)];
      if (wrong.length > 0) return wrong.map((one) => `move ${step}: ${one}`);
    }
    return [];
  } finally {
    await world.end();
  }
}

/**
 * Runs without faults until nothing is left to do, four times at most. Returns what the last run still did.
 *
 * @param mayAsk whether an error may ask for `adopt`: where a process was killed and the program was changed after that, no
 * state leads to the gateways that it made for a number that its set no longer has
 */
async function settle({ stack }: World, program: readonly Declared[], mayAsk: boolean): Promise<string[]> {
  let unrest: string[] = [];
  let answered = program;
  for (let run = 0; run < 4; run += 1) {
    const { errors, writes } = await stack.up(answered);
    unrest = [...errors, ...writes];
    if (unrest.length === 0) break;
    if (mayAsk) answered = errors.reduce(adopting, answered);
  }
  return unrest;
}

/** A program that does what an error says: the set whose numbers it is about adopts the gateways that it names. */
function adopting(program: readonly Declared[], error: string): readonly Declared[] {
  const [, ids] = /set adopt: ("[^"]+"|\[[^\]]+\])/.exec(error) ?? [];
  if (ids === undefined) return program;
  const adopt = [JSON.parse(ids) as string | string[]].flat();
  const isMeant = ({ type, inputs }: Declared): boolean =>
    type === "PhoneNumberSet" &&
    (inputs["phoneNumbers"] as string[]).some((e164) => error.includes(`${e164} is attached to`));
  return program.map((one) => (isMeant(one) ? { ...one, inputs: { ...one.inputs, adopt } } : one));
}

/** The numbers that calls get through to: attached in both directions, and in a rule. */
function withWay({ sim }: World): string[] {
  const { phoneNumbers, routingRules } = sim.state().videosdk;
  return phoneNumbers
    .filter(
      ({ inboundGatewayId, outboundGatewayId }) => inboundGatewayId !== null && outboundGatewayId !== null,
    )
    .map(({ e164 }) => e164)
    .filter((e164) => routingRules.some(({ numbers }) => numbers.includes(e164)));
}

function lost(world: World, program: readonly Declared[], hadWay: readonly string[]): string[] {
  const wanted = (type: string): string[] =>
    program.filter((one) => one.type === type).flatMap(({ inputs }) => inputs["phoneNumbers"] as string[]);
  const inSet = wanted("PhoneNumberSet");
  const inRule = wanted("RoutingRule");
  const has = withWay(world);
  return hadWay
    .filter((e164) => inSet.includes(e164) && inRule.includes(e164) && !has.includes(e164))
    .map((e164) => `${e164} had a way and lost it`);
}

/** What the vendor has and the program does not say, or the other way round. */
function differences({ sim }: World, program: readonly Declared[]): string[] {
  const { routingRules, inboundGateways, released } = sim.state().videosdk;
  const of = (type: string): Declared[] => program.filter((one) => one.type === type);
  const line = (kind: string, name: unknown, numbers: unknown): string =>
    `${kind} ${String(name)} with ${[...(numbers as string[])].sort().join(", ")}`;
  const wanted = [
    ...of("RoutingRule").map(({ inputs }) => line("rule", inputs["name"], inputs["phoneNumbers"])),
    ...of("InboundGateway").map(({ inputs }) => line("gateway", inputs["name"], inputs["numbers"])),
  ];
  const free = inboundGateways.filter(({ deleted, name }) => !deleted && !name.startsWith("set"));
  const found = [
    ...routingRules.map(({ name, numbers }) => line("rule", name, numbers)),
    ...free.map(({ name, numbers }) => line("gateway", name, numbers)),
  ];
  return [
    ...misplaced(sim, of("PhoneNumberSet")),
    ...leftovers(sim).map(({ id }) => `gateway ${id} is left over`),
    ...released.map((e164) => `${e164} was released`),
    ...wanted.filter((one) => !found.includes(one)).map((one) => `there is no ${one}`),
    ...found.filter((one) => !wanted.includes(one)).map((one) => `there is ${one}`),
  ];
}
