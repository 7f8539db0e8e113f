import { undefinedValue } from "./settings";
import type { Properties } from "./state";

/**
 * Inputs without what a program passed in place of an Output that became undefined, and a sentence for each such Output: it
 * would otherwise look as if the program left the field out, which can replace an object.
 */
export function withoutUndefined(inputs: Properties): { raw: Properties; problems: string[] } {
  const problems: string[] = [];
  const clean = (value: unknown, field: string): unknown => {
    if (value === undefinedValue) {
      problems.push(
        `${field}: the Output that the program passes became undefined. Give it a value, or leave the field out`,
      );
      return undefined;
    }
    if (Array.isArray(value)) return value.map((item, index) => clean(item, `${field}[${index}]`));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(
      ([key, item]) => [key, clean(item, field === "" ? key : `${field}.${key}`)] as const,
    );
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  };
  return { raw: clean(inputs, "") as Properties, problems };
}
