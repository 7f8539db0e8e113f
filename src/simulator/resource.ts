import { z } from "zod";
import type { Route } from "./route.js";

/** One kind of object that a resource keeps. */
export interface RecordKind<R extends object = object> {
  readonly schema: z.ZodType<R>;
  /** The id that paths name. */
  idOf(record: R): string;
  /** Further ids that the vendor made for it, which answers show. */
  furtherIds?(record: R): readonly string[];
}

/** The kinds of objects that a resource keeps, each under its key in data files and in `state()`. */
export type RecordKinds = Readonly<Record<string, RecordKind>>;

type RecordOf<K> = K extends RecordKind<infer R> ? R : never;

/** The objects of each kind by id, in the order of creation. */
export type RecordMaps<K extends RecordKinds> = { readonly [N in keyof K]: Map<string, RecordOf<K[N]>> };

/** The objects of each kind, in the order of creation. */
export type RecordLists<K extends RecordKinds> = { -readonly [N in keyof K]: RecordOf<K[N]>[] };

/**
 * What the file of a resource exports: all that its vendor needs to serve it. A new resource is one such file and one
 * line in the vendor's `routes.ts`.
 *
 * @typeParam Account what the vendor's endpoints work on
 */
export interface Resource<Account, K extends RecordKinds = RecordKinds> {
  /** The classes whose requests it serves, by their names in the runtime's registry. */
  readonly serves: readonly string[];
  /** What it keeps. Data files, `state()` and resets cover it without further code. */
  readonly records: K;
  /** Its endpoints. Called once for an account. */
  routes(account: Account, records: RecordMaps<K>): Route[];
}

/** Everything that a list of resources keeps. */
export type KindsOf<L extends readonly Resource<never>[]> = Extract<
  Intersection<L[number]["records"]>,
  RecordKinds
>;

type Intersection<U> = (U extends unknown ? (member: U) => void : never) extends (all: infer I) => void
  ? I
  : never;

/** Returns its argument. It exists so that the types of the records are inferred. */
export function defineResource<Account, K extends RecordKinds>(
  resource: Resource<Account, K>,
): Resource<Account, K> {
  return resource;
}

/** The objects that the resources of one account keep. */
export class RecordStore<K extends RecordKinds> {
  /** Reads the lists of a data file. A list that is absent is empty: the file may be older than the resource. */
  readonly shape: z.ZodRawShape;
  /** The objects. A resource adds to and deletes from its maps directly. */
  readonly maps: RecordMaps<K>;
  readonly #kinds: readonly (readonly [key: string, kind: RecordKind, records: Map<string, object>])[];

  constructor(kinds: K) {
    this.#kinds = Object.entries(kinds).map(([key, kind]) => [key, kind, new Map<string, object>()]);
    this.shape = Object.fromEntries(
      this.#kinds.map(([key, { schema }]) => [key, z.array(schema).default([])]),
    );
    this.maps = Object.fromEntries(this.#kinds.map(([key, , records]) => [key, records])) as RecordMaps<K>;
  }

  lists(): RecordLists<K> {
    const lists = this.#kinds.map(([key, , records]) => [key, [...records.values()]]);
    return Object.fromEntries(lists) as RecordLists<K>;
  }

  /** The ids of all objects, kind by kind, each kind in the order of creation. */
  ids(): string[] {
    return this.#kinds.flatMap(([, , records]) => [...records.keys()]);
  }

  restore(lists: RecordLists<K>): void {
    for (const [key, kind, records] of this.#kinds) {
      records.clear();
      for (const record of lists[key] ?? []) records.set(kind.idOf(record), record);
    }
  }

  clear(): void {
    for (const [, , records] of this.#kinds) records.clear();
  }
}

/**
 * An empty store for the objects of all the resources.
 *
 * @throws Error when two of them keep objects under one key.
 */
export function recordStoreOf<const L extends readonly Resource<never>[]>(
  resources: L,
): RecordStore<KindsOf<L>> {
  const keys = resources.flatMap(({ records }) => Object.keys(records));
  const shared = keys.find((key, index) => keys.indexOf(key) !== index);
  if (shared !== undefined) throw new Error(`two resources of the simulator keep objects under "${shared}"`);
  const kinds = resources.map(({ records }) => records);
  return new RecordStore(Object.assign({}, ...kinds) as KindsOf<L>);
}
