import { emptyAnswer, jsonAnswer, type Route, type VendorRequest } from "../route.js";
import { pageOf } from "./paging.js";
import type { Project } from "./store.js";

/** What the endpoints need to know of one kind of object. */
export interface ObjectEndpoints<R> {
  /** Path of the list. */
  readonly path: string;
  readonly objects: Map<string, R>;
  /** An object as answers show it. */
  readonly view: (object: R) => Record<string, unknown>;
  /** Query parameters that filter the list by a part of a text, ignoring case. */
  readonly filters?: Readonly<Record<string, (object: R) => string>>;
  /** The objects that these are below: the path names one as `:parent`. */
  readonly below?: { readonly parents: ReadonlyMap<string, unknown>; readonly of: (object: R) => string };
  /** To be called with a deleted object: what is below it goes with it. */
  readonly deleted?: (object: R) => void;
}

/**
 * The objects that a path is about: all, or those below the parent that it names.
 *
 * @throws Refusal 404 when there is no such parent.
 */
export function objectsAt<R extends { readonly id: string }>(
  project: Project,
  { objects, below }: Pick<ObjectEndpoints<R>, "objects" | "below">,
  { param }: VendorRequest,
): ReadonlyMap<string, R> {
  if (below === undefined) return objects;
  project.store.find(below.parents, param("parent"));
  return new Map([...objects].filter(([, object]) => below.of(object) === param("parent")));
}

/** The routes that list, read and delete objects: the same for every kind. */
export function objectRoutes<R extends { readonly id: string }>(
  project: Project,
  endpoints: ObjectEndpoints<R>,
): Route[] {
  const { path, objects, view, filters = {}, deleted } = endpoints;
  const { store } = project;
  const one = `${path}/:id`;
  const isChosen = (object: R, { query }: VendorRequest): boolean =>
    Object.entries(filters).every(([name, textOf]) =>
      textOf(object)
        .toLowerCase()
        .includes(query(name)?.toLowerCase() ?? ""),
    );
  const named = (request: VendorRequest): R =>
    store.find(objectsAt(project, endpoints, request), request.param("id"));
  return [
    {
      method: "GET",
      path,
      handle: (request) => {
        const all = [...objectsAt(project, endpoints, request).values()].reverse();
        const chosen = all.filter((object) => isChosen(object, request));
        return jsonAnswer(200, pageOf(chosen, request, project, Object.keys(filters), view));
      },
    },
    { method: "GET", path: one, handle: (request) => jsonAnswer(200, view(named(request))) },
    {
      method: "DELETE",
      path: one,
      handle: (request) => {
        const object = named(request);
        store.delete(objects, object.id);
        deleted?.(object);
        return emptyAnswer(204);
      },
    },
  ];
}
