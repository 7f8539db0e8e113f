import { isDeepStrictEqual } from "node:util";
import { isUnknown } from "./unknown";

/** Something that a resource of a program wants for itself. */
export interface Claim {
  /** The thing, under a name that is unique within an account: `number +14155550100`. */
  readonly thing: string;
  /**
   * What is wanted of the thing, where several resources may set it: equal wishes are no conflict. Undefined where the
   * thing can only have one owner.
   */
  readonly wish?: string;
  /** The sentence for the user when another resource wants it too; `holder` is the URN of that one. */
  readonly conflict: (holder: string) => string;
}

/** An object as a thing: a resource that has it in state wants it, and so does one that adopts it. */
export function objectThing(title: string, id: string): string {
  return `${title} ${id}`;
}

/**
 * The claim on a value that is unique in an account, such as a user name; none on a value that is not known yet.
 *
 * @param normalForm what the vendor compares, where that differs from the value
 * @param shown what a message says in place of the value, where that is a secret
 */
export function uniqueValue(
  type: string,
  field: string,
  value: string,
  normalForm = value,
  shown = value,
): Claim[] {
  if (isUnknown(value) || isUnknown(normalForm)) return [];
  const conflict = (holder: string): string =>
    `${field}: another ${type} of this program (${holder}) has ${shown} already`;
  return [{ thing: keyThing(type, field, normalForm), conflict }];
}

/** A value that is unique in an account as a thing, in the form that the vendor compares. */
export function keyThing(type: string, field: string, normalForm: string): string {
  return `${type} ${field} ${normalForm}`;
}

/** Makes things, which this run's other resources have let go, a resource's own before or after its own operation. */
export type Take = (things: readonly string[]) => Promise<void>;

/** What a check recorded of a resource. */
interface Declaration {
  readonly inputs: unknown;
  readonly things: Set<string>;
  readonly take: Take | undefined;
  /** What its state leads to, wherever another operation makes it the resource's own. */
  readonly awaited: Set<string>;
  /** Whether its operation is over. */
  isOver: boolean;
}

/**
 * Who wants what in one run of the engine: the only place that knows of several resources at once. Resources are
 * distinguished by their URNs. It lives as long as the provider's process, for one account.
 *
 * A check enters what its resource wants. A diff adds what only state shows, above all which object the resource has,
 * and only where the diff is about the same inputs that the resource's own check has seen: the engine asks for diffs
 * with old inputs too, in a refresh and for resources that are deleted because of another.
 *
 * An empty ledger proves nothing: the engine may have checked little, or nothing.
 */
export class Claims {
  private readonly declared = new Map<string, Declaration>();
  private readonly claimants = new Map<string, Map<string, Claim>>();
  private readonly handedOver = new Map<string, Set<string>>();
  private readonly givenUp = new Map<string, Set<string>>();

  /**
   * Enters what a resource wants, in place of what its earlier check entered.
   *
   * @param take how another operation of the run makes things the resource's own
   * @returns a sentence for each thing that another resource wants too
   */
  declare(urn: string, inputs: unknown, claims: readonly Claim[], take?: Take): string[] {
    for (const thing of this.declared.get(urn)?.things ?? []) this.claimants.get(thing)?.delete(urn);
    this.declared.set(urn, { inputs, things: new Set(), take, awaited: new Set(), isOver: false });
    return this.add(urn, claims);
  }

  /**
   * Enters what a resource has, by its old inputs or its state, and no longer wants: another may take it, also before the
   * operation of this one. What the resource wants, or wants again later, is not given up by this.
   */
  giveUp(urn: string, things: readonly string[]): void {
    for (const thing of things) this.givenUp.set(thing, (this.givenUp.get(thing) ?? new Set()).add(urn));
  }

  /** Whether a resource had a thing and no longer wants it. */
  hasGivenUp(urn: string, thing: string): boolean {
    return this.givenUp.get(thing)?.has(urn) === true && this.claimants.get(thing)?.has(urn) !== true;
  }

  /**
   * The resource that had a thing and no longer wants it.
   *
   * @param has another thing that it must have, or be about to lose
   */
  givenUpBy(thing: string, has?: string): string | undefined {
    const isOwner = (urn: string): boolean =>
      has === undefined || this.claimants.get(has)?.has(urn) === true || this.hasGivenUp(urn, has);
    return [...(this.givenUp.get(thing) ?? [])].find((urn) => this.hasGivenUp(urn, thing) && isOwner(urn));
  }

  /** Enters what a declared resource has found to be its own, beyond what its state shows. */
  hold(urn: string, things: readonly string[]): void {
    const declaration = this.declared.get(urn);
    for (const thing of declaration === undefined ? [] : things) {
      declaration?.things.add(thing);
      const claim = { thing, conflict: (holder: string) => `${thing} belongs to ${holder}` };
      this.claimants.set(thing, (this.claimants.get(thing) ?? new Map<string, Claim>()).set(urn, claim));
    }
  }

  /** The resource that has a thing: the one that wants it, else the one that had it. */
  owner(thing: string): string | undefined {
    return this.claimant(thing) ?? this.givenUpBy(thing);
  }

  /** Whether the operation of a declared resource is over, with or without success. */
  isOver(urn: string): boolean {
    return this.declared.get(urn)?.isOver === true;
  }

  /** The operation of a resource is over, or will do nothing more than look. */
  over(urn: string): void {
    const declaration = this.declared.get(urn);
    if (declaration !== undefined) declaration.isOver = true;
  }

  /** Enters things that the state of a declared resource leads to from now on, wherever they are made its own. */
  await(urn: string, things: readonly string[]): void {
    for (const thing of things) this.declared.get(urn)?.awaited.add(thing);
  }

  /** Whether a declared resource awaits a thing: it may be handed over, though its operation takes nothing any more. */
  isAwaited(urn: string, thing: string): boolean {
    return this.declared.get(urn)?.awaited.has(thing) === true;
  }

  /** Makes things the own of a declared resource, in the operation of another that has let them go. */
  async handOver(urn: string, things: readonly string[]): Promise<void> {
    const take = this.declared.get(urn)?.take;
    if (take === undefined) throw new Error(`${urn} cannot take ${things.join(", ")}`);
    this.handedOver.set(urn, new Set([...(this.handedOver.get(urn) ?? []), ...things]));
    await take(things);
  }

  /** Whether another resource has handed a thing over, or is about to. */
  isHandedOver(urn: string, thing: string): boolean {
    return this.handedOver.get(urn)?.has(thing) === true;
  }

  /** Whether a diff is about what the resource's own check of this run has seen. */
  isDeclaredAs(urn: string, inputs: unknown): boolean {
    const declaration = this.declared.get(urn);
    return declaration !== undefined && isDeepStrictEqual(declaration.inputs, inputs);
  }

  /**
   * Adds what a declared resource wants beyond what its check could know.
   *
   * @returns a sentence for each thing that another resource wants too
   */
  add(urn: string, claims: readonly Claim[]): string[] {
    const declaration = this.declared.get(urn);
    if (declaration === undefined) return [];
    return claims.flatMap((claim) => {
      declaration.things.add(claim.thing);
      const rivals = this.claimants.get(claim.thing) ?? new Map<string, Claim>();
      this.claimants.set(claim.thing, rivals.set(urn, claim));
      const rival = [...rivals].find(([other, { wish }]) => other !== urn && !agree(wish, claim.wish));
      return rival === undefined ? [] : [claim.conflict(rival[0])];
    });
  }

  /** The resource that wants a thing, if it is another than this one. */
  claimant(thing: string, urn?: string): string | undefined {
    return [...(this.claimants.get(thing)?.keys() ?? [])].find((other) => other !== urn);
  }
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

const ledgers = new WeakMap<object, Claims>();

/** The ledger of an account in this process. */
export function claimsOf(account: object): Claims {
  const claims = ledgers.get(account) ?? new Claims();
  ledgers.set(account, claims);
  return claims;
}
