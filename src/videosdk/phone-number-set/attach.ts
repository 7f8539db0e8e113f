import { apiErrorOf, mayHaveTakenEffect } from "../../http/errors";
import { messageOf } from "../../lifecycle/outcome";
import type { NumberRecord } from "../client/replies";
import type { SetOperation } from "./inputs";
import {
  askedOf,
  describeAttachments,
  isAsAsked,
  isAsNoted,
  isAttached,
  isAttachedAsGrown,
  isAttachedAsSet,
  type Target,
} from "./target";
import { pause } from "./waiting";

/** Tries of the creating request: VideoSDK's own advice for a 409 is to try again. */
const maxTries = 6;

/** Reads after a creation until all numbers show their gateways. No page says how soon they do. */
const maxReads = 10;

/** Looks until numbers that appear one after the other have all appeared. */
const maxLooks = 4;

type Records = ReadonlyMap<string, NumberRecord>;

/** Numbers with their gateways. */
export interface Attached {
  /** The numbers, by E.164. */
  readonly records: Records;
  /** Whether the request created the gateways; those that were taken over may have other settings. */
  readonly asSent: boolean;
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
 */
export async function attach(
  operation: SetOperation,
  target: Target,
  progress: AttachProgress,
): Promise<Attached> {
  const { deadline, note } = operation;
  let uncertain = note !== undefined;
  let tookOver = false;
  for (let attempt = 1; ; attempt += 1) {
    const error = await send(operation, target);
    if (error === undefined) break;
    const open = mayHaveTakenEffect(error);
    const contested = apiErrorOf(error, 409) !== undefined;
    if (open) {
      uncertain = true;
      operation.leftOpen();
      progress.sent();
    } else if (!contested && apiErrorOf(error, 400) === undefined) {
      throw error;
    }
    const records = await lookAt(operation, target, uncertain);
    if ([...records.values()].some(isAttached)) {
      const origin = originOf(operation, target, records, uncertain);
      if (origin === "foreign" || origin === "adoptable") {
        progress.refused();
        throw new Error(conflict(target, records, error, origin));
      }
      if (origin === "adopted") operation.warn(takeover(records));
      tookOver = origin === "adopted" || note !== undefined;
      break;
    }
    if (!(open || contested) || attempt >= maxTries || !(await deadline.wait(pause(attempt)))) throw error;
  }
  operation.leftOpen();
  progress.sent();
  const isWhole = tookOver ? isAttachedAsGrown : isAttachedAsSet;
  const records = await readBack(operation, target, isWhole, (some) => {
    if (!tookOver && isAsAsked(some, target.settings)) progress.shown(some);
  });
  // What does not match the request was not created by it, whatever its answer was.
  return { records, asSent: !tookOver && isAsAsked(records, target.settings) };
}

/** Sends the creating request; returns what went wrong. */
async function send({ account, deadline, begin }: SetOperation, target: Target): Promise<Error | undefined> {
  begin(askedOf(target.settings));
  try {
    await account.directory.write(() => account.api.createNumbers(target.request(target.numbers), deadline));
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
  const isWanted = target.adopt === true || ids.includes(String(target.adopt));
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
    account.directory.invalidate();
  }
}

/** Reads until every number shows its gateways. */
async function readBack(
  { account, deadline }: SetOperation,
  target: Target,
  isWhole: typeof isAttachedAsSet,
  shown: (records: Records) => void,
): Promise<Records> {
  for (let read = 1; ; read += 1) {
    const records = await account.directory.find(target.numbers, deadline);
    if (isWhole(records, target)) return records;
    account.directory.invalidate();
    if (read >= maxReads || !(await deadline.wait(pause(read)))) {
      const whole = new Map([...records].filter(([, { inbound, outbound }]) => inbound && outbound));
      if (whole.size > 0) shown(whole);
      const missing = target.numbers.filter((e164) => !whole.has(e164));
      throw new Error(
        `VideoSDK accepted the numbers, but does not show the gateways of ${(missing.length > 0 ? missing : target.numbers).join(", ")} ` +
          `yet. They are in the state now; the next 'pulumi up' continues from here`,
      );
    }
  }
}

function takeover(records: Records): string {
  return `takes over gateways that exist: ${describeAttachments(records.values())}`;
}

function conflict({ isShared }: Target, records: Records, error: Error, origin: Origin): string {
  const first = [...records.values()].find(({ inbound }) => inbound !== undefined)?.inbound?.id;
  const adoption =
    origin === "adoptable"
      ? `set adopt: ${JSON.stringify(first)} if these gateways are to become this resource's`
      : `they cannot be adopted as they are, because that takes gateways that carry exactly these numbers, ${
          isShared ? "shared by them" : "a pair each"
        }`;
  return (
    `${describeAttachments(records.values())}. A number can be attached to one gateway of a direction only; nothing was ` +
    `changed. VideoSDK said: ${messageOf(error)}. If the resource was renamed or moved in the program, give it an alias ` +
    `(the option aliases); if the numbers are used for something else, detach them there first; ${adoption}`
  );
}
