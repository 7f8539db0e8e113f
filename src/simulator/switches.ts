import { z } from "zod";

/**
 * A behaviour of a vendor that its documentation leaves open or contradicts. Everything about it is in this one
 * declaration: the type of the behaviour, what is accepted from options, flags, the environment and the control route,
 * the help text, and the runs of the tests.
 */
export interface Switch<V = unknown> {
  /** The documented behaviour or, where there is none, the one that a careless client fails on. */
  readonly default: V;
  /** Further values, each of which the tests try. */
  readonly others: readonly V[];
  readonly schema: z.ZodType<V>;
  /** How a value is chosen: from the values above, as a number from `least` on, or as a list of texts. */
  readonly form: "choice" | "count" | "texts";
  /** The least number of a `count`. */
  readonly least?: number;
  /** What it stands for: a sentence without the full stop. */
  readonly about: string;
  /** Where the question is open: a page of the vendor, an SDK of it, or a recommendation. */
  readonly source: string;
}

/** Switches by name. */
export type Switches = Readonly<Record<string, Switch>>;

/** The value of each switch. */
export type BehaviourOf<S extends Switches> = {
  -readonly [N in keyof S]: S[N] extends Switch<infer V> ? V : never;
};

type Word = string | number | boolean;

/** A switch with these values, of which the first is the default. */
export function choice<const T extends readonly [Word, ...Word[]]>(
  values: T,
  about: string,
  source: string,
): Switch<T[number]> {
  const [first, ...others] = values;
  return { default: first, others, form: "choice", schema: z.literal([first, ...others]), about, source };
}

/** A number from `least` on; of all values, the tests try `others`. */
export function count(
  { least = 0, default: value, others }: { least?: number; default: number; others: readonly number[] },
  about: string,
  source: string,
): Switch<number> {
  return { default: value, others, form: "count", least, schema: z.int().min(least), about, source };
}

/** A list of texts, empty by default. */
export function texts(others: readonly string[], about: string, source: string): Switch<readonly string[]> {
  return { default: [], others: [others], form: "texts", schema: z.array(z.string()), about, source };
}

/** The behaviour without any switch. */
export function defaultsOf<S extends Switches>(switches: S): BehaviourOf<S> {
  const defaults = Object.entries(switches).map(([name, { default: value }]) => [name, value]);
  return Object.fromEntries(defaults) as BehaviourOf<S>;
}

/** Accepts any part of the switches, and no other key. */
export function schemaOf<S extends Switches>(switches: S): z.ZodType<Partial<BehaviourOf<S>>> {
  const shape = Object.entries(switches).map(([name, { schema }]) => [name, schema.exactOptional()]);
  return z.strictObject(Object.fromEntries(shape) as z.ZodRawShape) as unknown as z.ZodType<
    Partial<BehaviourOf<S>>
  >;
}
