import { isDeepStrictEqual } from "node:util";
import type { FieldRule, Known, Prior } from "./definition";
import { comparableForm, wordRules } from "./forms";

/** A request's body, or a part of one, in the vendor's names. */
export type Body = Readonly<Record<string, unknown>>;

/** An object as an answer shows it: its settings under the vendor's names. */
export interface Shown {
  readonly id: string;
  readonly [setting: string]: unknown;
}

/**
 * What an input is to the object: a `setting` that answers show and a change updates; `fixed` at creation; a `secret` that no
 * answer shows; or `local`, no part of the object.
 */
export type Role = "setting" | "fixed" | "secret" | "local";

/** How one input is written to an object and read from it. */
export interface MappedField<I, O> {
  /** A setting by default. */
  readonly role?: Role;
  /** The vendor's name; the input's own in snake case by default. */
  readonly as?: string;
  /** Its part of a body, where that is not its value under the vendor's name. */
  readonly body?: (value: never, isNew: boolean) => Body;
  /** The value that an object shows, where that is not the one under the vendor's name; null where it has none. */
  readonly shown?: (object: Shown) => unknown;
  /**
   * The part of a body that takes a setting back which the program no longer declares. Left out where nothing does: then it
   * stays, with a warning.
   */
  readonly cleared?: Body;
  /** The value of an object that was created without it. An import leaves it out. */
  readonly initial?: unknown;
  /** Whether two values are the same to the vendor. */
  readonly same?: (one: unknown, other: unknown) => boolean;
  /** The local input whose change sends a secret again. */
  readonly again?: keyof I & string;
  /** Whether every update has to send a secret, changed or not. */
  readonly always?: boolean;
  /** What a difference leads to, where the role does not say it. */
  readonly effect?: FieldRule<I, O>["effect"];
  /** Why a change replaces the object. */
  readonly why?: string;
}

/** The inputs of a resource, each as the object has it: what a plain resource needs to write, read and compare them. */
export class MappedFields<I extends object, O extends object> {
  private readonly mapped: readonly (readonly [field: keyof I & string, rule: MappedField<I, O>])[];

  /** @param secrets the inputs that are never shown, whether or not the vendor shows them */
  constructor(
    rules: Readonly<Record<keyof I & string, MappedField<I, O>>>,
    private readonly secrets: readonly string[],
  ) {
    this.mapped = Object.entries(rules) as [keyof I & string, MappedField<I, O>][];
  }

  /** The rules of a diff. */
  get effects(): Readonly<Record<keyof I & string, FieldRule<I, O>>> {
    const entries = this.mapped.map(([field, { role = "setting", same, why, effect }]) => {
      const plain = { setting: "update", secret: "update", fixed: "replace", local: "none" } as const;
      const rule: FieldRule<I, O> = {
        effect: effect ?? plain[role],
        ...(same && { same }),
        ...(why && { why }),
      };
      return [field, rule] as const;
    });
    return Object.fromEntries(entries) as Record<keyof I & string, FieldRule<I, O>>;
  }

  /** The body of a creation: everything that the program declares. */
  creation(desired: I): Body {
    return this.bodyOf(desired, true, ({ role }) => role !== "local");
  }

  /** The settings that a creation asks for and an answer shows again, without those that are secret. */
  asked(desired: I): Body {
    const values = this.mapped.filter(([field, rule]) => isShown(rule) && !this.secrets.includes(field));
    return Object.fromEntries(values.map(([field]) => [field, desired[field]]));
  }

  /** The same settings as an object shows them. */
  shown(object: Shown): Body {
    const values = this.mapped.filter(([, rule]) => isShown(rule));
    return Object.fromEntries(values.map(([field, rule]) => [field, valueIn(object, field, rule)]));
  }

  /**
   * The inputs as the object has them. One that the program leaves out stays out, unless nothing but the id is known: an
   * import takes what was set, and secrets only where it keeps them safe.
   */
  inputs(object: Shown, { inputs: known, reveals }: Known<I, O>): I {
    const isImport = Object.keys(known).length === 0;
    const entries = this.mapped.map(([field, rule]) => {
      const value = isShown(rule) ? this.present(object, field, rule, known[field]) : known[field];
      const isUnset = isImport
        ? (reveals !== true && this.secrets.includes(field)) || isDeepStrictEqual(value, rule.initial)
        : known[field] === undefined;
      return [field, isUnset ? undefined : value];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as I;
  }

  /** The body that makes an object equal to what is desired; undefined where it is equal already. */
  change(object: Shown, desired: I, { inputs }: Prior<I, O>): Body | undefined {
    let differs = false;
    const extras: Record<string, unknown> = {};
    for (const [field, rule] of this.mapped) {
      const [value, before] = [desired[field], inputs[field]];
      if (rule.role === "secret") {
        const isNew = !isDeepStrictEqual(value, before) || this.isAskedAgain(rule, desired, inputs);
        if (value === undefined || !(isNew || rule.always === true)) continue;
        differs ||= isNew;
        Object.assign(extras, partOf(field, rule, value, false));
      } else if (isWritable(rule)) {
        const present = this.present(object, field, rule, before);
        if (value !== undefined) differs ||= !isSame(rule, present, value);
        else if (before !== undefined && rule.cleared !== undefined && !isSame(rule, present, rule.initial)) {
          differs = true;
          Object.assign(extras, rule.cleared);
        }
      }
    }
    return differs ? { ...this.bodyOf(desired, false, isWritable), ...extras } : undefined;
  }

  /** The inputs that are certain while a change is under way: a secret that it sends is not. */
  certain(inputs: Partial<I>, body: Body): Partial<I> {
    const sent = this.mapped.filter(([field, rule]) => {
      const part = rule.role === "secret" ? partOf(field, rule, inputs[field], false) : {};
      return Object.entries(part).some(([name, value]) => name in body && body[name] !== value);
    });
    const doubtful: readonly string[] = sent.map(([field]) => field);
    return Object.fromEntries(
      Object.entries(inputs).filter(([field]) => !doubtful.includes(field)),
    ) as Partial<I>;
  }

  /** The fields that the program no longer declares and that no request takes back. */
  abandoned(desired: I, { inputs }: Known<I, O>): string[] {
    return this.mapped.flatMap(([field, rule]) => {
      const isLeft = inputs[field] !== undefined && desired[field] === undefined;
      return isLeft && isWritable(rule) && rule.cleared === undefined ? [field] : [];
    });
  }

  private isAskedAgain({ again }: MappedField<I, O>, desired: I, inputs: Partial<I>): boolean {
    return again !== undefined && desired[again] !== undefined && desired[again] !== inputs[again];
  }

  private bodyOf(desired: I, isNew: boolean, belongs: (rule: MappedField<I, O>) => boolean): Body {
    const parts = this.mapped.map(([field, rule]) =>
      belongs(rule) && desired[field] !== undefined ? partOf(field, rule, desired[field], isNew) : {},
    );
    return Object.assign({}, ...parts) as Body;
  }

  /** The value of an object, in the known form where both are the same to the vendor. Undefined where it has none. */
  private present(object: Shown, field: string, rule: MappedField<I, O>, known: unknown): unknown {
    const value = valueIn(object, field, rule);
    if (value === undefined) return known;
    if (value === null) return undefined;
    return isSame(rule, value, known) || isReordered(value, known) ? known : value;
  }
}

function isShown({ role = "setting" }: { role?: Role }): boolean {
  return role === "setting" || role === "fixed";
}

function isWritable({ role = "setting" }: { role?: Role }): boolean {
  return role === "setting";
}

function partOf<I, O>(field: string, rule: MappedField<I, O>, value: unknown, isNew: boolean): Body {
  return rule.body?.(value as never, isNew) ?? { [rule.as ?? snakeCase(field)]: value };
}

function valueIn<I, O>(object: Shown, field: string, rule: MappedField<I, O>): unknown {
  return rule.shown === undefined ? object[rule.as ?? snakeCase(field)] : rule.shown(object);
}

function isSame<I, O>(
  { same = isDeepStrictEqual }: MappedField<I, O>,
  one: unknown,
  other: unknown,
): boolean {
  return same(one, other);
}

/** Whether two lists have the same members: no page of a vendor says that their order or case is kept. */
function isReordered(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return false;
  const there = new Set(one.map(form));
  return one.length === other.length && other.every((item) => there.has(form(item)));
}

/** A member of a list in the form in which it is compared: the case of a word has no meaning. */
function form(item: unknown): unknown {
  return typeof item === "string" ? comparableForm(item, wordRules) : item;
}

/** Whether two words are the same, in whatever case they are shown. */
export function sameWord(one: unknown, other: unknown): boolean {
  return form(one) === form(other);
}

/** A field's name as vendors write it: `call_flow` for `callFlow`. */
export function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
