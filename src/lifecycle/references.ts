import { isUnknown } from "./unknown";

/** A field that names an object by its id, which may be that of another resource. */
export interface Reference {
  readonly field: string;
  readonly id: string;
}

/** The reference of a field, where it has an id that is known. */
export function referenceTo(field: string, id: string | undefined): Reference[] {
  return id === undefined || isUnknown(id) ? [] : [{ field, id }];
}

/** That an object is named by its id, as a thing: any number of resources may want it, and its own gives it up. */
export function referenceThing(id: string): string {
  return `reference to ${id}`;
}

/**
 * @param claimant the resource of this run that wants a thing, if that is another than the object's own
 * @throws where a resource of this run names an object that is about to be deleted
 */
export function assertUnnamed(claimant: (thing: string) => string | undefined, id: string): void {
  const by = claimant(referenceThing(id));
  if (by === undefined) return;
  throw new Error(
    `${id} is not deleted: ${by} of this program names it by its id. Change that resource first, in a run of its own`,
  );
}
