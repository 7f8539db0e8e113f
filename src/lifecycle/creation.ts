import type { Deadline } from "../http/deadline";
import { DeadlineError, mayHaveTakenEffect } from "../http/errors";
import type { Account, Operation } from "./definition";
import { matchesHashes } from "./hashes";
import { messageOf } from "./outcome";

/** Tries of the creating request, each after a look that found nothing. */
const maxTries = 3;

/** Pauses between the looks after a lost answer, in milliseconds: the vendor may show a new object with a delay. */
const pausesMs = [300, 900];

/** How an object is created, and how to find out whether it was. */
export interface Creation<T extends { readonly id: string }> {
  /** The object, for messages: `SIP endpoint "c3p0"`. */
  readonly what: string;
  /** Objects under the same natural key, as they were before this operation. */
  readonly earlier: () => Promise<readonly T[]>;
  /** Objects under the same natural key, as they are now; undefined where there is no such key to look under. */
  readonly present: (() => Promise<readonly T[]>) | undefined;
  /**
   * Says why nothing is created beside objects that are there under the key already; left out where the vendor itself
   * refuses a second one.
   */
  readonly refusal?: ((there: readonly T[]) => Error) | undefined;
  /** The settings that the request asks for, as far as an answer shows them again; no secrets. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** The same settings as an object shows them. */
  readonly shown: (object: T) => Readonly<Record<string, unknown>>;
  /** Sends the creating request. */
  readonly create: () => Promise<T>;
}

/**
 * Creates an object whose creating request has no protection against repetition. The request is never repeated without
 * a check: after an answer that leaves its effect open, the vendor's objects are read, and one that was not there
 * before is the object. An object that was there before is taken only where a note of this resource leads to it and it
 * shows what was asked for.
 *
 * @returns the object, and whether it is as it was asked for: one that was found may differ
 */
export async function createOnce<T extends { readonly id: string }, A extends Account, I, O>(
  operation: Operation<A, I, O>,
  { what, earlier, present, refusal, asked, shown, create }: Creation<T>,
): Promise<{ object: T; asSent: boolean }> {
  const { note, deadline } = operation;
  const before = await earlier();
  const leftOver = before.filter(
    (object) =>
      note !== undefined &&
      (note.id ?? object.id) === object.id &&
      matchesHashes(note.asked, shown(object)) &&
      operation.holder(object.id) === undefined,
  );
  const [left, ...others] = leftOver;
  if (left !== undefined && others.length === 0) {
    operation.decide(() => `${what} is ${left.id}, which an interrupted run created`);
    return { object: left, asSent: false };
  }
  operation.decide(() => `${what} is created; objects like it that exist: ${before.length}`);
  if (before.length > 0 && refusal !== undefined) throw refusal(before);
  const known = new Set(before.map(({ id }) => id));
  const look = async (): Promise<T | undefined> => (await present?.())?.find(({ id }) => !known.has(id));
  let uncertain = false;
  for (let attempt = 1; ; attempt += 1) {
    // If a similar object exists already, a note could make a later run take a foreign object for this one.
    if (known.size === 0) operation.begin(asked);
    try {
      const object = await create();
      operation.made(object.id);
      return { object, asSent: true };
    } catch (error) {
      uncertain ||= mayHaveTakenEffect(error);
      if (!uncertain) throw error;
      operation.leftOpen();
      if (present === undefined) throw open(what, messageOf(error));
      const found = await persistently(look, deadline).catch((failure: unknown) => {
        throw open(what, `${messageOf(error)}; then ${messageOf(failure)}`);
      });
      if (found !== undefined) {
        operation.made(found.id);
        return { object: found, asSent: false };
      }
      if (!mayHaveTakenEffect(error)) throw error;
      // After a request that ran out of time, the vendor may still carry it out.
      if (error instanceof DeadlineError || attempt >= maxTries) throw open(what, messageOf(error));
    }
  }
}

/** Looks a few times, until something is found. */
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

function open(what: string, reason: string): Error {
  return new Error(
    `${reason}. Whether ${what} was created is not known; the next 'pulumi up' looks for it before it creates one`,
  );
}
