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
}

/** The routes that list, read and delete objects: the same for every kind. */
export function objectRoutes<R extends { readonly id: string }>(
  project: Project,
  { path, objects, view, filters = {} }: ObjectEndpoints<R>,
): Route[] {
  const one = `${path}/:id`;
  const isChosen = (object: R, { query }: VendorRequest): boolean =>
    Object.entries(filters).every(([name, textOf]) =>
      textOf(object)
        .toLowerCase()
        .includes(query(name)?.toLowerCase() ?? ""),
    );
  return [
    {
      method: "GET",
      path,
      handle: (request) => {
        const chosen = [...objects.values()].reverse().filter((object) => isChosen(object, request));
        return jsonAnswer(200, pageOf(chosen, request, project, Object.keys(filters), view));
      },
    },
    {
      method: "GET",
      path: one,
      handle: ({ param }) => jsonAnswer(200, view(project.store.find(objects, param("id")))),
    },
    {
      method: "DELETE",
      path: one,
      handle: ({ param }) => {
        project.store.delete(objects, param("id"));
        return emptyAnswer(204);
      },
    },
  ];
}
