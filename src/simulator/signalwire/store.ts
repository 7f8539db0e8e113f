import { z } from "zod";
import type { RecordStore, RecordKinds } from "../resource.js";
import { Refusal } from "../route.js";
import type { ObjectStore } from "../vendor.js";
import type { SignalWireBehaviour } from "./behaviour.js";

/** What every SignalWire endpoint works on. */
export interface Project {
  readonly store: ProjectStore;
  /** The switches in force now. */
  readonly behaviour: SignalWireBehaviour;
  /** The `project_id` that gateways show. */
  readonly shownProjectId: string;
}

/** What the project keeps in addition to its lists of objects. */
export interface ProjectState {
  /** Ids of the objects that were deleted since the last reset, in order. */
  deleted: string[];
}

/** Adds and deletes the objects of one SignalWire project, and records their order of creation. */
export class ProjectStore implements ObjectStore<ProjectState, ProjectState> {
  readonly shape = { deleted: z.array(z.string()) };
  readonly #records: RecordStore<RecordKinds>;
  /** Place in the order of creation of every id, including deleted ones: a page token may name a deleted object. */
  readonly #ranks = new Map<string, number>();
  #deleted: string[] = [];

  /** @param records the objects */
  constructor(records: RecordStore<RecordKinds>) {
    this.#records = records;
  }

  add<R extends { readonly id: string }>(objects: Map<string, R>, object: R): void {
    objects.set(object.id, object);
    this.#rank(object.id);
  }

  /** @throws Refusal 404 when there is no such object. */
  find<R>(objects: ReadonlyMap<string, R>, id: string): R {
    const object = objects.get(id);
    if (object === undefined) throw new Refusal(404);
    return object;
  }

  /** @throws Refusal 404 when there is no such object. */
  delete(objects: Map<string, unknown>, id: string): void {
    if (!objects.delete(id)) throw new Refusal(404);
    this.#deleted.push(id);
  }

  /** Place of an object in the order of creation, even when it is deleted; undefined for an unknown id. */
  rankOf(id: string): number | undefined {
    return this.#ranks.get(id);
  }

  /** The list that has an object; undefined for an unknown id. */
  kindOf(id: string): string | undefined {
    return Object.entries(this.#records.maps).find(([, objects]) => objects.has(id))?.[0];
  }

  state(): ProjectState {
    return { deleted: this.#deleted };
  }

  save(): ProjectState {
    return this.state();
  }

  restore(saved: ProjectState): void {
    this.clear();
    for (const id of this.#records.ids()) this.#rank(id);
    this.#deleted = saved.deleted;
  }

  clear(): void {
    this.#ranks.clear();
    this.#deleted = [];
  }

  #rank(id: string): void {
    this.#ranks.set(id, this.#ranks.size);
  }
}
