import { isSecretValue, withoutSecretValues } from "../lifecycle/secrets.js";
import type { FoundObject } from "./objects.js";

/** One entry of the file that `pulumi import --file` reads. */
interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs: unknown;
  readonly outputs: unknown;
}

/** What `pulumi import --file` reads. */
export interface ImportFile {
  readonly nameTable?: Readonly<Record<string, string>>;
  readonly resources: readonly ImportEntry[];
}

/** Where imported resources are in a program. */
export interface Surroundings {
  /** URN of the component that they are in. */
  readonly parent?: string;
  /** URN of the explicit provider that they use. */
  readonly provider?: string;
}

/** An import file in which secrets are in the form that the engine encrypts: for a pipe, because the file itself has them in clear. */
export function withSecrets(objects: readonly FoundObject[], around: Surroundings = {}): ImportFile {
  return fileOf(objects, around, engineForm);
}

/** An import file without secrets, which may be kept. */
export function withoutSecrets(objects: readonly FoundObject[]): ImportFile {
  return fileOf(objects, {}, withoutSecretValues);
}

function fileOf(
  objects: readonly FoundObject[],
  around: Surroundings,
  form: (properties: unknown) => unknown,
): ImportFile {
  const table = Object.entries(around).filter(([, urn]) => urn !== undefined);
  const names = Object.fromEntries(table.map(([key]) => [key, key]));
  return {
    ...(table.length === 0 ? {} : { nameTable: Object.fromEntries(table) }),
    resources: objects.map(({ type, name, description: { id, inputs, outputs } }) => ({
      ...{ type: type.token, name, id, ...names },
      inputs: form(inputs),
      outputs: form(outputs),
    })),
  };
}

/** Values in which each secret is as the engine reads it from a file: its JSON text beside the mark of a secret. */
function engineForm(value: unknown): unknown {
  if (isSecretValue(value)) {
    const { value: plain, ...mark } = value;
    return { ...mark, plaintext: JSON.stringify(plain) };
  }
  if (Array.isArray(value)) return value.map(engineForm);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, engineForm(item)]));
}
