import { directions, type Direction } from "../client/api";
import type { NumberRecord } from "../client/replies";
import { messageOf } from "../../lifecycle/outcome";
import { detachAll, removeUnused } from "./detach";
import { awaitedThing, numberThing, type SetOperation } from "./inputs";
import { idsOf, isAttached, isOwn, type Target } from "./target";

type Records = ReadonlyMap<string, NumberRecord>;

/** Numbers that are to be attached, by what is there already. Those that are attached nowhere are in none of the lists. */
export interface Sorted {
  /** On gateways that are this set's own. */
  readonly made: Records;
  /**
   * On gateways of a resource that gave them up, of one that the program does not declare and that is named here, or of this
   * set before it was replaced.
   */
  readonly taken: Records;
  /** On gateways of others. */
  readonly foreign: Records;
}

/**
 * Sorts the numbers of a target that are attached.
 *
 * @param mayBeOurs whether a request of this resource may have created the gateways of a number
 */
export function sortOut(
  operation: SetOperation,
  target: Target,
  records: Records,
  mayBeOurs: (record: NumberRecord) => boolean,
): Sorted {
  const lists = {
    made: new Map<string, NumberRecord>(),
    taken: new Map<string, NumberRecord>(),
    foreign: new Map<string, NumberRecord>(),
  };
  for (const [e164, record] of records)
    if (isAttached(record)) lists[placeOf(operation, target, record, mayBeOurs(record))].set(e164, record);
  return lists;
}

function placeOf(
  operation: SetOperation,
  target: Target,
  record: NumberRecord,
  uncertain: boolean,
): keyof Sorted {
  const { moves, holder } = operation;
  const { e164 } = record.phoneNumber;
  const ids = idsOf(record);
  const isCertain = !uncertain && !moves.isHandedOver(numberThing(e164));
  if (!isCertain && ids.every((id) => holder(id) === undefined) && isOwn(record, target)) return "made";
  const owners = ids.flatMap((id) => moves.owner(id) ?? []);
  if (owners.length === 0 && isAbandoned(operation, e164)) return "taken";
  if (ids.every((id) => moves.isReplaced(id))) return "taken";
  if (owners.length > 0)
    return owners.every((urn) => moves.hasGivenUp(urn, numberThing(e164))) ? "taken" : "foreign";
  return ids.some((id) => isNamed(target, id)) ? "taken" : "foreign";
}

/**
 * Whether a number is on gateways that another resource's operation may have made for one that was awaiting it and no
 * longer wants it. No state shows these gateways.
 */
function isAbandoned({ moves }: SetOperation, e164: string): boolean {
  return moves.givenUpBy(awaitedThing(e164)) !== undefined;
}

/** Whether a set's `adopt` names a gateway. */
export function isNamed({ adopt }: Target, id: string): boolean {
  return typeof adopt !== "boolean" && adopt.includes(id);
}

/** The numbers moved on while they were looked at: they must be sorted again. */
export class MovedOn extends Error {
  override readonly name = "MovedOn";
}

/**
 * Detaches numbers from the gateways that they were seen on and attaches them by a request, with no other request of the
 * account in between.
 *
 * @param send sends the creating request for some numbers; returns what went wrong
 * @throws MovedOn where one is not where it was seen; nothing was changed then
 */
export async function moveThere(
  operation: SetOperation,
  numbers: readonly string[],
  taken: Records,
  send: (numbers: readonly string[]) => Promise<Error | undefined>,
): Promise<Error | undefined> {
  const { account, deadline } = operation;
  const moving = [...taken.keys()];
  const move = async (): Promise<Error | undefined> => {
    const now = await Promise.all(moving.map((e164) => account.api.getNumber(e164, deadline)));
    const isAsSeen = now.every((record, index) => isUnmoved(record, taken.get(moving[index] ?? "")));
    const shown = now.flatMap((record) => record ?? []);
    if (!isAsSeen || !(await areCarried(operation, shown, true)))
      throw new MovedOn("the numbers have moved on");
    // One that shows no gateway may have new ones already, which only a refusal of the request tells.
    const attached = shown.filter(isAttached).map(({ phoneNumber }) => phoneNumber.e164);
    operation.decide(
      () => `detaches ${attached.join(", ") || "none"} from other gateways, and attaches them here`,
    );
    operation.moves.changes(shown.flatMap(idsOf));
    try {
      await detachAll(operation, attached);
    } catch (error) {
      await attachWhatIsOff(operation, moving, send);
      throw error;
    }
    return send(numbers);
  };
  return account.transport.alone(move, { method: "POST", path: "/v2/sip/phone-numbers/detach" }, deadline);
}

/**
 * Whether the gateways that numbers show carry them. A number may show for some time where it was: detached then, it would
 * lose the gateways that it has by now. A gateway that shows no numbers says nothing against it.
 *
 * @param unknown what a gateway says that is not found: not all endpoints may show it, or it was deleted
 */
export async function areCarried(
  { account, deadline }: SetOperation,
  records: Iterable<NumberRecord>,
  unknown: boolean,
): Promise<boolean> {
  const carried = new Map<string, { direction: Direction; numbers: string[] }>();
  for (const record of records) {
    for (const direction of directions) {
      const id = record[direction]?.id;
      if (id === undefined) continue;
      const { numbers = [] } = carried.get(id) ?? {};
      carried.set(id, { direction, numbers: [...numbers, record.phoneNumber.e164] });
    }
  }
  const answers = await Promise.all(
    [...carried].map(async ([id, { direction, numbers }]) => {
      const gateway = await account.api.getGateway(direction, id, deadline);
      if (gateway === undefined) return unknown;
      return numbers.every((e164) => gateway.numbers?.includes(e164) !== false);
    }),
  );
  return answers.every(Boolean);
}

/** Some numbers could not be detached: those that were must not wait for them without gateways. */
async function attachWhatIsOff(
  { account, deadline, warn }: SetOperation,
  moving: readonly string[],
  send: (numbers: readonly string[]) => Promise<Error | undefined>,
): Promise<void> {
  try {
    const now = await Promise.all(moving.map((e164) => account.api.getNumber(e164, deadline)));
    const off = now.flatMap((record) =>
      record === undefined || isAttached(record) ? [] : [record.phoneNumber.e164],
    );
    const error = off.length === 0 ? undefined : await send(off);
    if (error !== undefined) throw error;
  } catch (error) {
    warn(`numbers that were detached may have no gateway until the next 'pulumi up': ${messageOf(error)}`);
  }
}

function isUnmoved(record: NumberRecord | undefined, seen: NumberRecord | undefined): boolean {
  // A number that was detached meanwhile only needs to be attached.
  if (record === undefined || !isAttached(record)) return true;
  return directions.every((direction) => record[direction]?.id === seen?.[direction]?.id);
}

/**
 * Deletes gateways that a move has emptied and whose owner's operation is over, so that it will not do so itself; also
 * those that `adopt` names, because the state of a resource that the program no longer declares may not lead to them.
 */
export async function removeEmptied(operation: SetOperation, target: Target, taken: Records): Promise<void> {
  const { moves } = operation;
  const emptied = new Map(
    [...taken.values()].flatMap((record) =>
      directions.flatMap((direction) => {
        const id = record[direction]?.id ?? "";
        const owner = moves.owner(id);
        const isLeft =
          owner === undefined
            ? isAbandoned(operation, record.phoneNumber.e164) ||
              idsOf(record).some((one) => isNamed(target, one))
            : moves.isOver(owner);
        return isLeft ? [[id, { direction, id }] as const] : [];
      }),
    ),
  );
  await removeUnused(operation, [...emptied.values()], [...taken.keys()]);
  const kept = new Set([...taken.values()].flatMap(idsOf).filter((id) => moves.isReplaced(id)));
  if (kept.size > 0)
    operation.warn(
      `gateways ${[...kept].join(", ")} of the replaced set stay, without these numbers: the option retainOnDelete deletes ` +
        `nothing. Delete them in the VideoSDK dashboard once nothing else needs them`,
    );
}
