import { keyThing } from "./claims";
import type { Account, Operation } from "./definition";
import type { Identified, NaturalKey, PlainResource } from "./plain-definition";
import { turnsOf } from "./turns";

/** Pauses, in milliseconds, until the check of the resource that has a key may have been heard. */
const pausesMs = [200, 800];

/** Whether an object has the key that is desired. */
export function hasKey<A extends Account, I extends object, O extends object, T extends Identified, B>(
  { found }: PlainResource<A, I, O, T, B>,
  { field, normalForm = String }: NaturalKey<A, I, T, B>,
  account: A,
  object: T,
  desired: I,
): boolean {
  const present = found(object, { inputs: {}, outputs: {} }, account).inputs[field];
  return normalForm(String(present)) === normalForm(String(desired[field]));
}

/** The key that is desired, as a thing. */
export function thingOf<A extends Account, I extends object, O extends object, T extends Identified, B>(
  { type }: PlainResource<A, I, O, T, B>,
  { field, normalForm = String }: NaturalKey<A, I, T, B>,
  desired: I,
): string {
  return keyThing(type, field, normalForm(String(desired[field])));
}

/**
 * Takes the key that a resource wants from an object of another resource of this run, which gets another key: two that
 * swap their user names could otherwise never do so, because the vendor refuses a name that is taken, and the engine runs
 * the two updates in any order. The object gets a key that nobody wants until the operation of its own resource gives it
 * the one that it is to have. Nothing is waited for but the other's check, and that only for a moment.
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
  const { account, deadline, givenUpBy, warn } = operation;
  const { aside, field, phrase } = key;
  if (aside === undefined) return false;
  const thing = thingOf(plain, key, desired);
  const attempt = async (): Promise<boolean> => {
    const object = await plain.get(account, id, deadline);
    if (object === undefined || !hasKey(plain, key, account, object, desired)) return true;
    const owner = givenUpBy(thing, id);
    if (owner === undefined) return false;
    warn(
      `${plain.noun} ${id} has ${phrase(desired)} and gets another ${field} in this run (${owner}). Until then it has one ` +
        `that nobody wants`,
    );
    try {
      await plain.update(account, id, aside(object), deadline);
    } catch (error) {
      // Its own resource may delete it at this moment, which makes room as well.
      if ((await plain.get(account, id, deadline)) !== undefined) throw error;
    }
    return true;
  };
  for (const pause of [0, ...pausesMs]) {
    if (pause > 0 && !(await deadline.wait(pause))) return false;
    // In turn with the other's own update, which may be giving the object its new key at this moment.
    if (await turnsOf(account).take(id, attempt)) return true;
  }
  return false;
}
