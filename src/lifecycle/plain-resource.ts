import { uniqueValue } from "./claims";
import type { Account, ResourceDefinition } from "./definition";
import type { Adopting, Identified, PlainResource } from "./plain-definition";
import { PlainLife } from "./plain-life";
import { adoption } from "./schema";

/** The input by which a creation takes over an object that exists. */
export const adopting = adoption("the object that is to be taken over").optional();

/** Makes the definition of a plain resource. */
export function plainResource<
  A extends Account,
  I extends object & Adopting,
  O extends object,
  T extends Identified,
  B,
>(plain: PlainResource<A, I, O, T, B>): ResourceDefinition<A, I, O> {
  const { vendor, type, idIs, schema, schemaFor, fields, accountChange, replacement } = plain;
  const { secrets, shownAs, key, cautions } = plain;
  const life = new PlainLife(plain);
  return {
    vendor,
    type,
    idIs,
    schema,
    ...(schemaFor === undefined ? {} : { schemaFor }),
    fields,
    ...(accountChange === undefined ? {} : { accountChange }),
    ...(replacement === undefined ? {} : { replacement }),
    secrets,
    ...(cautions === undefined ? {} : { cautions }),
    ...(shownAs === undefined ? {} : { shownAs }),
    claims(desired, prior) {
      if (plain.claims !== undefined) return plain.claims(desired, prior);
      if (key === undefined || key.shared === true) return [];
      const value = String(desired[key.field]);
      const shown = secrets.includes(key.field) ? "the same" : value;
      return uniqueValue(type, key.field, value, key.normalForm?.(value, desired), shown);
    },
    givesUp: (prior, desired) => life.givenUp(prior.inputs, desired),
    take: (operation) => life.take(operation),
    ...(plain.refersTo === undefined ? {} : { refersTo: plain.refersTo }),
    observe: (operation, prior) => life.observe(operation, prior),
    reconcile: (operation, desired, prior) => life.reconcile(operation, desired, prior),
    remove: (operation, prior) => life.remove(operation, prior),
  };
}
