import { jsonAnswer, type Route, type VendorRequest } from "../route.js";
import { paginated } from "./listing.js";
import { existing } from "./refusal.js";
import type { Account } from "./store.js";

/** Objects with the usual endpoints: create and list at a path; read, change and delete one below it. */
export interface PlainObjects<R extends { readonly id: string }> {
  /** Path of the list, such as `/v2/sip/routing-rule`. */
  readonly collection: string;
  /** What one is called in answers: `Rule`. */
  readonly noun: string;
  /** Status of a creation. Default 200. */
  readonly createdStatus?: 200 | 201;
  /** Whether this method changes an object now. Default: PATCH, and no other. */
  readonly changedBy?: (method: "PATCH" | "PUT") => boolean;
  /**
   * A new object.
   *
   * @throws Refusal when the body is not accepted.
   */
  create(body: unknown): R;
  /**
   * The object after a change.
   *
   * @throws Refusal when the body is not accepted.
   */
  update(record: R, body: unknown): R;
  /** An object as answers show it. */
  view(record: R): Record<string, unknown>;
  /** An object as the list shows it, where that differs. */
  listed?(record: R): Record<string, unknown>;
  /**
   * The answer to a deletion, where it has more than a message.
   *
   * @throws Refusal when it cannot be deleted now.
   */
  deleted?(record: R): Record<string, unknown>;
  /** Which objects a request for the list is about. */
  filter(request: VendorRequest): (record: R) => boolean;
}

/** The endpoints of such objects. */
export function plainRoutes<R extends { readonly id: string }>(
  account: Account,
  records: Map<string, R>,
  kind: PlainObjects<R>,
): Route[] {
  const { collection, noun, createdStatus = 200, changedBy = (method) => method === "PATCH" } = kind;
  const one = `${collection}/:id`;
  const find = ({ param }: VendorRequest): R => existing(records.get(param("id")), noun, account.behaviour);
  const changes = (["PATCH", "PUT"] as const).map((method): Route => ({
    method,
    path: one,
    isServed: () => changedBy(method),
    handle: (request) => {
      const record = kind.update(find(request), request.body);
      records.set(record.id, record);
      return jsonAnswer(200, kind.view(record));
    },
  }));
  return [
    {
      method: "POST",
      path: collection,
      handle: ({ body }) => {
        const record = kind.create(body);
        records.set(record.id, record);
        return jsonAnswer(createdStatus, kind.view(record));
      },
    },
    {
      method: "GET",
      path: collection,
      handle: (request) => {
        const found = [...records.values()].filter(kind.filter(request));
        const view = (record: R): Record<string, unknown> => kind.listed?.(record) ?? kind.view(record);
        return jsonAnswer(200, paginated(found, request, 10, account.behaviour, view));
      },
    },
    { method: "GET", path: one, handle: (request) => jsonAnswer(200, kind.view(find(request))) },
    ...changes,
    {
      method: "DELETE",
      path: one,
      handle: (request) => {
        const record = find(request);
        const more = kind.deleted?.(record);
        records.delete(record.id);
        return jsonAnswer(200, { message: `${noun} deleted successfully`, ...more });
      },
    },
  ];
}
