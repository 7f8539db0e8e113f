import { apiErrorOf } from "../http/errors";
import { keyThing } from "./claims";
import type { Account, Operation } from "./definition";
import type { Identified, NaturalKey, PlainResource } from "./plain-definition";
import { turnsOf } from "./turns";

/** Whether an object has the key that is desired. */
export function hasKey<A extends Account, I extends object, O extends object, T extends Identified, B>(
  { found }: PlainResource<A, I, O, T, B>,
  { field, has, normalForm = (value) => value }: NaturalKey<A, I, T, B>,
  account: A,
  object: T,
  desired: I,
): boolean {
  if (has !== undefined) return has(object, desired);
  const present = found(object, { inputs: {}, outputs: {} }, account).inputs[field];
  return normalForm(String(present), desired) === normalForm(String(desired[field]), desired);
}

/** The key that is desired, as things. */
export function thingsOf<A extends Account, I extends object, O extends object, T extends Identified, B>(
  { type, claims }: PlainResource<A, I, O, T, B>,
  { field, normalForm = (value) => value }: NaturalKey<A, I, T, B>,
  desired: I,
): readonly string[] {
  return (
    claims?.(desired, undefined).map(({ thing }) => thing) ?? [
      keyThing(type, field, normalForm(String(desired[field]), desired)),
    ]
  );
}

/**
 * Takes the key that a resource wants from an object of another resource of this run, which gets another key: two that
 * swap their user names could otherwise never do so, because the vendor refuses a name that is taken, and the engine runs
 * the two updates in any order. The object gets a key that nobody wants until the operation of its own resource gives it
 * the one that it is to have. Nothing is waited for.
 *
 * @returns whether the object does not have the key any more: false where nobody in this run has given it up
 */
export async function makeRoom<
  A extends Account,
  I extends object,
  O extends object,
  T extends Identified,
  B,
>(
  plain: PlainResource<A, I, O, T, B>,
  key: NaturalKey<A, I, T, B>,
  operation: Operation<A, I, O>,
  desired: I,
  id: string,
): Promise<boolean> {
  const { account, deadline, moves, warn } = operation;
  const { aside, field, phrase, parts } = key;
  const turns = turnsOf(account);
  if (aside === undefined) return false;
  const things = (object: T): readonly string[] => {
    if (parts !== undefined) return parts(object, desired);
    return hasKey(plain, key, account, object, desired) ? thingsOf(plain, key, desired) : [];
  };
  const attempt = async (): Promise<boolean> => {
    const object = await plain.get(account, id, deadline);
    if (object === undefined || things(object).length === 0) return true;
    const [owner, ...others] = new Set(things(object).map((thing) => moves.givenUpBy(thing, id)));
    const body = aside(object, desired);
    if (owner === undefined || others.length > 0 || body === undefined) return false;
    const before = deadline.activity.unanswered;
    moves.changes([id]);
    try {
      await plain.update(account, id, body, deadline);
    } catch (error) {
      // Its last part, without which the vendor leaves no object.
      if (parts !== undefined && apiErrorOf(error, 400, 422) !== undefined) return false;
      // Its own resource may delete it at this moment, which makes room as well.
      if ((await plain.get(account, id, deadline)) !== undefined) throw error;
    } finally {
      if (deadline.activity.unanswered > before) turns.leaveOpen(id);
    }
    warn(
      `${plain.noun} ${id} has ${phrase(desired)} and gets another ${field} in this run (${owner}). Until then it has ` +
        (parts === undefined ? "one that nobody wants" : "the rest of what it had"),
    );
    return true;
  };
  // In turn with the other's own update, which may be giving the object its new key at this moment.
  return turns.take(id, attempt);
}
