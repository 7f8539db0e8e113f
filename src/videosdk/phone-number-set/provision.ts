import { apiErrorOf, mayHaveTakenEffect } from "../../http/errors";
import { messageOf } from "../../lifecycle/outcome";
import type { SetOperation } from "./read";
import type { SetInputs } from "./inputs";
import type { NumberRecord } from "../client/replies";
import { bearMarks, marksOf } from "./marks";
import { describeAttachments, isAsAsked, isAttached, isAttachedAsSet } from "./recognition";
import { pause } from "./waiting";
import { createBody } from "./settings";

/** Tries of the creating request: VideoSDK's own advice for a 409 is to try again. */
const maxTries = 6;

/** Reads after a creation until all numbers show their gateways. Nothing says how soon they do. */
const maxReads = 10;

/** Looks until numbers that come one after the other have all come. */
const maxLooks = 4;

/** Numbers with their gateways. */
export interface Provisioned {
  /** The numbers, by E.164. */
  readonly records: ReadonlyMap<string, NumberRecord>;
  /** Whether the gateways were made by the request; those that were taken over may have other settings. */
  readonly asSent: boolean;
}

/** What is learnt on the way, to be kept should the rest fail. */
export interface ProvisionOutcome {
  /** The gateways may exist. */
  sent(): void;
  /** They do not. */
  refused(): void;
  /** They do, and so many of the numbers show them; something may have taken the others off already. */
  shown(records: ReadonlyMap<string, NumberRecord>): void;
}

/**
 * Makes gateways for numbers and returns the numbers with their gateways, which the creating request does not tell.
 *
 * The request is atomic and never repeated blindly: after an answer that leaves its effect open, the numbers are looked
 * at first.
 */
export async function provision(
  operation: SetOperation,
  desired: SetInputs,
  numbers: readonly string[],
  outcome: ProvisionOutcome,
): Promise<Provisioned> {
  const { account, deadline } = operation;
  let asSent = true;
  let uncertain = operation.interrupted;
  for (let attempt = 1; ; attempt += 1) {
    const error = await attemptCreation(operation, desired, numbers);
    if (error === undefined) break;
    const open = mayHaveTakenEffect(error);
    const contested = apiErrorOf(error, 409) !== undefined;
    if (open) {
      uncertain = true;
      outcome.sent();
    } else if (!contested && apiErrorOf(error, 400) === undefined) {
      if (!uncertain) operation.settle();
      throw error;
    }
    const records = await lookAt(operation, numbers, uncertain);
    const attached = [...records.values()].filter(isAttached);
    if (attached.length > 0) {
      // The note of an interrupted creation alone proves nothing: its request may not have arrived, or been refused.
      const isLeftOver = isAsAsked(records, desired) || bearMarks(records, operation.asked);
      const ours = desired.adopt || (uncertain && isLeftOver);
      if (ours && isAttachedAsSet(records, numbers, desired.isShared) && !isAnothers(operation, numbers)) {
        account.claims.noteTakenOver(
          attached.flatMap(({ inbound, outbound }) => [inbound?.id ?? "", outbound?.id ?? ""]),
        );
        asSent = isAsAsked(records, desired) && !operation.interrupted && !desired.adopt;
        break;
      }
      operation.settle();
      outcome.refused();
      throw new Error(conflict(records, error, desired));
    }
    if (!(open || contested) || attempt >= maxTries || !(await deadline.wait(pause(attempt)))) {
      if (!uncertain) operation.settle();
      throw error;
    }
  }
  outcome.sent();
  const records = await readBack(operation, numbers, desired.isShared, (some) => {
    if (asSent && isAsAsked(some, desired)) outcome.shown(some);
  });
  // What does not look like the request was not made by it, whatever its answer was.
  return { records, asSent: asSent && isAsAsked(records, desired) };
}

/** Sends the creating request; returns what went wrong. */
async function attemptCreation(
  { account, deadline, begin }: SetOperation,
  desired: SetInputs,
  numbers: readonly string[],
): Promise<Error | undefined> {
  begin(marksOf(desired));
  try {
    await account.directory.write(() => account.api.createNumbers(createBody(desired, numbers), deadline));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error));
  }
}

/**
 * The numbers as they are now. A request that got no answer may be carried out between the look at one number and the
 * look at the next, so half a set that may be this one's is looked at again.
 */
async function lookAt(
  { account, deadline }: SetOperation,
  numbers: readonly string[],
  uncertain: boolean,
): Promise<ReadonlyMap<string, NumberRecord>> {
  for (let look = 1; ; look += 1) {
    const records = await account.directory.find(numbers, deadline);
    const attached = [...records.values()].filter(isAttached).length;
    const isHalf = attached > 0 && attached < numbers.length;
    if (!uncertain || !isHalf || look >= maxLooks || !(await deadline.wait(pause(look)))) return records;
    account.directory.invalidate();
  }
}

/** Reads until every number shows its gateways. */
async function readBack(
  { account, deadline }: SetOperation,
  numbers: readonly string[],
  isShared: boolean,
  shown: (records: ReadonlyMap<string, NumberRecord>) => void,
): Promise<ReadonlyMap<string, NumberRecord>> {
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
          `yet. They are in the state now; the next 'pulumi up' goes on from here`,
      );
    }
  }
}

function isWholeRecord(record: NumberRecord | undefined): boolean {
  return record?.inbound !== undefined && record.outbound !== undefined;
}

/** Whether another set that state knows has one of the numbers: its gateways are no leftovers of a broken creation. */
function isAnothers({ account, owner }: SetOperation, numbers: readonly string[]): boolean {
  return numbers.some((e164) => account.claims.isAnothers(owner, e164));
}

function conflict(records: ReadonlyMap<string, NumberRecord>, error: Error, desired: SetInputs): string {
  const attached = describeAttachments(records);
  const kind = desired.isShared ? "one pair of gateways" : "a pair of gateways for each number";
  return (
    `${attached}. A number can be attached to one gateway of a direction only; nothing was changed. VideoSDK said: ` +
    `${messageOf(error)}. Detach it there, or, if these gateways are to become this resource's (${kind}, with exactly ` +
    `these numbers), set adopt: true`
  );
}
