import type { ZodType } from "zod";
import { Deadline } from "../../http/deadline";
import { unlessGone } from "../../http/absence";
import { apiErrorOf, type ApiError } from "../../http/errors";
import { path } from "../../http/path";
import { assertAbout, parseReply } from "../../http/reply";
import type { HttpReply } from "../../http/answer";
import type { HttpRequest } from "../../http/transport";
import type { SignalWireAccount } from "./account";
import { collect } from "./paging";

/** Objects that SignalWire serves under one path. */
export interface RestKind<T extends { readonly id: string }> {
  /** What they are, in a sentence: `SIP addresses`. */
  readonly what: string;
  /** Where they are listed and created; each is at its id below that. Of objects below a parent, by the parent's id. */
  readonly collection: string | ((parent: string) => string);
  /** The objects that these are below. Then the id of one is `<id of the parent>/<its own>`. */
  readonly parent?: Pick<RestObjects<{ readonly id: string }>, "get">;
  /** Query of the list: for the page size, where the list's page names such a parameter. */
  readonly query?: Readonly<Record<string, string>>;
  readonly update: "PATCH" | "PUT";
  /** Reads one. */
  readonly schema: ZodType<T>;
}

/** The requests of such objects, in the form that a plain resource takes them. */
export interface RestObjects<T extends { readonly id: string }> {
  readonly kind: RestKind<T>;
  /** All of them, or those of a parent; `filter` is for the service, which may ignore it. `onPage` is called with every page. */
  readonly list: (
    account: SignalWireAccount,
    deadline: Deadline,
    scope?: { parent?: string; filter?: Readonly<Record<string, string>>; onPage?: () => void },
  ) => Promise<readonly T[]>;
  /** All of them as they were when this process first listed them, for all resources. */
  readonly seen: (account: SignalWireAccount) => Promise<readonly T[]>;
  readonly create: (
    account: SignalWireAccount,
    body: object,
    deadline: Deadline,
    parent?: string,
  ) => Promise<T>;
  /** One by its id; undefined when SignalWire says that it does not exist. */
  readonly get: (account: SignalWireAccount, id: string, deadline: Deadline) => Promise<T | undefined>;
  /** Sends a change. Undefined when the answer does not show the object. */
  readonly update: (
    account: SignalWireAccount,
    id: string,
    body: object,
    deadline: Deadline,
  ) => Promise<T | undefined>;
  /** Deletes one; false when there was none. */
  readonly remove: (account: SignalWireAccount, id: string, deadline: Deadline) => Promise<boolean>;
}

/** The requests of a kind of object. */
export function restObjects<T extends { readonly id: string }>(kind: RestKind<T>): RestObjects<T> {
  const { what, schema, parent: parents } = kind;
  const seen = new WeakMap<SignalWireAccount, Promise<readonly T[]>>();

  const collectionOf = (parent = ""): string =>
    typeof kind.collection === "string" ? kind.collection : kind.collection(parent);
  const placeOf = (id: string): { parent: string; collection: string; own: string } => {
    const slash = parents === undefined ? -1 : id.indexOf("/");
    const parent = id.slice(0, Math.max(slash, 0));
    if (parents !== undefined && parent === "")
      throw new Error(
        `${JSON.stringify(id)} is not the id of one of the ${what}: that is <parent's id>/<its id>`,
      );
    return { parent, collection: collectionOf(parent), own: id.slice(slash + 1) };
  };
  const withParent = (object: T, parent: string | undefined): T =>
    parent === undefined || parent === "" ? object : { ...object, id: `${parent}/${object.id}` };

  const list: RestObjects<T>["list"] = async ({ api }, deadline, { parent, filter, onPage } = {}) => {
    const first = { path: collectionOf(parent), query: { ...kind.query, ...filter } };
    const objects = await collect(api.list(first, schema, deadline, onPage)).catch((error: unknown) => {
      throw unserved(what, error) ?? error;
    });
    return objects.map((object) => withParent(object, parent));
  };

  /** Whether the list has an object. Where the account has no such list, nothing is known of any object. */
  const isListed = async (account: SignalWireAccount, id: string, deadline: Deadline): Promise<boolean> => {
    const { parent } = placeOf(id);
    try {
      return (await list(account, deadline, parent === "" ? {} : { parent })).some(
        (object) => object.id === id,
      );
    } catch (error) {
      // What is below a parent goes with it.
      const isOrphan =
        apiErrorOf(error, 404) !== undefined && (await parents?.get(account, parent, deadline)) === undefined;
      if (isOrphan && parents !== undefined) return false;
      throw error;
    }
  };

  /** The answer about an object, or undefined when SignalWire and its list say that it does not exist. */
  const ask = (
    account: SignalWireAccount,
    id: string,
    request: Omit<HttpRequest, "path">,
    deadline: Deadline,
  ): Promise<HttpReply | undefined> => {
    const { collection, own } = placeOf(id);
    return unlessGone(
      { id: own, nouns: [], alwaysAgreed: true },
      () => account.api.send({ ...request, path: collection + path`/${own}` }, deadline),
      () => isListed(account, id, deadline),
    );
  };

  return {
    kind,
    list,
    seen(account) {
      const listed = seen.get(account) ?? listForAll(account, (deadline) => list(account, deadline));
      seen.set(account, listed);
      listed.catch(() => seen.delete(account));
      return listed;
    },
    async create({ api }, body, deadline, parent) {
      const request = { method: "POST", path: collectionOf(parent), body } as const;
      const reply = await api.send(request, deadline).catch((error: unknown) => {
        throw unserved(what, error) ?? error;
      });
      return withParent(parseReply(schema, reply), parent);
    },
    async get(account, id, deadline) {
      const reply = await ask(account, id, { method: "GET" }, deadline);
      if (reply === undefined) return undefined;
      const object = parseReply(schema, reply);
      const { parent, own } = placeOf(id);
      assertAbout(own, "id", object.id, reply);
      return withParent(object, parent);
    },
    async update({ api }, id, body, deadline) {
      const { parent, collection, own } = placeOf(id);
      const request = { method: kind.update, path: collection + path`/${own}`, body } as const;
      const object = schema.safeParse((await api.send(request, deadline)).body).data;
      return object?.id === own ? withParent(object, parent) : undefined;
    },
    remove: async (account, id, deadline) =>
      (await ask(account, id, { method: "DELETE" }, deadline)) !== undefined,
  };
}

/** Reads for all operations that wait, so with a time limit of its own instead of that of one operation. */
async function listForAll<R>(
  account: SignalWireAccount,
  list: (deadline: Deadline) => Promise<R>,
): Promise<R> {
  const deadline = new Deadline(account.operationTimeoutMs);
  try {
    return await list(deadline);
  } finally {
    deadline.dispose();
  }
}

/** The error for a list that SignalWire does not have; undefined for any other. */
function unserved(what: string, error: unknown): ApiError | undefined {
  return apiErrorOf(error, 404)?.withAdvice(
    `SignalWire does not serve ${what} at this path for this project, so nothing is known of any of them. Such routes are ` +
      `not in every space: ask SignalWire whether yours has them`,
  );
}
