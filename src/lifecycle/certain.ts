import type { Account, Found } from "./definition";
import type { Adopting, Identified, PlainResource } from "./plain-definition";

/** What stays certain of an object while a change is under way; outputs that have the values of inputs are among it. */
export function certainDuring<
  A extends Account,
  I extends object & Adopting,
  O extends object,
  T extends Identified,
  B,
>(
  { certain, fields }: PlainResource<A, I, O, T, B>,
  { inputs, outputs }: Found<I, O>,
  body: B,
): { inputs: Partial<I>; outputs: Partial<O> } {
  if (certain === undefined) return { inputs, outputs };
  const isShared = (field: string): boolean => field in outputs && field in fields;
  const sure = certain({ ...inputs, ...only(outputs, isShared) }, body);
  return {
    inputs: only(sure, (field) => !isShared(field)),
    outputs: only(
      outputs,
      (field) => !isShared(field) || (sure as object as Record<string, unknown>)[field] !== undefined,
    ),
  };
}

function only(values: object, isKept: (field: string) => boolean): object {
  return Object.fromEntries(Object.entries(values).filter(([field]) => isKept(field)));
}
