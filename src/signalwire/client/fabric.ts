import * as z from "zod";

const maybeText = z.string().nullish();

/** What every answer about a Fabric resource has beside its settings. */
const common = {
  id: z.string().min(1),
  inner_id: maybeText,
  display_name: maybeText,
  project_id: maybeText,
  created_at: maybeText,
  updated_at: maybeText,
};

/**
 * Reads a Fabric resource. Its settings are inside, under the name of its kind, with an id of their own; paths take the outer
 * one. The result has all on one level. Fields may be missing, and unknown ones are ignored.
 */
export function fabricObject<S extends z.ZodRawShape>(kind: string, settings: S) {
  return z.preprocess((answer) => flattened(answer, kind), z.object({ ...settings, ...common }));
}

function flattened(answer: unknown, kind: string): unknown {
  if (!isObject(answer)) return answer;
  const { [kind]: inner, ...outer } = answer;
  if (!isObject(inner)) return { id: outer["id"], inner_id: inner ?? false };
  return {
    ...inner,
    ...outer,
    inner_id: inner["id"],
    display_name: inner["display_name"] ?? outer["display_name"],
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The outputs that every Fabric resource has. */
export function fabricOutputs({ project_id, created_at, updated_at }: FabricAnswer): FabricOutputs {
  return { projectId: project_id ?? null, createdAt: created_at ?? null, updatedAt: updated_at ?? null };
}

/** Outputs of a Fabric resource. */
export interface FabricOutputs {
  readonly projectId: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** What they are read from. */
type FabricAnswer = Readonly<
  Partial<Record<"project_id" | "created_at" | "updated_at", string | null | undefined>>
>;
