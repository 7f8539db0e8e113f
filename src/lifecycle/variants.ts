import * as z from "zod";
import type { Synonyms } from "./nearest";
import { fields, issue, unknownWord } from "./schema";
import { isUnknown } from "./unknown";

/** An object whose `type` says which other fields it has. */
export interface Variant {
  /** Which variant it is. */
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The fields that each variant has beside its type. */
export type Shapes = Readonly<Record<string, z.ZodRawShape>>;

/** Words for the types beyond the known ones. */
export interface VariantWords {
  /** Types that are accepted as they are, with any other fields. */
  readonly others?: readonly string[];
  /** What the types are called elsewhere. */
  readonly synonyms?: Synonyms;
}

/**
 * An object that is one of several variants, distinguished by its `type`. A field of another variant is named as such,
 * because it usually means that the type is a typo.
 *
 * @param what what the variants are, such as `call handler`
 */
export function variants<V extends Variant>(
  what: string,
  shapes: Shapes,
  { others = [], synonyms = {} }: VariantWords = {},
) {
  const types = Object.keys(shapes);
  const schemas = new Map(
    Object.entries(shapes).map(([type, shape]) => [type, fields({ type: z.literal(type), ...shape })]),
  );
  return z.unknown().transform((value, context): V => {
    if (isUnknown(value)) return value as V;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const accepted = `an object whose type is a ${what}: ${types.join(", ")}`;
      context.issues.push(issue("value", accepted, value));
      return z.NEVER;
    }
    const { type } = value as { type?: unknown };
    if (isUnknown(type) || (typeof type === "string" && others.includes(type))) return value as V;
    const schema = schemas.get(String(type));
    if (typeof type !== "string" || schema === undefined) {
      const found =
        typeof type === "string"
          ? issue("sentence", unknownWord(type, what, types, synonyms), type)
          : issue("value", `a ${what}: ${types.join(", ")}`, type);
      context.issues.push({ ...found, path: ["type"] });
      return z.NEVER;
    }
    const strays = strayFields(value, type, shapes);
    for (const [key, owner] of strays) {
      const own = Object.keys(shapes[type] ?? {}).join(", ") || "nothing else";
      const sentence = `belongs to the ${what} ${owner}, not to ${type}. Accepted with ${type}: ${own}`;
      context.issues.push({ ...issue("sentence", sentence, undefined), path: [key] });
    }
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !strays.has(key)));
    const result = schema.safeParse(rest);
    if (result.success) return result.data as unknown as V;
    for (const found of result.error.issues) context.issues.push({ ...found, code: "custom", input: rest });
    return z.NEVER;
  });
}

/** The fields that belong to another variant only, with that variant. */
function strayFields(value: object, type: string, shapes: Shapes): Map<string, string> {
  const others = Object.entries(shapes).filter(([other]) => other !== type);
  return new Map(
    Object.keys(value).flatMap((key) => {
      if (key === "type" || key in (shapes[type] ?? {})) return [];
      const owner = others.find(([, shape]) => key in shape)?.[0];
      return owner === undefined ? [] : [[key, owner] as const];
    }),
  );
}
