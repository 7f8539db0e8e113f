import type { Deadline } from "../http/deadline";
import { DeadlineError, mayHaveTakenEffect } from "../http/errors";
import type { Account, Operation } from "./definition";
import { messageOf, UnsettledCreation } from "./outcome";

/** Tries of the creating request, each after a look that found nothing. */
const maxTries = 3;

/** Pauses between the looks after a lost answer, in milliseconds: what was created may show a little late. */
const pausesMs = [300, 900];

/** How an object is made, and how one looks whether it was. */
export interface Creation<T extends { readonly id: string }> {
  /** The object, for messages: `the SIP endpoint "c3p0"`. */
  readonly what: string;
  /** Objects that look like the one to be made, as they were before this operation. */
  readonly earlier: () => Promise<readonly T[]>;
  /** Objects that look like the one to be made, as they are now. */
  readonly present: () => Promise<readonly T[]>;
  /** Whether an object that looks like it may be left over from an earlier run that was cut off. */
  readonly mayBeLeftOver: () => boolean;
  /** Sends the creating request. */
  readonly create: () => Promise<T>;
}

/**
 * Creates an object whose creating request has no protection against repetition. The request is never repeated blindly:
 * after an answer that leaves its effect open, the vendor is looked at, and what was not there before is the object.
 *
 * @returns the object, and whether it is as it was asked for: one that was found may differ
 * @throws {@link UnsettledCreation} when nobody can tell whether it exists
 */
export async function createOnce<T extends { readonly id: string }, A extends Account, I, O>(
  { interrupted, begin, tookOver, deadline }: Operation<A, I, O>,
  { what, earlier, present, mayBeLeftOver, create }: Creation<T>,
): Promise<{ object: T; asSent: boolean }> {
  const before = await earlier();
  const [leftOver] = before;
  if (interrupted && before.length === 1 && leftOver !== undefined && mayBeLeftOver()) {
    tookOver(leftOver.id);
    return { object: leftOver, asSent: false };
  }
  const known = new Set(before.map(({ id }) => id));
  const look = async (): Promise<T | undefined> => (await present()).find(({ id }) => !known.has(id));
  let uncertain = false;
  for (let attempt = 1; ; attempt += 1) {
    // With a look-alike there already, a note could make a later run take a foreign object for this one.
    if (known.size === 0) begin();
    try {
      return { object: await create(), asSent: true };
    } catch (error) {
      uncertain ||= mayHaveTakenEffect(error);
      if (!uncertain) throw error;
      const found = await persistently(look, deadline).catch((failure: unknown) => {
        throw unsettled(what, `${messageOf(error)}; then ${messageOf(failure)}`);
      });
      if (found !== undefined) return { object: found, asSent: false };
      if (!mayHaveTakenEffect(error)) throw error;
      // After a request that ran out of time, the vendor may still be at work on it.
      if (error instanceof DeadlineError || attempt >= maxTries) throw unsettled(what, messageOf(error));
    }
  }
}

/** Looks until something is found, a few times. */
async function persistently<T>(
  look: () => Promise<T | undefined>,
  deadline: Deadline,
): Promise<T | undefined> {
  for (const pause of pausesMs) {
    const found = await look();
    if (found !== undefined || !(await deadline.wait(pause))) return found;
  }
  return look();
}

function unsettled(what: string, reason: string): UnsettledCreation {
  return new UnsettledCreation(
    `${reason}. Whether ${what} was created is not known; the next 'pulumi up' looks for it before it creates one`,
  );
}
