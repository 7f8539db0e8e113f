/** A step into a JSON value. */
export type Path = readonly (string | number)[];

/** Every place in a JSON value. */
export function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, item]) =>
      placesIn(item, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** The value with another in one place. */
export function withValueAt(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole))
    return whole.map((item: unknown, index) => (index === key ? withValueAt(item, rest, value) : item));
  if (typeof whole !== "object" || whole === null) return whole;
  return Object.fromEntries(
    Object.entries(whole).map(([name, item]) => [name, name === key ? withValueAt(item, rest, value) : item]),
  );
}

/** The value at a place. */
export function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], whole);
}

const nested = Array.from({ length: 1_000 }).reduce<unknown>((inner) => [inner], "deep");

/** Values of every type. */
const values: readonly unknown[] = [
  true,
  -1,
  1.5,
  1e300,
  "",
  "x",
  "x".repeat(100_000),
  [],
  [[]],
  [{}],
  {},
  { id: {} },
  nested,
];

/** A value of another type than the given one, never null: that may mean «nothing», which can be true. */
export function ofAnotherType(value: unknown): unknown[] {
  return values.filter((other) => kindOf(other) !== kindOf(value));
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

/** Whether the value in a place names an object or a page, so that a request may be built from it. */
export function isName(path: Path): boolean {
  const key = path.findLast((step) => typeof step === "string") ?? "";
  return /^id$|_id$|Id$|^e164$|^numbers$|^(self|first|next|prev|last)$/.test(key);
}

/** Texts that would lead a request to another path if they were inserted unencoded. */
export const hostileTexts: readonly string[] = [
  "..",
  ".",
  "../../v2/sip-trunk",
  "a/b",
  "a?page=2#c",
  "%2e%2e%2f",
  "//127.0.0.1:9/x",
  "http://127.0.0.1:9/x",
  "line\r\nbreak: yes",
  "\u0000",
  "ä ö",
  "__proto__",
];
