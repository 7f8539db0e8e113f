import type { Known } from "./definition";
import type { Register } from "./register";
import { isUnknown } from "./unknown";

/** What makes a field one whose values an account takes once. */
export interface Uniqueness {
  /** Class of the resource, for messages. */
  readonly type: string;
  /** Two values with the same normal form are the same to the vendor; without one, only equal values are. */
  readonly normalForm?: (value: string) => string;
}

/**
 * A field whose values a vendor takes once in an account, such as a user name. Two resources of a program that have the
 * same are an error before anything is sent, and what another resource has in state is never taken for left over.
 */
export class UniqueField<F extends string> {
  private readonly field: F;
  private readonly uniqueness: Uniqueness;

  constructor(field: F, uniqueness: Uniqueness) {
    this.field = field;
    this.uniqueness = uniqueness;
  }

  /** Claims the value for a resource; says so if another of this run has it. */
  vet(
    claims: Register,
    owner: string,
    desired: Readonly<Record<F, string>>,
    old: Known<Readonly<Record<F, string>>, unknown> | undefined,
  ): string[] {
    const before = old?.inputs[this.field];
    if (before !== undefined) claims.noteInState(owner, this.thing(before));
    const value = desired[this.field];
    if (isUnknown(value)) return [];
    const rival = claims.claim(owner, this.thing(value));
    if (rival === undefined) return [];
    return [`${this.field}: another ${this.uniqueness.type} of this program (${rival}) has ${value} already`];
  }

  /** The value of a resource that was just removed is free again. */
  forget(claims: Register, inputs: Partial<Readonly<Record<F, string>>>): void {
    const value = inputs[this.field];
    if (value !== undefined) claims.forgetInState(this.thing(value));
  }

  /** Whether another resource that state knows has the value. */
  isAnothers(claims: Register, owner: string | undefined, value: string): boolean {
    return claims.isAnothers(owner, this.thing(value));
  }

  private thing(value: string): string {
    return `${this.field} ${this.uniqueness.normalForm?.(value) ?? value}`;
  }
}
