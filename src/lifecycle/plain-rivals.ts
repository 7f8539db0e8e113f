import type { Account, Operation } from "./definition";
import { makeRoom, thingsOf } from "./make-room";
import { messageOf } from "./outcome";
import type { Adopting, Identified, NaturalKey, PlainResource } from "./plain-definition";

/** What a {@link PlainResource} does and says about objects that have the key that one of its own is to get. */
export class Rivals<
  A extends Account,
  I extends object & Adopting,
  O extends object,
  T extends Identified,
  B,
> {
  constructor(private readonly plain: PlainResource<A, I, O, T, B>) {}

  /**
   * Makes sure that no other object has the key that this one is to get.
   *
   * @param mayWait whether the resource may get the key after its operation, from one that is not checked yet
   * @returns false where another object has it, whose resource the engine may not have checked yet
   * @throws before anything is sent, where one has it and no resource of this run has given it up
   */
  async takeKey(
    operation: Operation<A, I, O>,
    key: NaturalKey<A, I, T, B>,
    desired: I,
    own: string,
    mayWait: boolean,
  ): Promise<boolean> {
    const { account, deadline, moves } = operation;
    // What only an object of later than that list has is named by the vendor's refusal.
    const there = (await key.seen?.(account, desired)) ?? (await key.find(account, desired, deadline));
    const rivals = there.filter(({ id }) => id !== own);
    if (rivals.length === 0 || (await this.roomMade(operation, desired, rivals))) return true;
    const still = await this.others(operation, desired, own);
    if (still.length === 0) return true;
    const isUnheard = still.some(({ id }) => moves.owner(id) === undefined);
    if (isUnheard && mayWait && (await moves.listen(() => false))) return false;
    throw new Error(
      `${this.namesOf(operation, still)} has ${key.phrase(desired)} already. Nothing was changed. If it is a resource of this ` +
        `program that gets another ${key.field}, run 'pulumi up' again. If that depends on this resource, or the program no longer ` +
        `declares it, take two runs: its change first, then this one. Otherwise give this one another ${key.field}` +
        (key.stuck === undefined ? "" : `. ${key.stuck}`),
    );
  }

  /** Whether nothing but an object's own resource stands in the way of the key, or nothing does any more. */
  async isFree(operation: Operation<A, I, O>, desired: I, own: string): Promise<boolean> {
    const rivals = await this.others(operation, desired, own);
    return rivals.length === 0 || (await this.tryToMakeRoom(operation, desired, rivals));
  }

  /**
   * Whether objects that had the key do not have it any more. Where there are none, the one that had it may have got
   * another since the vendor's refusal. Looks out for the checks of their resources for a moment.
   */
  async roomMade(operation: Operation<A, I, O>, desired: I, rivals: readonly T[]): Promise<boolean> {
    const { key } = this.plain;
    if (key === undefined) return false;
    if (rivals.length === 0)
      return thingsOf(this.plain, key, desired).some(
        (thing) => operation.moves.givenUpBy(thing) !== undefined,
      );
    if (await this.tryToMakeRoom(operation, desired, rivals)) return true;
    const { moves } = operation;
    await moves.listen(() => rivals.every(({ id }) => moves.owner(id) !== undefined));
    return this.tryToMakeRoom(operation, desired, rivals);
  }

  private async tryToMakeRoom(
    operation: Operation<A, I, O>,
    desired: I,
    rivals: readonly T[],
  ): Promise<boolean> {
    const { key } = this.plain;
    // Of several, none loses anything before all can.
    if (rivals.some(({ id }) => operation.moves.owner(id) === undefined)) return false;
    for (const { id } of rivals) {
      if (key === undefined || !(await makeRoom(this.plain, key, operation, desired, id))) return false;
    }
    return true;
  }

  /** The objects that have the key now. */
  async find({ account, deadline }: Operation<A, I, O>, desired: I): Promise<readonly T[]> {
    return (await this.plain.key?.find(account, desired, deadline)) ?? [];
  }

  /** The same but for an object of its own. */
  async others(operation: Operation<A, I, O>, desired: I, own: string): Promise<readonly T[]> {
    return (await this.find(operation, desired)).filter(({ id }) => id !== own);
  }

  /** The error of a refused request, with the objects that have the key already, where there are any. */
  explained(operation: Operation<A, I, O>, desired: I, error: unknown, rivals: readonly T[]): unknown {
    const { key } = this.plain;
    if (key === undefined || key.shared === true || rivals.length === 0) return error;
    return new Error(`${messageOf(error)}. ${this.taken(operation, key, desired, rivals)}`);
  }

  /** What to say and advise where objects have the key already. */
  taken(
    { holder }: Operation<A, I, O>,
    key: NaturalKey<A, I, T, B>,
    desired: I,
    rivals: readonly T[],
  ): string {
    const { noun, type, vendor } = this.plain;
    const [id = "", ...others] = rivals.map((rival) => rival.id);
    const owner = holder(id);
    if (owner !== undefined) return `${this.nameOf(id)} has ${key.phrase(desired)} and belongs to ${owner}`;
    const [rival] = rivals;
    const detail = rival === undefined ? undefined : key.describe?.(rival);
    const names = this.nameOf([id, ...others].join(", ")) + (detail === undefined ? "" : ` (${detail})`);
    const has = others.length === 0 ? "has" : "have";
    if (!rivals.every((rival) => key.isWhole?.(rival, desired) !== false))
      return `${names} ${has} ${key.phrase(desired)} already, and others, too. Change that one, or give this one another ${key.field}`;
    return (
      `${names} ${has} ${key.phrase(desired)} already. If the resource was renamed or moved in the program, give it an ` +
      `alias (the option aliases). If that ${noun} is to become this resource's, set adopt: ${JSON.stringify(id)}, or ` +
      `import it ('pulumi-sip import ${vendor.name}.${type}' with that id). If another stack has it, take it out there ` +
      `first ('pulumi state delete'): else both change and delete it. If a resource that comes later in the program gives the ` +
      `${key.field} up, take two runs: its change first. Otherwise give this one another ${key.field}`
    );
  }

  /** Objects in a message, each with the resource of the program that has it, where it is known. */
  private namesOf({ holder }: Operation<A, I, O>, objects: readonly T[]): string {
    return objects.map(({ id }) => [this.nameOf(id), holder(id)].filter(Boolean).join(" of ")).join(", ");
  }

  private nameOf(id: string): string {
    return `${this.plain.noun} ${id}`;
  }
}
