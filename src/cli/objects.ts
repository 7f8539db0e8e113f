import type { Description, Provider } from "../lifecycle/dynamic-provider.js";
import { messageOf } from "../lifecycle/outcome.js";
import { providerText } from "../program/provider-text.js";
import * as runtime from "../runtime.js";
import { oneNamed } from "./choice.js";
import { withReason, type Configuration } from "./configuration.js";

/** A class of this package, and what serves it. */
export interface KnownType {
  readonly vendor: string;
  readonly type: string;
  /** As a program names it: `videosdk.SipTrunk`. */
  readonly title: string;
  /** As the engine names it. */
  readonly token: string;
  readonly provider: Provider;
}

/** Every class of this package. */
export const knownTypes: readonly KnownType[] = Object.entries(runtime).flatMap(([vendor, providers]) =>
  Object.entries(providers as Record<string, Provider>).map(([type, provider]) => ({
    ...{ vendor, type, provider },
    title: `${vendor}.${type}`,
    token: `pulumi-nodejs:dynamic/${vendor}:${type}`,
  })),
);

/** An object that is to become a resource. */
export interface Wanted {
  readonly type: KnownType;
  /** Name of the resource in the program. */
  readonly name: string;
  readonly id: string;
  /** The keys of the configuration that its program takes its secrets from, by dotted argument. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** An object that was found. */
export interface FoundObject extends Wanted {
  readonly description: Description;
}

/** A class by its title. @throws InvalidArgumentError with the nearest class */
export const knownType = oneNamed("class", new Map(knownTypes.map((known) => [known.title, known])));

/** A class after others, for an option that may be repeated. */
export function moreTypes(text: string, before: readonly KnownType[] | undefined): readonly KnownType[] {
  return [...(before ?? []), knownType(text)];
}

/**
 * Reads objects at their vendors, all of one account over one connection.
 *
 * @param options.isOpen whether the descriptions may hold no secret at all
 * @throws with everything that could not be read
 */
export async function readObjects(
  wanted: readonly Wanted[],
  configuration: Configuration,
  { progress, isOpen = false }: { progress?: (done: number) => void; isOpen?: boolean } = {},
): Promise<FoundObject[]> {
  await Promise.all(knownTypes.map(({ provider }) => provider.configure(configuration.request)));
  const failures: string[] = [];
  let done = 0;
  const found = await Promise.all(
    wanted.map(async (one) => {
      try {
        const origin = { __provider: providerText(one.type.vendor, one.type.type) };
        const description = await one.type.provider.describe(one.id, origin, isOpen);
        progress?.((done += 1));
        return [{ ...one, description }];
      } catch (error) {
        failures.push(messageOf(error));
        return [];
      }
    }),
  );
  if (failures.length > 0) throw withReason(new Error([...new Set(failures)].join("\n")), configuration);
  return found.flat();
}
