/** A resource in the export of a stack. */
export interface StackObject {
  readonly vendor: string;
  /** Its class: `PhoneNumberSet`. */
  readonly type: string;
  readonly id: string;
  /** Inputs and outputs, the outputs first. */
  readonly properties: Readonly<Record<string, unknown>>;
}

type Values = Readonly<Record<string, unknown>>;

/** The objects of a class. */
export function ofType(objects: readonly StackObject[], ...types: readonly string[]): readonly StackObject[] {
  return objects.filter(({ type }) => types.includes(type));
}

/** A text; null where it is missing or secret. */
export function textIn(values: Values, key: string): string | null {
  const value = values[key];
  return typeof value === "string" ? value : null;
}

/** A list of texts; empty where it is missing or secret. */
export function textsIn(values: Values, key: string): readonly string[] {
  return listIn(values, key).filter((one) => typeof one === "string");
}

/** The objects of a list. */
export function objectsIn(values: Values, key: string): readonly Values[] {
  return listIn(values, key).filter((one): one is Values => typeof one === "object" && one !== null);
}

/** An object; empty where it is missing. */
export function objectIn(values: Values, key: string): Values {
  const value = values[key];
  return typeof value === "object" && value !== null ? (value as Values) : {};
}

function listIn(values: Values, key: string): readonly unknown[] {
  const value = values[key];
  return Array.isArray(value) ? value : [];
}
