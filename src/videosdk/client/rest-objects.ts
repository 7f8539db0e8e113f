import * as z from "zod";
import type { Deadline } from "../../http/deadline";
import { unlessGone } from "../../http/absence";
import { apiErrorOf } from "../../http/errors";
import { path } from "../../http/path";
import { assertAbout, malformed, parseReply } from "../../http/reply";
import type { HttpReply } from "../../http/answer";
import type { HttpRequest } from "../../http/transport";
import type { VideoSdkAccount } from "./account";
import { absent } from "./api";
import { ListReader } from "./listing";
import { unwrapped } from "./replies";

/** Objects that VideoSDK serves under one path, each as it is or below `data`. */
export interface RestKind<T extends { readonly id: string }> {
  /** Where they are listed and created, such as `/v2/sip/webhooks`. Each is at its id below that. */
  readonly collection: string;
  /** The vendor's word for one, in lower case: `webhook`. */
  readonly noun: string;
  /** Reads one. */
  readonly schema: z.ZodType<T>;
  /** The name that the list may have for the id. */
  readonly listId?: string;
}

/** The requests of such objects, in the form that a plain resource takes them. */
export interface RestObjects<T extends { readonly id: string }> {
  /** All of them, or those that `search` leads to. `onPage` is called with every page. */
  readonly list: (
    account: VideoSdkAccount,
    deadline: Deadline,
    search?: string,
    onPage?: () => void,
  ) => Promise<readonly T[]>;
  readonly create: (account: VideoSdkAccount, body: object, deadline: Deadline) => Promise<T>;
  /** One by its id; undefined when VideoSDK says that it does not exist. */
  readonly get: (account: VideoSdkAccount, id: string, deadline: Deadline) => Promise<T | undefined>;
  /** Sends a change. Undefined when the answer does not show the object. */
  readonly update: (
    account: VideoSdkAccount,
    id: string,
    body: object,
    deadline: Deadline,
  ) => Promise<T | undefined>;
  /** Does something that has a path of its own below an object. Undefined when the answer does not show the object. */
  readonly act: (
    account: VideoSdkAccount,
    id: string,
    action: string,
    deadline: Deadline,
  ) => Promise<T | undefined>;
  /** Deletes one; false when there was none. */
  readonly remove: (account: VideoSdkAccount, id: string, deadline: Deadline) => Promise<boolean>;
}

/** Repeats of a deletion that somebody else's change got in the way of, and the pause before the first, in milliseconds. */
const maxConflicts = 5;
const conflictPauseMs = 200;

/** The five requests of a kind of object. */
export function restObjects<T extends { readonly id: string }>(kind: RestKind<T>): RestObjects<T> {
  const { collection, noun, listId } = kind;
  const schema = z.preprocess(unwrapped, kind.schema);
  const one = (id: string): string => collection + path`/${id}`;
  const reader = new ListReader();

  const list: RestObjects<T>["list"] = async ({ transport }, deadline, search, onPage) => {
    const get = async (page: number, perPage: number): Promise<HttpReply> => {
      const query = { search, page, perPage };
      const reply = await transport.send({ method: "GET", path: collection, query }, deadline);
      onPage?.();
      return reply;
    };
    const all = await reader.all(get, (item, reply) =>
      parseReply(kind.schema, { ...reply, body: withId(item, listId) }),
    );
    return [...all.values()];
  };

  /** The answer about an object, or undefined when VideoSDK says that it does not exist. */
  const ask = (
    account: VideoSdkAccount,
    id: string,
    method: HttpRequest["method"],
    deadline: Deadline,
  ): Promise<HttpReply | undefined> =>
    unlessGone(
      { id, nouns: [noun], statuses: absent },
      () => account.transport.send({ method, path: one(id) }, deadline),
      async () => (await list(account, deadline)).some((object) => object.id === id),
    );

  const get: RestObjects<T>["get"] = async (account, id, deadline) => {
    const reply = await ask(account, id, "GET", deadline);
    if (reply === undefined) return undefined;
    const object = parseReply(schema, reply);
    assertAbout(id, "id", object.id, reply);
    return object;
  };

  /** The object that an answer to a change shows; undefined when it shows none, or another. */
  const shownIn = (reply: HttpReply | undefined, id: string): T | undefined => {
    const object = schema.safeParse(reply?.body).data;
    return object?.id === id ? object : undefined;
  };

  /**
   * Whether there was something to delete; the error where somebody else changed or deleted it at the same time. VideoSDK
   * answers a deletion with a message: an answer without one may be such a refusal whose words were lost.
   */
  const deletion = async (
    account: VideoSdkAccount,
    id: string,
    deadline: Deadline,
  ): Promise<boolean | Error> => {
    try {
      const reply = await ask(account, id, "DELETE", deadline);
      if (reply === undefined) return false;
      if (reply.body !== undefined || reply.status === 204) return true;
      return malformed(reply, "it is empty");
    } catch (error) {
      const refusal = apiErrorOf(error, 409);
      if (refusal === undefined) throw error;
      return refusal;
    }
  };

  return {
    list,
    get,
    create: async ({ transport }, body, deadline) =>
      parseReply(schema, await transport.send({ method: "POST", path: collection, body }, deadline)),
    async update(account, id, body, deadline) {
      const send = (method: "PATCH" | "PUT"): Promise<HttpReply> =>
        account.transport.send({ method, path: one(id), body }, deadline);
      // VideoSDK's SDKs change objects with PATCH and some of its pages with PUT; nothing tells which of them is served.
      const reply = await send("PATCH").catch(async (error: unknown) => {
        if (apiErrorOf(error, 404, 405) === undefined) throw error;
        return (await get(account, id, deadline)) === undefined ? undefined : send("PUT");
      });
      return shownIn(reply, id);
    },
    act: async ({ transport }, id, action, deadline) =>
      shownIn(await transport.send({ method: "POST", path: one(id) + path`/${action}` }, deadline), id),
    async remove(account, id, deadline) {
      for (let attempt = 1; ; attempt += 1) {
        const refusal = await deletion(account, id, deadline);
        if (typeof refusal === "boolean") return refusal;
        if (attempt > maxConflicts) throw refusal;
        if ((await get(account, id, deadline)) === undefined) return true;
        if (!(await deadline.wait(attempt * conflictPauseMs * (0.5 + Math.random())))) throw refusal;
      }
    },
  };
}

/**
 * What to search a list for, to find what has this text: the longest part of it that means the same to a search for a part
 * and to one for a regular expression. Both are documented, and the results are compared exactly afterwards.
 */
export function searchTerm(text: string): string | undefined {
  const parts = text.match(/[A-Za-z0-9]+/g) ?? [];
  return parts.reduce<string | undefined>(
    (longest, part) => (part.length > (longest ?? "").length ? part : longest),
    undefined,
  );
}

/** An item of a list with its id under the name that it has everywhere else. */
function withId(item: unknown, listId: string | undefined): unknown {
  if (listId === undefined || typeof item !== "object" || item === null) return item;
  return { id: (item as Readonly<Record<string, unknown>>)[listId], ...item };
}
