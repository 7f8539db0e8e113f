import { isDeepStrictEqual } from "node:util";
import type { Account, ResourceDefinition } from "./definition";
import type { Description } from "./dynamic-provider";
import { withUnknown, type Importable } from "./imports";
import { markedKey, sealed } from "./secrets";
import {
  hiddenKey,
  jsonSafe,
  schemaFor,
  toInputs,
  toState,
  withoutInternals,
  type Properties,
} from "./state";

/**
 * What an import file and a program say of an object. Each text that holds a secret is in the engine's form, wherever it is.
 *
 * @param origin what only the lifecycle reads: the provider's text
 */
export function descriptionOf<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  { declared, found, hidden, problems, marked }: Importable<I, O>,
  account: A,
  origin: Properties,
): Description {
  const secrets = [...definition.secrets, ...marked];
  const said = { ...origin, [markedKey]: marked };
  const outputs = toState(definition, found, account.fingerprint, said);
  const { secretOutputs = [] } = definition;
  const places = {
    ...definition.shownAs,
    ...Object.fromEntries(secretOutputs.map((name) => [name, [name]])),
  };
  const seal = (properties: Properties): Properties => ({
    ...properties,
    ...sealed(withoutInternals(properties), outputs, [...secrets, ...secretOutputs], places),
  });
  const inputs = toInputs(definition, found.inputs, said);
  return {
    id: found.id,
    declared: withoutDefaults(definition, jsonSafe(declared.inputs) as Properties, hidden),
    secrets,
    hidden,
    problems,
    inputs: seal({ ...inputs, ...(hidden.length > 0 && { [hiddenKey]: hidden }) }),
    outputs: seal(outputs),
  };
}

/** Inputs without the fields that mean the same where they are left out. */
function withoutDefaults<A extends Account, I extends object, O extends object>(
  definition: ResourceDefinition<A, I, O>,
  inputs: Properties,
  hidden: readonly string[],
): Properties {
  const normal = (some: Properties): unknown =>
    schemaFor(definition, inputs as Partial<I>).safeParse(withUnknown(some, hidden)).data;
  const whole = normal(inputs);
  if (whole === undefined) return inputs;
  return Object.fromEntries(
    Object.entries(inputs).filter(([field]) => !isDeepStrictEqual(normal(without(inputs, field)), whole)),
  );
}

function without(inputs: Properties, field: string): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== field));
}
