import { directions, type Direction } from "../client/api";
import type { Purpose } from "../client/directory";
import type { Gateway, NumberRecord } from "../client/replies";
import { readId } from "./id";
import { othersPerhaps } from "./others-perhaps";
import type { PriorSet, SetOperation } from "./inputs";
import {
  idsOf,
  isAsAsked,
  isAsNoted,
  isAttached,
  isAttachedAsGrown,
  isAttachedAsSet,
  isOwn,
  settingsOfSet,
} from "./target";
import { maxReads, pause } from "./waiting";

/** A gateway that no number is to use. */
export interface Emptied {
  readonly direction: Direction;
  readonly id: string;
}

/** A set as the vendor has it now. */
export interface Picture {
  /** The set's own numbers that are attached to one of its gateways in at least one direction, by E.164. */
  readonly members: ReadonlyMap<string, NumberRecord>;
  /** Other numbers on the set's gateways, sorted. They are not declared here, so they are never changed. */
  readonly foreign: readonly string[];
  /** The set's gateways that exist, by id. A gateway that no number is attached to is here too. */
  readonly gateways: Readonly<Record<Direction, ReadonlyMap<string, Gateway>>>;
  /** Gateways of the set that no number shows and that were not read: they may not exist. */
  readonly unread?: readonly Emptied[];
}

/** A picture in which nothing exists. */
export const nothing: Picture = {
  members: new Map(),
  foreign: [],
  gateways: { inbound: new Map(), outbound: new Map() },
};

export type GatewayIds = Readonly<Record<Direction, ReadonlySet<string>>>;

/**
 * Reads a set: its numbers, its gateways, and the other numbers on these.
 *
 * @param own the set's own numbers; undefined where only the set's id is known, whose numbers are then all its own
 * @param most how many gateways that no number shows are read at most; if there are more, none of them is
 * @returns undefined when neither a number nor a gateway of it is left
 */
export async function look(
  operation: SetOperation,
  prior: PriorSet,
  own: readonly string[] | undefined,
  purpose: Purpose = "write",
  { most = Infinity, read = 1 }: { readonly most?: number; readonly read?: number } = {},
): Promise<Picture | undefined> {
  const { account, deadline } = operation;
  const asked = own ?? readId(prior.id).phoneNumbers ?? [];
  const records = new Map(await account.directory.find(asked, deadline, purpose));
  const ids = await gatewayIds(operation, prior, records);
  const gateways = gatewaysOf(records.values(), ids);
  // A gateway without numbers appears in no listing, but it exists.
  const hidden = directions.flatMap((direction) =>
    [...ids[direction]].filter((id) => !gateways[direction].has(id)).map((id) => ({ direction, id })),
  );
  const unread = hidden.length > most ? hidden : [];
  const reads = hidden.slice(unread.length).map(async ({ direction, id }) => {
    const gateway = await account.api.getGateway(direction, id, deadline);
    if (gateway !== undefined) gateways[direction].set(gateway.id, gateway);
  });
  await Promise.all(reads);
  const roster = directions.flatMap((direction) =>
    [...gateways[direction].values()].flatMap(({ numbers }) => numbers ?? []),
  );
  const others = [...new Set(roster)].filter((e164) => !records.has(e164)).sort();
  if (own === undefined && others.length > 0)
    return look(operation, prior, [...records.keys(), ...others], purpose, { most });
  const contested = contestedIn(records, gateways);
  if (contested.length > 0) {
    if (read >= maxReads || !(await deadline.wait(pause(read)))) throw new Error(contradiction(contested));
    account.directory.invalidate(contested);
    return look(operation, prior, own, purpose, { most, read: read + 1 });
  }
  if (gateways.inbound.size + gateways.outbound.size + unread.length === 0) return undefined;
  const members = [...records].filter(([, { inbound, outbound }]) => {
    return gateways.inbound.has(inbound?.id ?? "") || gateways.outbound.has(outbound?.id ?? "");
  });
  return { members: new Map(members), foreign: others, gateways, unread };
}

/**
 * The numbers that a gateway of the set carries by its own account, and that show no gateway themselves or another. One of
 * the two is late, and nothing may follow from it: gateways of a number that seems to be off would stay behind.
 */
function contestedIn(
  records: ReadonlyMap<string, NumberRecord>,
  gateways: Picture["gateways"],
): readonly string[] {
  const carried = directions.flatMap((direction) =>
    [...gateways[direction].values()].flatMap(({ id, numbers }) =>
      (numbers ?? []).map((e164) => ({ direction, id, e164 })),
    ),
  );
  const late = carried.filter(({ direction, id, e164 }) => {
    const record = records.get(e164);
    return record !== undefined && record[direction]?.id !== id;
  });
  return [...new Set(late.map(({ e164 }) => e164))];
}

function contradiction(numbers: readonly string[]): string {
  return (
    `VideoSDK shows ${numbers.join(", ")} without a gateway or on another, and gateways of this set with it. Nothing was ` +
    `changed; run the same command again when the two agree`
  );
}

/** A set of exactly these numbers, with the gateways that they show. */
export function pictureOf(records: ReadonlyMap<string, NumberRecord>): Picture {
  return { ...nothing, members: records, gateways: gatewaysOf(records.values()) };
}

/** Two pictures of parts of one set as one. */
export function together(some: Picture, others: Picture): Picture {
  return {
    members: new Map([...some.members, ...others.members]),
    foreign: [...some.foreign, ...others.foreign],
    gateways: {
      inbound: new Map([...some.gateways.inbound, ...others.gateways.inbound]),
      outbound: new Map([...some.gateways.outbound, ...others.gateways.outbound]),
    },
  };
}

/** Whether calls of the number pass through the set's gateways in both directions. */
export function isWhole(record: NumberRecord | undefined, { gateways }: Picture): boolean {
  return directions.every((direction) => gateways[direction].has(record?.[direction]?.id ?? ""));
}

/** The gateways that numbers show, all or those with an id that is known. */
function gatewaysOf(
  records: Iterable<NumberRecord>,
  ids?: GatewayIds,
): Record<Direction, Map<string, Gateway>> {
  const gateways = { inbound: new Map<string, Gateway>(), outbound: new Map<string, Gateway>() };
  for (const record of records) {
    for (const direction of directions) {
      const gateway = record[direction];
      if (gateway !== undefined && ids?.[direction].has(gateway.id) !== false)
        gateways[direction].set(gateway.id, gateway);
    }
  }
  return gateways;
}

/** The gateways that belong to the set: those in state and in the id, and those of the numbers where state has none. */
export async function gatewayIds(
  operation: SetOperation,
  prior: PriorSet,
  records: ReadonlyMap<string, NumberRecord>,
): Promise<GatewayIds> {
  const { inboundGatewayId } = readId(prior.id);
  const { inboundGatewayIds, outboundGatewayIds } = prior.outputs;
  const inbound = new Set(inboundGatewayIds ?? []);
  // The gateway of the id may have been deleted since, when its numbers left and others stayed.
  if (inboundGatewayId !== undefined && inbound.size === 0) inbound.add(inboundGatewayId);
  // No gateway is known: an import by numbers, or a creation whose outcome was never learned.
  const byNumbers = inbound.size === 0 && isPairedAlike(records, prior) && mayBeOurs(records, prior);
  const outbound = new Set(outboundGatewayIds ?? []);
  const { isShared = true, phoneNumbers = [] } = prior.inputs;
  const awaited = prior.outputs.__awaited ?? [];
  const made = { isShared, family: [...phoneNumbers, ...awaited], settings: settingsOfSet(prior.inputs) };
  // Those that an awaited number was on are the other's that had not given it up, and may look alike.
  const isOthers = (id: string): boolean => prior.outputs.__awaitedFrom?.includes(id) === true;
  const handed = awaited.flatMap((e164) => records.get(e164) ?? []).filter((record) => isOwn(record, made));
  const left = leftByGrowth(operation, prior, records, inbound);
  const strange = await othersPerhaps(operation, [...handed, ...left], prior.inputs.name);
  for (const record of handed.filter((one) => !strange.has(one))) {
    if (record.inbound === undefined || record.outbound === undefined) continue;
    if (isOthers(record.inbound.id)) continue;
    // Another has taken it meanwhile, with the same settings.
    if (operation.holder(record.inbound.id) !== undefined) continue;
    inbound.add(record.inbound.id);
    outbound.add(record.outbound.id);
  }
  for (const record of records.values()) {
    if (byNumbers && record.inbound !== undefined && !isOthers(record.inbound.id))
      inbound.add(record.inbound.id);
    const ours = record.inbound !== undefined && inbound.has(record.inbound.id);
    if (outboundGatewayIds === undefined && ours && record.outbound !== undefined)
      outbound.add(record.outbound.id);
  }
  for (const record of left.filter((one) => !strange.has(one))) {
    if (record.inbound !== undefined) inbound.add(record.inbound.id);
    if (record.outbound !== undefined) outbound.add(record.outbound.id);
  }
  return { inbound, outbound };
}

/** The numbers with gateways that an interrupted run has created in addition to those in state. */
function leftByGrowth(
  { note, holder }: SetOperation,
  { inputs }: PriorSet,
  records: ReadonlyMap<string, NumberRecord>,
  known: ReadonlySet<string>,
): readonly NumberRecord[] {
  if (note === undefined) return [];
  const left = [...records].filter(
    ([e164, record]) =>
      isAttached(record) &&
      !known.has(record.inbound?.id ?? "") &&
      isAsNoted(new Map([[e164, record]]), note) &&
      holder(record.inbound?.id ?? "") === undefined,
  );
  if (left.length === 0) return [];
  // A request makes a pair for its own numbers only: one that carries others is another's, whose settings are the same.
  const noted = new Set(left.map(([e164]) => e164));
  const isOurs = (numbers: ReadonlySet<string>): boolean =>
    inputs.isShared === false ? numbers.size === 1 : [...numbers].every((e164) => noted.has(e164));
  const ours = new Set([...carriedIn(records)].flatMap(([id, numbers]) => (isOurs(numbers) ? [id] : [])));
  return left.map(([, record]) => record).filter((record) => idsOf(record).every((id) => ours.has(id)));
}

/** The numbers on each gateway that numbers show: those that show it, and those that it shows. */
function carriedIn(records: ReadonlyMap<string, NumberRecord>): ReadonlyMap<string, ReadonlySet<string>> {
  const carried = new Map<string, Set<string>>();
  // Numbers that share a gateway bring one object along, whose list may be long.
  const read = new Set<Gateway>();
  for (const [e164, record] of records) {
    for (const direction of directions) {
      const gateway = record[direction];
      if (gateway === undefined) continue;
      const numbers = carried.get(gateway.id) ?? new Set<string>();
      carried.set(gateway.id, numbers.add(e164));
      if (!read.has(gateway)) for (const other of gateway.numbers ?? []) numbers.add(other);
      read.add(gateway);
    }
  }
  return carried;
}

/**
 * Whether gateways that were found only through their numbers can be the set's. An import by numbers says so. A
 * creation whose answer was lost may also have been refused, because the numbers belong to another owner.
 */
function mayBeOurs(records: ReadonlyMap<string, NumberRecord>, { id, inputs }: PriorSet): boolean {
  return (
    readId(id).phoneNumbers !== undefined ||
    inputs.adopt === true ||
    isAsAsked(records, settingsOfSet(inputs))
  );
}

/** Whether the numbers, and no others, are attached as a set of the declared kind has them. */
function isPairedAlike(records: ReadonlyMap<string, NumberRecord>, { id, inputs }: PriorSet): boolean {
  const numbers = inputs.phoneNumbers ?? readId(id).phoneNumbers ?? [];
  // An import does not say the kind, and what was adopted may have grown; a creation makes one pair or a pair for each.
  const isPaired =
    inputs.isShared === undefined || inputs.adopt === true ? isAttachedAsGrown : isAttachedAsSet;
  const isKind = (isShared: boolean): boolean => isPaired(records, { numbers, isShared });
  return inputs.isShared === undefined ? isKind(true) || isKind(false) : isKind(inputs.isShared);
}
