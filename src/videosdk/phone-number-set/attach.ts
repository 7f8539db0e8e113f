import { apiErrorOf, mayHaveTakenEffect } from "../../http/errors";
import { matchesHashes, hashesOf } from "../../lifecycle/hashes";
import { messageOf } from "../../lifecycle/outcome";
import type { NumberRecord } from "../client/replies";
import type { SetInputs, SetOperation } from "./inputs";
import {
  askedOf,
  describeAttachments,
  everyGatewayShows,
  isAsAsked,
  isAttached,
  isAttachedAsSet,
} from "./recognition";
import { createBody } from "./settings";
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
 * Creates gateways for numbers and returns the numbers with their gateways, which the creating request does not show.
 *
 * The request is atomic and never repeated without a check: after an answer that leaves its effect open, the numbers
 * are read first.
 */
export async function attach(
  operation: SetOperation,
  desired: SetInputs,
  numbers: readonly string[],
  progress: AttachProgress,
): Promise<Attached> {
  const { deadline, note } = operation;
  let uncertain = note !== undefined;
  let tookOver = false;
  for (let attempt = 1; ; attempt += 1) {
    const error = await send(operation, desired, numbers);
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
    const records = await lookAt(operation, numbers, uncertain);
    if ([...records.values()].some(isAttached)) {
      const takes = takesOver(operation, desired, numbers, records, uncertain);
      if (!takes) progress.refused();
      if (!takes) throw new Error(conflict(records, error, desired, numbers));
      if (takes === "adopted") operation.warn(takeover(records));
      tookOver = takes === "adopted" || note !== undefined;
      break;
    }
    if (!(open || contested) || attempt >= maxTries || !(await deadline.wait(pause(attempt)))) throw error;
  }
  operation.leftOpen();
  progress.sent();
  const records = await readBack(operation, numbers, desired.isShared, (some) => {
    if (!tookOver && isAsAsked(some, desired)) progress.shown(some);
  });
  // What does not match the request was not created by it, whatever its answer was.
  return { records, asSent: !tookOver && isAsAsked(records, desired) };
}

/** Sends the creating request; returns what went wrong. */
async function send(
  { account, deadline, begin }: SetOperation,
  desired: SetInputs,
  numbers: readonly string[],
): Promise<Error | undefined> {
  begin(hashesOf(askedOf(desired)));
  try {
    await account.directory.write(() => account.api.createNumbers(createBody(desired, numbers), deadline));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error));
  }
}

/**
 * Whether gateways that the numbers are attached to become this set's: because the program says so, or because the
 * request of this operation or of one that was cut off created them. A note alone proves nothing: its request may not
 * have arrived.
 */
function takesOver(
  { note, holder }: SetOperation,
  { adopt, isShared, ...desired }: SetInputs,
  numbers: readonly string[],
  records: Records,
  uncertain: boolean,
): "adopted" | "made" | undefined {
  const gateways = [...records.values()].flatMap(({ inbound, outbound }) => [
    inbound?.id ?? "",
    outbound?.id ?? "",
  ]);
  if (!isAttachedAsSet(records, numbers, isShared) || gateways.some((id) => holder(id) !== undefined))
    return undefined;
  const made =
    isAsAsked(records, desired) ||
    (note !== undefined && everyGatewayShows(records, (shown) => matchesHashes(note.asked, shown)));
  if (uncertain && made) return "made";
  return adopt === true || gateways.includes(String(adopt)) ? "adopted" : undefined;
}

/**
 * The numbers as they are now. A request that got no answer may be carried out between reading one number and the next,
 * so half a set that may belong to this resource is read again.
 */
async function lookAt(
  { account, deadline }: SetOperation,
  numbers: readonly string[],
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
  numbers: readonly string[],
  isShared: boolean,
  shown: (records: Records) => void,
): Promise<Records> {
  for (let read = 1; ; read += 1) {
    const records = await account.directory.find(numbers, deadline);
    if (isAttachedAsSet(records, numbers, isShared)) return records;
    account.directory.invalidate();
    if (read >= maxReads || !(await deadline.wait(pause(read)))) {
      const whole = [...records].filter(([, record]) => isWholeRecord(record));
      if (whole.length > 0) shown(new Map(whole));
      const missing = numbers.filter((e164) => !isWholeRecord(records.get(e164)));
      throw new Error(
        `VideoSDK accepted the numbers, but does not show the gateways of ${missing.join(", ") || numbers.join(", ")} ` +
          `yet. They are in the state now; the next 'pulumi up' continues from here`,
      );
    }
  }
}

function isWholeRecord(record: NumberRecord | undefined): boolean {
  return record?.inbound !== undefined && record.outbound !== undefined;
}

function takeover(records: Records): string {
  return `takes over gateways that exist: ${describeAttachments(records.values())}`;
}

function conflict(
  records: Records,
  error: Error,
  { isShared }: SetInputs,
  numbers: readonly string[],
): string {
  const first = [...records.values()].find(({ inbound }) => inbound !== undefined)?.inbound?.id;
  const adoption =
    first !== undefined && isAttachedAsSet(records, numbers, isShared)
      ? `set adopt: ${JSON.stringify(first)} if these gateways are to become this resource's`
      : `they cannot be adopted as they are, because that takes exactly these numbers on ${
          isShared ? "one pair of gateways" : "a pair of gateways each"
        }`;
  return (
    `${describeAttachments(records.values())}. A number can be attached to one gateway of a direction only; nothing was ` +
    `changed. VideoSDK said: ${messageOf(error)}. If the resource was renamed or moved in the program, give it an alias ` +
    `(the option aliases); if the numbers are used for something else, detach them there first; ${adoption}`
  );
}
