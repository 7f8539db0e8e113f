import { objectThing } from "./claims";
import type { Account, Prior } from "./definition";
import { Notes, notesIn } from "./notes";
import { isOpen, type Properties } from "./state";

const notes = new Notes(notesIn("changed"));

/**
 * Notes that an operation of another resource changes objects. If the own operations of their resources fail, or do not come
 * because the engine stops at a failure, their state still says what was.
 *
 * @param title the class of the objects, for messages
 */
export function noteChanges(title: string, account: Account, ids: readonly string[]): void {
  // Numbers that share a pair of gateways bring its ids along, each of them.
  for (const id of new Set(ids)) notes.write(keyOf(title, account, id), {});
}

/**
 * What other operations have changed of the objects of one class since their own resources last looked. These look in the
 * next run, whatever their program says: one that goes back to what it was would find no difference, and a number that was
 * taken off them would stay off.
 */
export class OthersChanges<I, O> {
  /** @param objectsOf the ids of a resource's objects, by its state */
  constructor(
    private readonly title: string,
    private readonly objectsOf: (state: Prior<I, O>) => readonly string[],
  ) {}

  /** Whether a resource is to look, by its properties in state. */
  areOn(account: Account | undefined, olds: Properties, state: Prior<I, O>): boolean {
    if (isOpen(olds)) return true;
    return account !== undefined && notes.hasAny(this.keysOf(account, [state]));
  }

  /** An operation of a resource has left its objects as its program says. */
  settled(account: Account, ...states: readonly Prior<I, O>[]): void {
    const keys = this.keysOf(account, states);
    if (notes.hasAny(keys)) for (const key of keys) notes.remove(key);
  }

  private keysOf(account: Account, states: readonly Prior<I, O>[]): readonly string[] {
    return states.flatMap((state) => this.objectsOf(state).map((id) => keyOf(this.title, account, id)));
  }
}

function keyOf(title: string, account: Account, id: string): string {
  return [objectThing(title, id), account.fingerprint ?? ""].join("\n");
}
