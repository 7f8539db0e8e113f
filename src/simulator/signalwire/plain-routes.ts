import { randomUUID } from "node:crypto";
import { z } from "zod";
import { jsonAnswer, type Route, type VendorRequest } from "../route.js";
import { objectRoutes, objectsAt, type ObjectEndpoints } from "./objects.js";
import { checked, parametersOf, refuseAny, type Problem } from "./refusal.js";
import type { Project } from "./store.js";
import { extraKeys, timestampView } from "./views.js";

/** What every object of these routes has beside its settings. */
export const plainFields = {
  id: z.string(),
  /** The id inside the answer, which no path takes. */
  inner_id: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
};

/** An object of these routes. */
export interface PlainRecord {
  readonly id: string;
  readonly inner_id: string;
  readonly created_at: string;
  updated_at: string;
}

/** Objects with the five usual endpoints. */
export interface PlainObjects<R extends PlainRecord> extends Omit<ObjectEndpoints<R>, "view"> {
  readonly createdStatus: 200 | 201;
  readonly update: "PATCH" | "PUT";
  /** The schema of each parameter, under the name of the record's field. Others are ignored. */
  readonly parameters: z.ZodRawShape;
  /** What a creation must have, and a change where {@link isFull} says so. */
  readonly required: readonly string[];
  readonly isFull?: () => boolean;
  /** The settings that good parameters lead to, where those are not the same. */
  readonly applied?: (
    parameters: Readonly<Record<string, unknown>>,
    present: R | undefined,
  ) => Readonly<Record<string, unknown>>;
  /** A new object with the settings that a body leaves out. */
  readonly initial: (parent: string) => Omit<R, keyof PlainRecord>;
  /** The settings of an object, as answers show them. */
  readonly view: (object: R) => Record<string, unknown>;
  /** What else is wrong with the settings of an object as they would be. */
  readonly problems?: (settings: Omit<R, keyof PlainRecord>, present: R | undefined) => readonly Problem[];
  /** To be called with a new or changed object, before it is shown. */
  readonly changed?: (object: R) => void;
  /** False while the route answers 404. */
  readonly isServed?: () => boolean;
}

/** The endpoints of such objects, whose answers have the settings inside, under the name of their kind. */
export function fabricRoutes<R extends PlainRecord>(
  project: Project,
  kind: string,
  plain: PlainObjects<R>,
): Route[] {
  const view = (object: R): Record<string, unknown> => {
    const settings = plain.view(object);
    const name = settings["display_name"] ?? settings["name"];
    return {
      id: object.id,
      project_id: project.shownProjectId,
      display_name: name,
      type: kind,
      ...times(object, project),
      [kind]: { id: object.inner_id, ...settings, ...extraKeys(project.behaviour) },
      ...extraKeys(project.behaviour),
    };
  };
  return plainRoutes(project, { ...plain, view });
}

/** The endpoints of such objects. */
export function plainRoutes<R extends PlainRecord>(project: Project, plain: PlainObjects<R>): Route[] {
  const { path, objects, view, createdStatus, update } = plain;
  const { store } = project;
  const routes: Route[] = [
    ...objectRoutes(project, plain),
    {
      method: "POST",
      path,
      handle: (request) => {
        objectsAt(project, plain, request);
        const settings = {
          ...plain.initial(request.param("parent")),
          ...settingsOf(plain, request, undefined),
        };
        const now = new Date().toISOString();
        const own = { id: randomUUID(), inner_id: randomUUID(), created_at: now, updated_at: now };
        const object = { ...settings, ...own } as unknown as R;
        store.add(objects, object);
        plain.changed?.(object);
        return jsonAnswer(createdStatus, view(object));
      },
    },
    {
      method: update,
      path: `${path}/:id`,
      handle: (request) => {
        const object = store.find(objectsAt(project, plain, request), request.param("id"));
        Object.assign(object, settingsOf(plain, request, object), { updated_at: new Date().toISOString() });
        plain.changed?.(object);
        return jsonAnswer(200, view(object));
      },
    },
  ];
  const { isServed } = plain;
  return isServed === undefined ? routes : routes.map((route) => ({ ...route, isServed }));
}

/** The settings of an object as they are, without what every object has. */
export function settingsView(object: PlainRecord): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !(field in plainFields)));
}

/** The times of an object, as answers show them. */
export function times(
  { created_at, updated_at }: PlainRecord,
  { behaviour }: Project,
): Record<string, unknown> {
  return {
    created_at: timestampView(created_at, behaviour),
    updated_at: timestampView(updated_at, behaviour),
  };
}

/** @throws Refusal 422 that names every bad parameter. */
function settingsOf<R extends PlainRecord>(
  { parameters: shape, required, isFull, applied, initial, problems }: PlainObjects<R>,
  { body, param }: VendorRequest,
  present: R | undefined,
): Partial<R> {
  const given = parametersOf(body);
  const isWhole = present === undefined || isFull?.() === true;
  const missing = required.filter((name) => isWhole && given[name] === undefined);
  const { fields, problems: bad } = checked(shape, given);
  const settings = (applied?.(fields, present) ?? fields) as Partial<R>;
  const whole = { ...(present ?? initial(param("parent"))), ...settings };
  refuseAny([
    ...missing.map((attribute) => ({
      code: "missing_required_parameter",
      attribute,
      message: "can't be blank",
    })),
    ...bad,
    ...(problems?.(whole, present) ?? []),
  ]);
  return settings;
}

/** A complaint where another object has a value that must be unique. */
export function takenBy<R extends PlainRecord>(
  objects: ReadonlyMap<string, R>,
  present: R | undefined,
  attribute: string,
  isEqual: (other: R) => boolean,
): Problem[] {
  const isTaken = [...objects.values()].some((other) => other !== present && isEqual(other));
  const message = "must be unique within project";
  return isTaken ? [{ code: "not_unique_within_project", attribute, message }] : [];
}
