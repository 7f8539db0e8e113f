import { accountMove, meaningOfMove, replacementForMove } from "./account-move";
import type { Account, Change, FieldRule, ResourceDefinition } from "./definition";
import type { Difference } from "./diff";
import type { Properties } from "./state";
import { warn } from "./warn";

/** Says why objects of a class are replaced: the engine shows which field replaces an object, but not the reason. */
export class Reasons<A extends Account, I extends object, O extends object> {
  private readonly movesFrom = new Set<string>();

  constructor(
    private readonly definition: ResourceDefinition<A, I, O>,
    private readonly title: string,
  ) {}

  /** Says what the fields that replace an object say of it. */
  explain(id: string, { replaces }: Difference, change: Change<I, O>): void {
    const rules = this.definition.fields as Partial<Record<string, FieldRule<I, O>>>;
    const reasons = replaces.flatMap((field) => {
      const why = rules[field]?.why;
      return why === undefined ? [] : [typeof why === "function" ? why(change) : why];
    });
    for (const reason of new Set(reasons)) this.say(id, reason);
  }

  /** A difference with what it adds to it that the settings name another account than the one in state. */
  withAccountChange(
    id: string,
    found: Difference,
    olds: Properties,
    account: Account | undefined,
  ): Difference {
    const move = accountMove(olds, account);
    if (move === undefined) return found;
    if (this.definition.accountChange !== "replace") {
      // Once for all resources of the class: there may be thousands.
      if (this.movesFrom.has(move.before)) return found;
      this.movesFrom.add(move.before);
      warn(`${this.title}: ${meaningOfMove(id, move)}`);
      return found;
    }
    this.say(id, replacementForMove(move));
    return { changes: true, replaces: [...found.replaces, "account"], deleteBeforeReplace: true };
  }

  private say(id: string, why: string): void {
    warn(`${this.title}: ${id} is to be replaced: ${why}`);
  }
}
