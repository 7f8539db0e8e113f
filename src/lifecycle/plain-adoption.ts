import type { Account, Operation } from "./definition";
import type { Adopting, Identified, PlainResource } from "./plain-definition";

/** The object that the program wants taken over, if there is one. */
export async function objectToAdopt<
  A extends Account,
  I extends object & Adopting,
  O extends object,
  T extends Identified,
  B,
>(plain: PlainResource<A, I, O, T, B>, operation: Operation<A, I, O>, desired: I): Promise<T | undefined> {
  const { adopt } = desired;
  const { key } = plain;
  const nameOf = (id: string): string => `${plain.noun} ${id}`;
  if (adopt === undefined || adopt === false || (key === undefined && adopt === true)) return undefined;
  const { account, deadline, holder, warn } = operation;
  const phrase = key?.phrase(desired) ?? "that id";
  const present =
    (await key?.find(account, desired, deadline))?.filter((one) => key?.isWhole?.(one, desired) !== false) ??
    [await plain.get(account, String(adopt), deadline)].filter((one) => one !== undefined);
  const matching = adopt === true ? present : present.filter(({ id }) => id === adopt);
  const ids = present.map(({ id }) => id).join(", ");
  const [object, ...others] = matching;
  if (object === undefined) {
    if (adopt === true) return undefined;
    const there = present.length === 0 ? "nothing has it" : `it belongs to ${ids}`;
    throw new Error(`adopt: ${nameOf(adopt)} does not have ${phrase}: ${there}. Nothing was changed`);
  }
  if (others.length > 0) {
    throw new Error(`adopt: several have ${phrase}: ${ids}. Set adopt to one of them`);
  }
  const owner = holder(object.id);
  if (owner !== undefined)
    throw new Error(`adopt: ${nameOf(object.id)} belongs to ${owner}. Nothing was changed`);
  if (adopt === true && plain.mark?.of(object) !== undefined) {
    throw new Error(
      `adopt: ${nameOf(object.id)} shows the mark of an owner: another stack, or a state of this one that is lost. ` +
        `Nothing was changed. If another stack has it, take it out there first ('pulumi state delete'). Then set ` +
        `adopt: ${JSON.stringify(object.id)}, which takes it over`,
    );
  }
  warn(`takes over ${nameOf(object.id)}, which has ${phrase} and exists already`);
  return object;
}
