import * as z from "zod";
import type { Deadline } from "../../http/deadline";
import { unlessGone } from "../../http/absence";
import { apiErrorOf } from "../../http/errors";
import { path } from "../../http/path";
import { assertAbout, parseReply } from "../../http/reply";
import type { HttpReply } from "../../http/answer";
import type { HttpRequest } from "../../http/transport";
import type { VideoSdkAccount } from "./account";
import { absent } from "./api";
import { ListReader } from "./listing";

/** Objects that VideoSDK serves under one path, each as it is, without a wrapper. */
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
  /** All of them, or those that `search` leads to. */
  readonly list: (account: VideoSdkAccount, deadline: Deadline, search?: string) => Promise<readonly T[]>;
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
  /** Deletes one; false when there was none. */
  readonly remove: (account: VideoSdkAccount, id: string, deadline: Deadline) => Promise<boolean>;
}

/** The five requests of a kind of object. */
export function restObjects<T extends { readonly id: string }>(kind: RestKind<T>): RestObjects<T> {
  const { collection, noun, schema, listId } = kind;
  const one = (id: string): string => collection + path`/${id}`;
  const reader = new ListReader();

  const list: RestObjects<T>["list"] = async ({ transport }, deadline, search) => {
    const get = (page: number, perPage: number): Promise<HttpReply> =>
      transport.send({ method: "GET", path: collection, query: { search, page, perPage } }, deadline);
    const all = await reader.all(get, (item, reply) =>
      parseReply(schema, { ...reply, body: withId(item, listId) }),
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
      const object = schema.safeParse(reply?.body).data;
      return object?.id === id ? object : undefined;
    },
    remove: async (account, id, deadline) => (await ask(account, id, "DELETE", deadline)) !== undefined,
  };
}

/** An item of a list with its id under the name that it has everywhere else. */
function withId(item: unknown, listId: string | undefined): unknown {
  if (listId === undefined || typeof item !== "object" || item === null) return item;
  return { id: (item as Readonly<Record<string, unknown>>)[listId], ...item };
}
