import { apiErrorOf, mayHaveTakenEffect } from "../../http/errors";
import { messageOf } from "../../lifecycle/outcome";
import type { NumberRecord } from "../client/replies";
import { directions } from "../client/api";
import type { SetOperation } from "./inputs";
import { isNamed, MovedOn, moveThere, removeEmptied, sortOut, type Sorted } from "./move";
import {
  askedOf,
  describeAttachments,
  idsOf,
  isAsAsked,
  isAsNoted,
  isAttached,
  isAttachedAsGrown,
  isAttachedAsSet,
  isNoted,
  type Target,
} from "./target";
import { othersPerhaps } from "./others-perhaps";
import { readBack } from "./read-back";
import { pause } from "./waiting";

/** Tries of the creating request: VideoSDK's own advice for a 409 is to try again. */
const maxTries = 6;

/** Looks until numbers that appear one after the other have all appeared. */
const maxLooks = 4;

type Records = ReadonlyMap<string, NumberRecord>;

/** Numbers with their gateways. */
export interface Attached {
  /** The numbers, by E.164. */
  readonly records: Records;
  /** Whether the request created the gateways; those that were taken over may have other settings. */
  readonly asSent: boolean;
  /** Numbers that stay where they are, because a resource that is not checked yet may have them and give them up. */
  readonly awaited: readonly string[];
  /** The gateways that these are on. */
  readonly awaitedFrom: readonly string[];
}

/** What is learned during the operation, to be kept if the rest fails. */
export interface AttachProgress {
  /** The gateways may exist. */
  sent(): void;
  /** They do not. */
  refused(): void;
  /** They do, and this many of the numbers show them; the others may have been detached already. */
  shown(records: Records): void;
}

/**
 * Creates gateways for the numbers of a target and returns the numbers with their gateways, which the creating request
 * does not show.
 *
 * The request is atomic and never repeated without a check: after an answer that leaves its effect open, the numbers
 * are read first.
 *
 * @param before the numbers before any request, where they were looked at: gateways that they have had since then were made
 * by no request of this operation, however alike they look
 */
export async function attach(
  operation: SetOperation,
  whole: Target,
  progress: AttachProgress,
  before: Records = new Map(),
): Promise<Attached> {
  const { deadline, note } = operation;
  let isOpen = false;
  let unheard: ReadonlySet<NumberRecord> = new Set();
  const mayBeOurs = (record: NumberRecord): boolean =>
    !unheard.has(record) &&
    ((isOpen && !isWhereItWas(record, before)) || isNoted(record.phoneNumber.e164, note));
  let tookOver = false;
  // What the request is needed for: all numbers but those that have their gateways already.
  let target = whole;
  let made: Records = new Map();
  let taken: Records = new Map();
  for (let attempt = 1; ; attempt += 1) {
    const error = await request(operation, target, taken, progress);
    if (error === undefined) break;
    const open = mayHaveTakenEffect(error);
    const contested = apiErrorOf(error, 409) !== undefined || error instanceof MovedOn;
    if (open) {
      isOpen = true;
      operation.leftOpen();
      progress.sent();
    } else if (!contested && apiErrorOf(error, 400) === undefined) {
      throw error;
    }
    const records = await lookAt(operation, whole, isOpen || note !== undefined);
    if ([...records.values()].some(isAttached)) {
      const { name } = whole.settings.inbound;
      unheard = await othersPerhaps(operation, [...records.values()].filter(mayBeOurs), name);
      const uncertain = [...records.values()].every(mayBeOurs);
      const origin = originOf(operation, whole, records, uncertain);
      if (origin === "made" || origin === "adopted") {
        if (origin === "adopted") operation.warn(takeover(records));
        tookOver = origin === "adopted" || note !== undefined;
        [target, made, taken] = [whole, new Map(), new Map()];
        break;
      }
      const sorted = sortOut(operation, whole, records, mayBeOurs);
      const others = await heard(operation, whole, sorted);
      if (others.isEarly)
        return {
          ...{ records: sorted.made, asSent: false, awaited: stillMissing(whole, sorted) },
          awaitedFrom: [...sorted.foreign.values(), ...sorted.taken.values()].flatMap(idsOf),
        };
      if (others.foreign.size > 0) {
        progress.refused();
        throw new Error(conflict(others.foreign, error, origin));
      }
      made = sorted.made;
      taken = new Map([...sorted.taken, ...others.taken]);
      target = { ...whole, numbers: whole.numbers.filter((e164) => !made.has(e164)) };
      if (target.numbers.length === 0) break;
      const named = [...taken.values()].filter((record) => idsOf(record).some((id) => isNamed(whole, id)));
      if (named.length > 0)
        operation.warn(`takes numbers off gateways that adopt names: ${describeAttachments(named)}`);
      if (attempt >= maxTries) throw error;
      if (attempt > 1 && !(await deadline.wait(pause(attempt)))) throw error;
      continue;
    }
    if (!(open || contested) || attempt >= maxTries || !(await deadline.wait(pause(attempt)))) throw error;
    [target, made, taken] = [whole, new Map(), new Map()];
  }
  operation.leftOpen();
  progress.sent();
  const shown = (some: Records): void => {
    if (!tookOver && isAsAsked(some, target.settings)) progress.shown(new Map([...made, ...some]));
  };
  const records =
    target.numbers.length === 0
      ? made
      : await readBack(operation, target, { tookOver, before: taken }, shown);
  // Whatever becomes of the gateways that they left: a program that gives these numbers up has to know theirs.
  shown(records);
  await removeEmptied(operation, whole, taken);
  const all = new Map([...made, ...records]);
  // What does not match the request was not created by it, whatever its answer was.
  return { records: all, asSent: !tookOver && isAsAsked(all, target.settings), awaited: [], awaitedFrom: [] };
}

/** Whether a number has a gateway that it had before. */
function isWhereItWas(record: NumberRecord, before: Records): boolean {
  const former = before.get(record.phoneNumber.e164);
  return former !== undefined && idsOf(former).some((id) => idsOf(record).includes(id));
}

/** Sends the creating request, after detaching the numbers that it takes from others; returns what went wrong. */
async function request(
  operation: SetOperation,
  target: Target,
  taken: Records,
  progress: AttachProgress,
): Promise<Error | undefined> {
  if (taken.size === 0) return send(operation, target, target.numbers);
  try {
    return await moveThere(operation, target.numbers, taken, (numbers) => send(operation, target, numbers));
  } catch (error) {
    if (error instanceof MovedOn) {
      // What was seen is not so any more, or was late.
      operation.account.directory.invalidate(target.numbers);
      return error;
    }
    // Some may be detached, and attached again by a request of this resource.
    operation.leftOpen();
    progress.sent();
    throw error;
  }
}

/**
 * Sorts the numbers on gateways of others once more after the engine had a moment to check further resources.
 * `isEarly`: their owners may not have been checked yet.
 */
async function heard(
  operation: SetOperation,
  target: Target,
  { foreign }: Sorted,
): Promise<Pick<Sorted, "foreign" | "taken"> & { readonly isEarly: boolean }> {
  if (foreign.size === 0) return { foreign, taken: new Map(), isEarly: false };
  const again = (): Sorted => sortOut(operation, target, foreign, () => false);
  const isCrowded = await operation.moves.listen(() => again().foreign.size === 0);
  const { foreign: rest, taken } = again();
  const isUnknown = [...rest.values()].every((record) =>
    directions.every((direction) => operation.moves.owner(record[direction]?.id ?? "") === undefined),
  );
  return { foreign: rest, taken, isEarly: rest.size > 0 && isCrowded && isUnknown && target.mayWait };
}

function stillMissing({ numbers }: Target, { made }: Sorted): string[] {
  return numbers.filter((e164) => !made.has(e164));
}

/** Sends the creating request; returns what went wrong. */
async function send(
  { account, deadline, begin }: SetOperation,
  target: Target,
  numbers: readonly string[],
): Promise<Error | undefined> {
  begin(askedOf(target.settings, numbers));
  try {
    await account.directory.write(numbers, () =>
      account.api.createNumbers(target.request(numbers), deadline),
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error));
  }
}

/**
 * Where gateways come from that the numbers are attached to. They become this set's if the program says so (`adopted`),
 * or if the request of this operation or of one that was cut off created them (`made`). A note alone proves nothing: its
 * request may not have arrived. Others could be adopted (`adoptable`) or could not (`foreign`).
 */
type Origin = "made" | "adopted" | "adoptable" | "foreign";

function originOf(
  { note, holder }: SetOperation,
  target: Target,
  records: Records,
  uncertain: boolean,
): Origin {
  const ids = [...records.values()].flatMap(({ inbound, outbound }) => [
    inbound?.id ?? "",
    outbound?.id ?? "",
  ]);
  if (!isAttachedAsGrown(records, target)) return "foreign";
  const isHeld = ids.some((id) => holder(id) !== undefined);
  const isOurs = isAsAsked(records, target.settings) || isAsNoted(records, note);
  if (uncertain && isOurs && !isHeld && isAttachedAsSet(records, target)) return "made";
  const isWanted = target.adopt === true || (target.adopt !== false && ids.some(isIn(target.adopt)));
  return isWanted && !isHeld ? "adopted" : "adoptable";
}

/**
 * The numbers as they are now. A request that got no answer may be carried out between reading one number and the next,
 * so half a set that may belong to this resource is read again.
 */
async function lookAt(
  { account, deadline }: SetOperation,
  { numbers }: Target,
  uncertain: boolean,
): Promise<Records> {
  for (let read = 1; ; read += 1) {
    const records = await account.directory.find(numbers, deadline);
    const attached = [...records.values()].filter(isAttached).length;
    const isHalf = attached > 0 && attached < numbers.length;
    if (!uncertain || !isHalf || read >= maxLooks || !(await deadline.wait(pause(read)))) return records;
    account.directory.invalidate(numbers);
  }
}

function takeover(records: Records): string {
  return `takes over gateways that exist: ${describeAttachments(records.values())}`;
}

function isIn(list: readonly string[]): (id: string) => boolean {
  return (id) => list.includes(id);
}

function conflict(records: Records, error: Error, origin: Origin): string {
  const ids = [...records.values()].flatMap(({ inbound, outbound }) => inbound?.id ?? outbound?.id ?? []);
  const [first, ...others] = [...new Set(ids)];
  const adopt = `adopt: ${JSON.stringify(others.length === 0 ? first : [first, ...others])}`;
  const adoption =
    origin === "adoptable"
      ? `set ${adopt}, and these gateways become this resource's`
      : `set ${adopt}, and the numbers are detached there and attached here in one run`;
  return (
    `${describeAttachments(records.values())}. A number can be attached to one gateway of a direction only; nothing was ` +
    `changed. VideoSDK said: ${messageOf(error)}. If the resource was renamed or moved in the program, give it an alias (the ` +
    `option aliases). If a resource that the program no longer declares has the numbers: ${adoption}; or take two runs, the first without these ` +
    `numbers here. If a resource further down in the program gives them up, run 'pulumi up' again. If another ` +
    `stack has them, take its set out of that stack before you adopt them ('pulumi state delete', which changes nothing at ` +
    `VideoSDK): else both stacks change and delete the same gateways. If something else uses them, detach them there first`
  );
}
