import { claimsOf, objectThing, type Claim, type Claims, type Take } from "./claims";
import type { Account, Known, Operation, Prior, ResourceDefinition } from "./definition";
import { referenceThing } from "./references";
import { desiredIn, fromState, schemaFor, type Properties } from "./state";

const useOutput = "Pass an output of that resource in place of the id, so that the field follows it";

/** What the resources of one class enter in the ledger of claims: by a check, by a diff and after an operation. */
export class ClaimEntries<A extends Account, I extends object, O extends object> {
  constructor(
    private readonly definition: ResourceDefinition<A, I, O>,
    private readonly title: string,
  ) {}

  /**
   * Enters what a check shows: what the resource wants, and what it had by its old inputs and no longer wants.
   *
   * @param take how another operation of the run makes things the resource's own
   * @returns what is wrong with what the program declares, beyond the schema
   */
  checked(
    account: A,
    urn: string | undefined,
    { olds, inputs, desired }: { olds: Properties; inputs: Properties; desired: I },
    take: Take,
  ): readonly string[] {
    const problems = this.definition.problems?.(account, desired, undefined) ?? [];
    if (urn === undefined) return problems;
    const claims = claimsOf(account);
    const wanted = [...this.wanted(desired, undefined), ...this.referencesOf(desired)];
    const conflicts = claims.declare(urn, desiredIn(this.definition, inputs), wanted, take);
    claims.giveUp(urn, this.thingsOf(olds));
    return [...problems, ...conflicts, ...this.replacedIn(claims, desired)];
  }

  /**
   * Enters what a diff shows: which object the resource has. Nothing for a diff that no program asked for.
   *
   * @returns what is wrong with what the program declares, in view of that object
   */
  compared(
    account: A,
    urn: string | undefined,
    { old, desired, replaced }: { old: Prior<I, O>; desired: I; replaced: boolean },
  ): readonly string[] {
    if (urn === undefined) return [];
    const claims = claimsOf(account);
    if (!claims.isDeclaredAs(urn, desired)) return [];
    const ids = this.objectsOf(old);
    const objects = ids.map((id) => objectThing(this.title, id));
    claims.giveUp(urn, this.definition.givesUp?.(old, desired) ?? []);
    if (replaced) {
      claims.giveUp(urn, [...objects, ...ids.map(referenceThing)]);
      return ids.flatMap((id) => {
        const by = claims.claimant(referenceThing(id), urn);
        return by === undefined
          ? []
          : [`${id} is to be replaced, and ${by} names it by its id. ${useOutput}`];
      });
    }
    const problems = this.definition.problems?.(account, desired, old) ?? [];
    return [...problems, ...claims.add(urn, this.claimsOn(desired, old))];
  }

  /** Enters what a resource has after an operation. The operation is done by then, so a conflict is a warning. */
  done(operation: Operation<A, I, O>, desired: I, found: Prior<I, O>): void {
    if (operation.urn === undefined) return;
    const conflicts = claimsOf(operation.account).add(operation.urn, this.claimsOn(desired, found));
    for (const conflict of conflicts) operation.warn(conflict);
  }

  private referencesOf(desired: I): readonly Claim[] {
    const references = this.definition.refersTo?.(desired) ?? [];
    // Equal wishes are no conflict.
    return references.map(({ id }) => ({ thing: referenceThing(id), wish: "", conflict: () => "" }));
  }

  /** A sentence for each field that names an object that its own resource is to replace. */
  private replacedIn(claims: Claims, desired: I): string[] {
    return (this.definition.refersTo?.(desired) ?? []).flatMap(({ field, id }) => {
      const owner = claims.givenUpBy(referenceThing(id));
      return owner === undefined ? [] : [`${field}: ${id} is to be replaced (${owner}). ${useOutput}`];
    });
  }

  /** What a resource wanted by its old inputs; nothing where they are those of no object. */
  private thingsOf(olds: Properties): readonly string[] {
    const { inputs } = fromState(this.definition, olds);
    const parsed = schemaFor(this.definition, inputs).safeParse(inputs);
    return parsed.success ? this.wanted(parsed.data, undefined).map(({ thing }) => thing) : [];
  }

  private claimsOn(desired: I, prior: Prior<I, O>): readonly Claim[] {
    const objects = this.objectsOf(prior).map((id) => ({
      thing: objectThing(this.title, id),
      conflict: (holder: string) =>
        `${id} belongs to another ${this.definition.type} of this program already (${holder}). One object is one resource: ` +
        `remove one of the two from the program, and from the state with 'pulumi state delete'`,
    }));
    return [...this.wanted(desired, prior), ...objects];
  }

  private wanted(desired: I, prior: Known<I, O> | undefined): readonly Claim[] {
    return this.definition.claims?.(desired, prior) ?? [];
  }

  /** The ids of a resource's objects, by its state. */
  objectsOf(prior: Prior<I, O>): readonly string[] {
    return this.definition.objects?.(prior) ?? [prior.id];
  }
}
