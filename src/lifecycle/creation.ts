import type { Deadline } from "../http/deadline";
import { DeadlineError, mayHaveTakenEffect } from "../http/errors";
import type { Account, Operation } from "./definition";
import { bearsMarks, marksOf } from "./marks";
import { messageOf } from "./outcome";

/** Tries of the creating request, each after a look that found nothing. */
const maxTries = 3;

/** Pauses between the looks after a lost answer, in milliseconds: what was created may show a little late. */
const pausesMs = [300, 900];

/** How an object is made, and how one looks whether it was. */
export interface Creation<T extends { readonly id: string }> {
  /** The object, for messages: `SIP endpoint "c3p0"`. */
  readonly what: string;
  /** Objects under the same natural key, as they were before this operation. */
  readonly earlier: () => Promise<readonly T[]>;
  /** Objects under the same natural key, as they are now; undefined where there is no such key to look under. */
  readonly present: (() => Promise<readonly T[]>) | undefined;
  /** The settings that the request asks for, as far as an answer shows them again; no secrets. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** The same settings as an object shows them. */
  readonly shown: (object: T) => Readonly<Record<string, unknown>>;
  /** Sends the creating request. */
  readonly create: () => Promise<T>;
}

/**
 * Creates an object whose creating request has no protection against repetition. The request is never repeated blindly:
 * after an answer that leaves its effect open, the vendor is looked at, and what was not there before is the object. An
 * object that was there is taken only where a note of this resource leads to it and it shows what was asked for.
 *
 * @returns the object, and whether it is as it was asked for: one that was found may differ
 */
export async function createOnce<T extends { readonly id: string }, A extends Account, I, O>(
  operation: Operation<A, I, O>,
  { what, earlier, present, asked, shown, create }: Creation<T>,
): Promise<{ object: T; asSent: boolean }> {
  const { note, deadline } = operation;
  const before = await earlier();
  const leftOver = before.filter(
    (object) =>
      note !== undefined &&
      (note.id ?? object.id) === object.id &&
      bearsMarks(note.asked, shown(object)) &&
      operation.holder(object.id) === undefined,
  );
  if (leftOver.length === 1 && leftOver[0] !== undefined) return { object: leftOver[0], asSent: false };
  const known = new Set(before.map(({ id }) => id));
  const look = async (): Promise<T | undefined> => (await present?.())?.find(({ id }) => !known.has(id));
  let uncertain = false;
  for (let attempt = 1; ; attempt += 1) {
    // With a look-alike there already, a note could make a later run take a foreign object for this one.
    if (known.size === 0) operation.begin(marksOf(asked));
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
      // After a request that ran out of time, the vendor may still be at work on it.
      if (error instanceof DeadlineError || attempt >= maxTries) throw open(what, messageOf(error));
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

function open(what: string, reason: string): Error {
  return new Error(
    `${reason}. Whether ${what} was created is not known; the next 'pulumi up' looks for it before it creates one`,
  );
}
