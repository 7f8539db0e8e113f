import { allDone } from "../client/all-done";
import { directions, type Direction } from "../client/api";
import type { Gateway, NumberRecord } from "../client/replies";
import { removeEmpty, removeUnused } from "./detach";
import { numberThing, type PriorSet, type SetOperation } from "./inputs";
import { gatewayIds, pictureOf, type GatewayIds, type Picture, type Emptied } from "./look";

/** What happens to the numbers that a set has and no longer wants. */
export interface Departures {
  /** Another resource takes them in its own operation, of this run or the next: they stay on their gateways until then. */
  readonly left: readonly string[];
  /** A resource that is not checked yet may want them: they stay on their gateways until the next run. */
  readonly unheard: readonly string[];
}

/**
 * Lets other resources of this run have numbers that this set no longer wants. One that awaits them gets them now; one
 * whose operation is under way or comes later takes them itself, and one that has failed does so in the next run. Nothing is detached that another resource wants, or
 * may want because the engine could not check it yet.
 */
export async function depart(
  operation: SetOperation,
  unwanted: readonly string[],
  prior: PriorSet,
): Promise<Departures> {
  const { claimant, moves, warn } = operation;
  const takerOf = (e164: string): string | undefined => claimant(numberThing(e164));
  const here = await stillHere(operation, unwanted, prior);
  const leaving = [...here.keys()];
  if (leaving.length === 0) return { left: [], unheard: [] };
  const isCrowded = await moves.listen(() => leaving.every((e164) => takerOf(e164) !== undefined));
  const before = new Set(prior.outputs.__left ?? []);
  const unheard = leaving.filter((e164) => takerOf(e164) === undefined && isCrowded && !before.has(e164));
  if (unheard.length > 0) {
    warn(
      `${unheard.join(", ")} stays attached in this run: the engine has not checked all resources yet, and one of them may ` +
        `want it. The next 'pulumi up' detaches it if none has taken it`,
    );
  }
  const isAwaited = (taker: string, e164: string): boolean => moves.isAwaited(taker, numberThing(e164));
  const left = leaving.filter((e164) => {
    const taker = takerOf(e164);
    return taker !== undefined && !isAwaited(taker, e164);
  });
  const gone = await handOver(operation, leaving, isAwaited);
  // If their deletion fails, nothing but state leads to them any more: they carry no number.
  const unrecorded = unrecordedOf(here, gone);
  if (unrecorded.length > 0) operation.checkpoint(withGateways(prior, unrecorded));
  await removeUnused(operation, unrecorded, gone);
  return { left, unheard };
}

/** A set whose state leads to further gateways, which it does not show yet. */
function withGateways(prior: PriorSet, further: readonly Emptied[]): PriorSet {
  const all = (direction: Direction): readonly string[] => [
    ...(prior.outputs[`${direction}GatewayIds`] ?? []),
    ...further.filter((one) => one.direction === direction).map(({ id }) => id),
  ];
  const ids = { inboundGatewayIds: all("inbound"), outboundGatewayIds: all("outbound") };
  return { ...prior, outputs: { ...prior.outputs, ...ids } };
}

/** The gateways that handing over has emptied and that no look after it leads to: state does not show them. */
function unrecordedOf(
  here: ReadonlyMap<string, readonly Emptied[]>,
  gone: readonly string[],
): readonly Emptied[] {
  return [...new Map(gone.flatMap((e164) => here.get(e164) ?? []).map((one) => [one.id, one])).values()];
}

/**
 * Those of a set's numbers that are on its gateways, each with those of its gateways that state does not show. Others may
 * have been taken in an earlier run.
 */
async function stillHere(
  operation: SetOperation,
  numbers: readonly string[],
  prior: PriorSet,
): Promise<ReadonlyMap<string, readonly Emptied[]>> {
  if (numbers.length === 0) return new Map();
  const { account, deadline, moves } = operation;
  const records = await account.directory.find(prior.outputs.__declared ?? numbers, deadline);
  const own = await gatewayIds(operation, prior, records);
  // State does not show gateways that another resource's operation has made for this one.
  moves.holds([...own.inbound, ...own.outbound]);
  const here = numbers.map((e164) => [e164, gatewaysIn(own, records.get(e164))] as const);
  const isShown = ({ direction, id }: Emptied): boolean =>
    prior.outputs[`${direction}GatewayIds`]?.includes(id) === true;
  return new Map(
    here.flatMap(([e164, gateways]) =>
      gateways.length === 0 ? [] : [[e164, gateways.filter((one) => !isShown(one))] as const],
    ),
  );
}

/** The gateways of a number that are a set's own. */
function gatewaysIn(own: GatewayIds, record: NumberRecord | undefined): Emptied[] {
  return directions.flatMap((direction) => {
    const id = record?.[direction]?.id ?? "";
    return own[direction].has(id) ? [{ direction, id }] : [];
  });
}

/**
 * Makes numbers that a set has and no longer wants the own of the resources that want them, where a condition holds;
 * returns these numbers.
 */
export async function handOver(
  { claimant, moves }: SetOperation,
  leaving: readonly string[],
  applies: (taker: string, e164: string) => boolean,
): Promise<readonly string[]> {
  const byTaker = new Map<string, string[]>();
  for (const e164 of leaving) {
    const taker = claimant(numberThing(e164));
    if (taker !== undefined && applies(taker, e164))
      byTaker.set(taker, [...(byTaker.get(taker) ?? []), e164]);
  }
  // One after the other: each is work alone.
  for (const [taker, numbers] of byTaker) await moves.handOver(taker, numbers.map(numberThing));
  return [...byTaker.values()].flat();
}

/**
 * A set after its operation, without the numbers that others have taken meanwhile and without gateways that this has
 * emptied: whoever takes numbers after this cleans up himself.
 *
 * @param before the set at the start of the operation, whose gateways are its own
 */
export async function withoutTaken(
  operation: SetOperation,
  before: Picture,
  after: Picture,
  { left, unheard }: Departures,
): Promise<Picture> {
  const stayed = [...left, ...unheard];
  if (stayed.length === 0) return after;
  const { account, deadline, moves } = operation;
  moves.over();
  account.directory.invalidate(stayed);
  const now = await account.directory.find(stayed, deadline);
  const taken = stayed.filter((e164) =>
    directions.every((direction) => !before.gateways[direction].has(now.get(e164)?.[direction]?.id ?? "")),
  );
  const members = new Map([...after.members].filter(([e164]) => !taken.includes(e164)));
  for (const e164 of stayed) {
    const record = now.get(e164);
    if (record !== undefined && !taken.includes(e164)) members.set(e164, record);
  }
  const used = pictureOf(members).gateways;
  const emptied = directions.flatMap((direction) =>
    taken
      .flatMap((e164) => before.members.get(e164)?.[direction]?.id ?? [])
      .filter((id) => before.gateways[direction].has(id) && !used[direction].has(id))
      .map((id) => ({ direction, id })),
  );
  const isTaken = new Set(taken);
  await allDone(emptied.map((one) => removeEmpty(operation, one, isTaken)));
  const gone = new Set(emptied.map(({ id }) => id));
  // A number that was read again after it was taken has brought the gateways of its new set along.
  const remaining = (direction: Direction): Map<string, Gateway> =>
    new Map([
      ...[...after.gateways[direction]].filter(([id]) => before.gateways[direction].has(id) && !gone.has(id)),
      ...used[direction],
    ]);
  return {
    members,
    foreign: after.foreign,
    gateways: { inbound: remaining("inbound"), outbound: remaining("outbound") },
  };
}

/**
 * Lets the resources that want a set's numbers have them before the set is deleted for its replacement. After that no
 * state would lead to the gateways that they are on. One whose operation is still to come finds what was made for it.
 *
 * @throws where one has failed: it can take them in the next run only
 */
export async function departForReplacement(operation: SetOperation, prior: PriorSet): Promise<void> {
  const { moves } = operation;
  const { inboundGatewayIds = [], outboundGatewayIds = [], __declared } = prior.outputs;
  const self = [...inboundGatewayIds, ...outboundGatewayIds].flatMap((id) => moves.owner(id) ?? [])[0];
  if (self === undefined) return;
  const unwanted = (__declared ?? []).filter((e164) => moves.hasGivenUp(self, numberThing(e164)));
  const here = await stillHere(operation, unwanted, prior);
  const leaving = [...here.keys()];
  if (leaving.length === 0) return;
  await moves.listen(() => leaving.every((e164) => operation.claimant(numberThing(e164)) !== undefined));
  for (const e164 of leaving) {
    const taker = operation.claimant(numberThing(e164));
    if (taker === undefined || !moves.isOver(taker) || moves.isAwaited(taker, numberThing(e164))) continue;
    throw new Error(
      `${taker} wants ${e164}, which is on gateways of this set, and its operation failed in this run. This set is to be ` +
        `replaced, and the calls of ${e164} would end nowhere. Nothing was changed; run 'pulumi up' again`,
    );
  }
  const gone = await handOver(operation, leaving, () => true);
  await removeUnused(operation, unrecordedOf(here, gone), gone);
}
