import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as classes from "../../src/index.js";
import * as runtime from "../../src/runtime.js";
import { SignalWire } from "../../src/simulator/signalwire/signal-wire.js";
import { VideoSdk } from "../../src/simulator/videosdk/video-sdk.js";
import type { FieldRule, Vendor, Account } from "../../src/lifecycle/definition.js";
import type { ClassSample, Sample } from "./sample.js";

const root = resolve(__dirname, "..", "..");

/** A class of the package, by the names that the runtime's registry has for it. */
export interface RegisteredClass {
  readonly vendor: string;
  readonly type: string;
}

/** What the package has of each class, beside its provider. */
export interface Surroundings {
  /** Names of the classes that a vendor's `index.ts` exports. */
  readonly classesOf: (vendor: string) => readonly string[];
  /** Names of the classes whose requests the simulator serves. */
  readonly servedOf: (vendor: string) => readonly string[];
  /** Whether a file of the repository exists. */
  readonly exists: (path: string) => boolean;
  /** The programs of all examples. */
  readonly examples: readonly string[];
}

/** What tests read in a definition, whatever resource it describes. */
export interface AnyDefinition {
  readonly vendor: Pick<Vendor<Account>, "name" | "settings">;
  readonly type: string;
  readonly fields: Readonly<Record<string, FieldRule<never, never>>>;
  readonly secrets: readonly string[];
  readonly secretOutputs?: readonly string[];
}

/** Every class that the runtime registers. Its title is `videosdk.SipTrunk`. */
export const registeredClasses: readonly (RegisteredClass & { readonly title: string })[] = Object.entries(
  runtime,
).flatMap(([vendor, providers]) =>
  Object.keys(providers).map((type) => ({ vendor, type, title: `${vendor}.${type}` })),
);

/** Folder of a class, in `src` as in `test`: `videosdk/sip-trunk`. */
export function folderOf({ vendor, type }: RegisteredClass): string {
  return `${vendor}/${type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()}`;
}

/** What the package has. */
export const surroundings: Surroundings = {
  classesOf: (vendor) => Object.keys((classes as Readonly<Record<string, object>>)[vendor] ?? {}),
  servedOf: (vendor) => ({ videosdk: VideoSdk, signalwire: SignalWire })[vendor]?.serves ?? [],
  exists: (path) => existsSync(join(root, path)),
  examples: readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((file) => /^[^/]+\/index\.ts$/.test(file))
    .map((file) => readFileSync(join(root, "examples", file), "utf8")),
};

/** What a class still needs, each with the file to write it in. */
export function missingOf(
  one: RegisteredClass,
  { classesOf, servedOf, exists, examples }: Surroundings,
): string[] {
  const { vendor, type } = one;
  const sample = `test/${folderOf(one)}/sample.ts`;
  const isShown = examples.some((program) => new RegExp(`new ${vendor}\\.${type}\\(`).test(program));
  return [
    ...(classesOf(vendor).includes(type) ? [] : [`a class ${type} in src/${vendor}/index.ts`]),
    ...(servedOf(vendor).includes(type)
      ? []
      : [`a resource that serves ${type} in src/simulator/${vendor}/routes.ts`]),
    ...(exists(sample) ? [] : [`a sample in ${sample}`]),
    ...(isShown ? [] : [`an example with new ${vendor}.${type}(…) in examples/`]),
  ];
}

/** The samples of every registered class. One without a sample has none: the registry's test names it. */
export async function allSamples(): Promise<readonly ClassSample[]> {
  const lists = await Promise.all(
    registeredClasses.map(async (one) => {
      const { vendor, type } = one;
      const path = `../${folderOf(one)}/sample.js`;
      if (!surroundings.exists(`test/${folderOf(one)}/sample.ts`)) return [];
      const { samples } = (await import(path)) as { samples: readonly Sample[] };
      return samples.map((sample) => {
        const title = sample.variety === undefined ? one.title : `${one.title}, ${sample.variety}`;
        return { ...sample, vendor, type, title };
      });
    }),
  );
  return lists.flat();
}

/** The first sample of each class, for what does not depend on the variety. */
export async function sampleOfEach(): Promise<readonly ClassSample[]> {
  const samples = await allSamples();
  return registeredClasses.flatMap((one) => {
    const first = samples.find(({ vendor, type }) => vendor === one.vendor && type === one.type);
    return first === undefined ? [] : [{ ...first, title: one.title }];
  });
}

/** The definition of a class, which its folder's `definition.ts` exports. */
export async function definitionOf(one: RegisteredClass): Promise<AnyDefinition> {
  const path = `../../src/${folderOf(one)}/definition.js`;
  const exported = Object.values((await import(path)) as Readonly<Record<string, AnyDefinition>>);
  const found = exported.find(({ type }) => type === one.type);
  if (found === undefined)
    throw new Error(`src/${folderOf(one)}/definition.ts exports no definition of ${one.type}`);
  return found;
}

/** The definitions of all classes, with the titles of these. */
export function allDefinitions(): Promise<readonly (AnyDefinition & { readonly title: string })[]> {
  return Promise.all(
    registeredClasses.map(async (one) => ({ ...(await definitionOf(one)), title: one.title })),
  );
}
