import * as pulumi from "@pulumi/pulumi";
import { expect } from "vitest";

/** What the SDK has at run time and hides in its types. */
const runtime = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Id of a resource that was only looked up. */
  readonly id: string | undefined;
}

/** What the programs of a file registered, in order. */
export const registered: Registered[] = [];

/**
 * Replaces the engine by mocks: every property comes back as it was given, together with these outputs. What an earlier
 * program has registered ends first.
 */
export async function mockEngine(outputs: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await runtime.waitForRPCs();
  registered.length = 0;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const given = inputs as Record<string, unknown>;
        registered.push({ type, name, inputs: given, id: id === "" ? undefined : id });
        return { id: id === undefined || id === "" ? `${name}-id` : id, state: { ...given, ...outputs } };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "project",
    "stack",
  );
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<unknown> {
  return new Promise((resolve) => output.apply(resolve));
}

/** What a program hears of arguments that cannot be used; the empty text where they can be. */
export function complaint(declare: () => unknown): string {
  try {
    declare();
  } catch (error) {
    expect(error).toBeInstanceOf(pulumi.RunError);
    return String(error);
  }
  return "";
}

/** The registration of a resource of this name, once it is there. */
export async function registrationOf(resource: pulumi.Resource, name: string): Promise<Registered> {
  await valueOf(resource.urn);
  const found = registered.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not registered`);
  return found;
}
