import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Target } from "../../../src/signalwire/client/paging";
import { collect, itemsOf } from "../../../src/signalwire/client/paging";
import { rejection } from "../../support/transport";
import { gatewayInputs, gateways, startBench } from "../support";

const item = z.object({ id: z.string() });
const request = { method: "GET", path: "/things" };

/** Pages by number, each with its link to the next. */
function pages(...all: { ids: string[]; next?: string | null }[]) {
  const asked: Target[] = [];
  const get = (target: Target) => {
    asked.push(target);
    const { ids, next } = all[Math.min(asked.length, all.length) - 1] ?? { ids: [] };
    const body = { links: { self: "x", first: "y", next }, data: ids.map((id) => ({ id })) };
    return Promise.resolve({ status: 200, body, requestId: undefined, request });
  };
  const list = (prefix = "") => collect(itemsOf(get, { path: "/things", query: {} }, item, prefix));
  return { asked, list };
}

describe("a list", () => {
  test("is followed by its links, page after page", async () => {
    const { asked, list } = pages(
      { ids: ["a", "b"], next: "https://other.example.org/things?page_number=1&page_token=PA1" },
      { ids: ["c"], next: "/things?page_number=2&page_token=PA2" },
      { ids: ["d"] },
    );
    expect((await list()).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(asked).toEqual([
      { path: "/things", query: {} },
      { path: "/things", query: { page_number: "1", page_token: "PA1" } },
      { path: "/things", query: { page_number: "2", page_token: "PA2" } },
    ]);
  });

  test.each(["", " ", null, undefined, "http://"])("ends where the next link is %j", async (next) => {
    const { asked, list } = pages(next === undefined ? { ids: ["a"] } : { ids: ["a"], next }, { ids: ["b"] });
    expect(await list()).toEqual([{ id: "a" }]);
    expect(asked).toHaveLength(1);
  });

  test("ends at a link that was followed before", async () => {
    const { asked, list } = pages(
      { ids: ["a"], next: "?page=1" },
      { ids: ["b"], next: "?page=1" },
      { ids: ["c"] },
    );
    expect(await list()).toEqual([{ id: "a" }, { id: "b" }]);
    expect(asked).toHaveLength(2);
  });

  test("returns an item once that is on two pages", async () => {
    const { list } = pages({ ids: ["a", "b"], next: "?page=1" }, { ids: ["b", "c"] });
    expect(await list()).toEqual([{ id: "a" }, { id: "b" }, { id: "c" }]);
  });

  test("that never ends is an error, not a shorter list", async () => {
    let count = 0;
    const get = () => {
      const body = { links: { next: `?page=${++count}` }, data: [] };
      return Promise.resolve({ status: 200, body, requestId: undefined, request });
    };
    const endless = collect(itemsOf(get, { path: "/things", query: {} }, item, ""));
    expect((await rejection(endless)).message).toBe("the list /things has not ended after 1000 pages");
  });
});

describe("the list of gateways", () => {
  test.each(["documented", "absolute", "relative", "foreign-host", "empty-string", "null"] as const)(
    "is read to its end on the configured host where links are %s",
    async (nextLinks) => {
      const { account, deadline, simulator, requests } = await startBench({
        signalwire: { nextLinks, pageSize: 2 },
      });
      const names = ["a", "b", "c", "d", "e"];
      for (const name of names) {
        await account.api.createGateway({ ...gatewayInputs, name, uri: `${name}@example.com` }, deadline);
      }
      simulator.clearRequests();
      const found = await collect(account.api.listGateways(deadline));
      expect(found.map(({ display_name }) => display_name).sort()).toEqual(names);
      expect(requests()).toEqual([`GET ${gateways}`, `GET ${gateways}`, `GET ${gateways}`]);
    },
  );
});
