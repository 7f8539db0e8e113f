/** Properties as they pass between engine and provider. */
type Properties = Readonly<Record<string, unknown>>;

/**
 * The key under which a class lists the dotted arguments that the program passed as secrets, in addition to those that
 * are always secret: an operation gets all values in clear.
 */
export const markedKey = "__secrets";

/** How the engine writes a secret. A value in this form among outputs is encrypted in state. */
const secretForm = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" } as const;

/** A value that is a secret of the engine's. */
export interface SecretValue {
  readonly [mark: string]: unknown;
  readonly value: unknown;
}

/** Whether a value is a secret of the engine's. */
export function isSecretValue(value: unknown): value is SecretValue {
  const [[key, mark]] = Object.entries(secretForm) as [[string, string]];
  return (
    typeof value === "object" && value !== null && (value as Properties)[key] === mark && "value" in value
  );
}

/** Values without what is a secret of the engine's. */
export function withoutSecretValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isSecretValue(item)).map(withoutSecretValues);
  if (typeof value !== "object" || value === null) return value;
  const open = Object.entries(value).filter(([, item]) => !isSecretValue(item));
  return Object.fromEntries(open.map(([key, item]) => [key, withoutSecretValues(item)]));
}

/** Shorter values are only found where a text is nothing else. */
const shortestPart = 4;

/** The arguments that the program marked, dotted; undefined where nothing says so. */
export function markedIn(properties: Properties): readonly string[] | undefined {
  const paths = properties[markedKey];
  return Array.isArray(paths) ? paths.filter((path): path is string => typeof path === "string") : undefined;
}

/**
 * Whether the program marks something that it did not mark when the outputs were written: they show its value in clear
 * and must be written again.
 *
 * @param isRecorded whether the outputs say what was marked: those of release 0.1.0 do not, and nothing is concluded from them
 */
export function marksMore(olds: Properties, news: Properties, isRecorded: boolean): boolean {
  const before = markedIn(olds) ?? [];
  return isRecorded && (markedIn(news) ?? []).some((path) => !before.some((one) => within(path, one)));
}

/**
 * Outputs in which every value that the program marked among the inputs is a secret of the engine's: the engine itself
 * keeps a secret only under the key of the input.
 *
 * @param shownAs outputs that show an input again, dotted, with `*` for any entry of a list; `effective` shows all of them
 */
export function sealed(
  outputs: Properties,
  inputs: Properties,
  marked: readonly string[],
  shownAs: Readonly<Record<string, readonly string[]>>,
): Properties {
  if (marked.length === 0) return outputs;
  const copies = Object.entries(shownAs).flatMap(([input, places]) =>
    marked.some((path) => within(input, path) || within(path, input)) ? places : [],
  );
  const places = new Set([...marked.map((path) => `effective.${path}`), ...copies]);
  const values = secretsIn(inputs, marked).filter((value) => value.trim() !== "");
  const seal = (value: unknown, place: string): unknown => {
    if (value === null || value === undefined || value === "" || isSecretValue(value)) return value;
    if (places.has(place) || (typeof value === "string" && shows(value, values)))
      return { ...secretForm, value };
    if (Array.isArray(value)) return value.map((item) => seal(item, `${place}.*`));
    if (typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, seal(item, `${place}.${key}`)]),
    );
  };
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, seal(value, key)]));
}

/**
 * Values in which the texts at some places are secrets of the engine's. The engine itself keeps a secret only where the
 * inputs before held one at that place, which it does not for what a program no longer declares, or for what an import
 * reads.
 *
 * @param paths dotted
 */
export function sealedAt(values: Properties, paths: readonly string[]): Properties {
  return paths.reduce((before, path) => withSealed(before, path.split(".")), values);
}

function withSealed(values: Properties, [key = "", ...rest]: readonly string[]): Properties {
  const value = values[key];
  if (value === undefined || value === null || value === "" || isSecretValue(value)) return values;
  if (rest.length === 0) return { ...values, [key]: { ...secretForm, value } };
  if (typeof value !== "object" || Array.isArray(value)) return values;
  return { ...values, [key]: withSealed(value as Properties, rest) };
}

function shows(text: string, values: readonly string[]): boolean {
  const shown = text.toLowerCase();
  return values.some((value) =>
    value.length < shortestPart ? value === text : shown.includes(value.toLowerCase()),
  );
}

/** Whether a dotted path is another one or inside it. */
function within(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

/** The texts that are secrets in any of the properties, always or because the program marked them there. */
export function secretsOf(involved: readonly Properties[], always: readonly string[]): string[] {
  const paths = [...always, ...involved.flatMap((properties) => markedIn(properties) ?? [])];
  return involved.flatMap((properties) => secretsIn(properties, paths));
}

/** All texts at the dotted fields, and below them, of some properties. */
export function secretsIn(properties: unknown, fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const value = field
      .split(".")
      .reduce<unknown>(
        (at, key) => (typeof at === "object" && at !== null ? (at as Properties)[key] : undefined),
        properties,
      );
    return textsIn(value);
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
