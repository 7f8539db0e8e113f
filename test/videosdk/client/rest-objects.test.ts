import { describe, expect, test } from "vitest";
import * as z from "zod";
import { VideoSdkAccount } from "../../../src/videosdk/client/account";
import { restObjects } from "../../../src/videosdk/client/rest-objects";
import { json, serve, type Handler } from "../../support/server";
import { noting, rejection } from "../../support/transport";
import { settingsAt } from "../../support/videosdk-account";

const things = restObjects({
  collection: "/v2/things",
  noun: "thing",
  schema: z.object({ id: z.string(), name: z.string() }),
  listId: "thingId",
});
const lamp = { id: "a/1", name: "lamp" };

async function accountAt(handler: Handler) {
  const { url, requests } = await serve(handler);
  const lines = () => requests.map((request) => `${request.method} ${request.url}`);
  return { account: new VideoSdkAccount(settingsAt(url, { apiKey: "k", secret: "s" })), lines };
}

/** Answers each request, by its method and path, with a status and body. */
const answers =
  (known: Readonly<Record<string, readonly [number, unknown]>>): Handler =>
  (response, { method, url }) => {
    const [status, body] = known[`${method} ${url.split("?")[0] ?? ""}`] ?? [
      404,
      { message: "thing not found" },
    ];
    json(response, status, body);
  };

describe("a list", () => {
  test("is read to its last page, by either name of the id", async () => {
    const { account, lines } = await accountAt((response, _request, count) => {
      const item = count === 1 ? { thingId: "1", name: "lamp" } : { id: "2", thingId: "x", name: "desk" };
      json(response, 200, { pageInfo: { perPage: 100, lastPage: 2 }, data: [item] });
    });
    expect(await things.list(account, noting(), "e.g")).toMatchObject([{ id: "1" }, { id: "2" }]);
    expect(lines()).toEqual([1, 2].map((page) => `GET /v2/things?search=e.g&page=${page}&perPage=100`));
  });

  test("ends at a page without objects, whatever it says of further ones", async () => {
    const { account } = await accountAt((response) =>
      json(response, 200, { pageInfo: { lastPage: 9 }, data: null }),
    );
    expect(await things.list(account, noting())).toEqual([]);
  });
});

describe("an object", () => {
  test("is created, read, changed and deleted, its id as one segment of the path", async () => {
    const { account, lines } = await accountAt((response) => json(response, 200, lamp));
    expect(await things.create(account, { name: "lamp" }, noting())).toEqual(lamp);
    expect(await things.get(account, "a/1", noting())).toEqual(lamp);
    expect(await things.update(account, "a/1", {}, noting())).toEqual(lamp);
    expect(await things.remove(account, "a/1", noting())).toBe(true);
    expect(lines()).toEqual(
      ["POST /v2/things", "GET", "PATCH", "DELETE"].map((line) =>
        line.includes(" ") ? line : `${line} /v2/things/a%2F1`,
      ),
    );
  });

  test("is not read from the record of another, and not shown by a change that answers with one", async () => {
    const { account } = await accountAt((response) => json(response, 200, lamp));
    expect((await rejection(things.get(account, "b", noting()))).message).toContain("id: is not b");
    expect(await things.update(account, "b", {}, noting())).toBeUndefined();
  });

  test("does not exist after a 404, and after a 402 only if the list is answered and lacks it", async () => {
    const missing = await accountAt(answers({}));
    expect(await things.get(missing.account, "b", noting())).toBeUndefined();
    expect(await things.remove(missing.account, "b", noting())).toBe(false);
    const unpaid = { "GET /v2/things/b": [402, {}], "DELETE /v2/things/b": [402, {}] } as const;
    const suspended = await accountAt(answers({ ...unpaid, "GET /v2/things": [402, {}] }));
    expect((await rejection(things.get(suspended.account, "b", noting()))).message).toContain("HTTP 402");
    const listed = (...data: object[]) =>
      accountAt(answers({ ...unpaid, "GET /v2/things": [200, { pageInfo: { lastPage: 1 }, data }] }));
    expect(await things.remove((await listed(lamp)).account, "b", noting())).toBe(false);
    const there = await listed({ ...lamp, id: "b" });
    expect((await rejection(things.remove(there.account, "b", noting()))).message).toContain("HTTP 402");
  });

  test.each([404, 405])(
    "that PATCH answers with %i for is looked at, then changed with PUT",
    async (status) => {
      const { account, lines } = await accountAt(
        answers({
          "PATCH /v2/things/b": [status, "<html>"],
          "GET /v2/things/b": [200, { id: "b", name: "old" }],
          "PUT /v2/things/b": [200, { id: "b", name: "new" }],
        }),
      );
      expect(await things.update(account, "b", {}, noting())).toMatchObject({ name: "new" });
      expect(lines().map((line) => line.split(" ")[0])).toEqual(["PATCH", "GET", "PUT"]);
      const gone = await accountAt(answers({ "PATCH /v2/things/b": [status, {}] }));
      expect(await things.update(gone.account, "b", {}, noting())).toBeUndefined();
      expect(gone.lines()).toHaveLength(2);
    },
  );
});

describe("a deletion that is answered with nothing", () => {
  test("is believed where the object is gone", async () => {
    let there = true;
    const { account, lines } = await accountAt((response, { method }) => {
      if (method !== "DELETE")
        json(response, there ? 200 : 404, there ? lamp : { message: "thing not found" });
      else {
        there = false;
        response.end();
      }
    });
    expect(await things.remove(account, "a/1", noting())).toBe(true);
    expect(lines()[0]).toBe("DELETE /v2/things/a%2F1");
  });

  test("is done again where the object is there: a refusal whose words were lost looks like this", async () => {
    let deletions = 0;
    const { account } = await accountAt((response, { method }) => {
      if (method !== "DELETE") json(response, 200, lamp);
      else if ((deletions += 1) === 1) response.end();
      else json(response, 200, { message: "deleted" });
    });
    expect(await things.remove(account, "a/1", noting())).toBe(true);
    expect(deletions).toBe(2);
  });
});
