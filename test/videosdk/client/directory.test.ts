import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { NumberDirectory } from "../../../src/videosdk/client/directory";
import { VideoSdkAccount } from "../../../src/videosdk/client/account";
import { Deadline } from "../../../src/http/deadline";
import { json, serve } from "../../support/server";
import { ample } from "../../support/transport";
import {
  benchWith,
  createBody,
  direct,
  first,
  numbersFrom,
  page,
  second,
  settingsAt,
  startBench,
  third,
} from "../../support/videosdk-account";

describe("the requests that finding numbers takes", () => {
  test("one number: one page of the list, which also answers the next reader", async () => {
    const { account, deadline, requests } = await benchWith(2);
    const [one = "", other = ""] = numbersFrom(2);
    expect([...(await account.directory.find([one], deadline)).keys()]).toEqual([one]);
    expect([...(await account.directory.find([other], deadline)).keys()]).toEqual([other]);
    expect(requests()).toEqual([page(1)]);
  });

  test("no number: none", async () => {
    const { account, deadline, requests } = await benchWith(1);
    expect(await account.directory.find([], deadline)).toEqual(new Map());
    expect(requests()).toEqual([]);
  });

  test("two numbers: one page of the list", async () => {
    const { account, deadline, requests } = await benchWith(2);
    expect((await account.directory.find(numbersFrom(2), deadline)).size).toBe(2);
    expect(requests()).toEqual([page(1)]);
  });

  test.each([
    [99, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])("%i readers of a number each, at once: %i pages, shared by all", async (count, pages) => {
    const { account, deadline, requests } = await benchWith(count);
    const found = await Promise.all(
      numbersFrom(count).map(async (e164) => (await account.directory.find([e164], deadline)).get(e164)),
    );
    expect(found.map((record) => record?.phoneNumber.e164)).toEqual(numbersFrom(count));
    expect(requests().sort()).toEqual(Array.from({ length: pages }, (_, index) => page(index + 1)).sort());
  });

  test("few numbers, while readers of many wait for the first page: the list, and none directly", async () => {
    const count = 2_500;
    const { account, deadline, requests, simulator } = await startBench();
    await account.api.createNumbers(createBody(numbersFrom(count), { isShared: false }), deadline);
    requests();
    simulator.addFault({ kind: "delay", milliseconds: 2_000, times: 1 });
    const numbers = numbersFrom(count);
    const one = account.directory.find(numbers.slice(400, 405), deadline);
    await delay(100);
    const others = numbers.slice(500, 560).map((e164) => account.directory.find([e164], deadline));
    expect((await one).size).toBe(5);
    for (const found of await Promise.all(others)) expect(found.size).toBe(1);
    expect(requests().sort()).toEqual(Array.from({ length: 25 }, (_, index) => page(index + 1)).sort());
  });

  test("numbers that were listed already: none", async () => {
    const { account, deadline, requests } = await benchWith(50);
    await account.directory.find(numbersFrom(50), deadline);
    requests();
    await account.directory.find(numbersFrom(7), deadline);
    await account.directory.find(numbersFrom(1), deadline);
    expect(requests()).toEqual([]);
  });

  test("a few numbers far behind in a long list: the first page, then each directly", async () => {
    const { account, deadline, requests } = await benchWith(450);
    const last = numbersFrom(450).slice(-2);
    expect((await account.directory.find(last, deadline)).size).toBe(2);
    expect(requests().sort()).toEqual([page(1), ...last.map(direct)].sort());
  });

  test("numbers of pages that were read before: the pages of several of them, others directly", async () => {
    const { account, deadline, requests } = await benchWith(450);
    await account.directory.all(deadline);
    account.directory.invalidate();
    requests();
    const all = numbersFrom(450);
    const wanted = [all[50] ?? "", ...all.slice(250, 253), ...all.slice(447)];
    expect((await account.directory.find(wanted, deadline)).size).toBe(7);
    expect(requests().sort()).toEqual([page(3), page(5), direct(all[50] ?? "")].sort());
  });

  test("one number after the other: the page of the second shows those that follow", async () => {
    const { account, deadline, requests } = await benchWith(450);
    await account.directory.write(numbersFrom(450), () => account.directory.all(deadline));
    requests();
    const last = numbersFrom(450).slice(-9);
    for (const e164 of last) await account.directory.find([e164], deadline);
    expect(requests()).toEqual([direct(last[0] ?? ""), page(5)]);
  });

  test.each([100, 450, 1_950])(
    "a hundred numbers that were just registered, in an account of %i: pages at the end of the list",
    async (count) => {
      const { account, deadline, requests } = await benchWith(count);
      await account.directory.find(numbersFrom(1), deadline);
      const fresh = Array.from({ length: 100 }, (_, index) => `+1415666${String(index).padStart(4, "0")}`);
      await account.directory.write(fresh, () => account.api.createNumbers(createBody(fresh), deadline));
      requests();
      expect((await account.directory.find(fresh, deadline)).size).toBe(100);
      expect(requests().length).toBeLessThanOrEqual(3);
      // Its own write says nothing against what was read of others.
      await account.directory.find(fresh, deadline);
      expect(requests()).toEqual([]);
    },
  );

  test("numbers that others registered some before and after: the pages that are new, and no older one", async () => {
    const { account, deadline, requests } = await benchWith(1_950, { videosdk: { rosters: "none" } });
    await account.directory.write(numbersFrom(1), () => account.directory.all(deadline));
    const [before = [], fresh = [], after = []] = ["666", "777", "888"].map((area) =>
      Array.from({ length: 250 }, (_, index) => `+1415${area}${String(index).padStart(4, "0")}`),
    );
    for (const some of [before, fresh, after])
      await account.directory.write(some, () => account.api.createNumbers(createBody(some), deadline));
    requests();
    expect((await account.directory.find(fresh, deadline)).size).toBe(250);
    expect(requests()).toEqual([20, 27, 26, 25, 24, 23].map(page));
  });

  test("readers of a number each before the first write: a refresh, so the whole list at once", async () => {
    const { account, deadline, requests } = await benchWith(950);
    await Promise.all(
      numbersFrom(950)
        .slice(-5)
        .map((e164) => account.directory.find([e164], deadline)),
    );
    expect(requests()).toHaveLength(10);
  });

  test("eight readers of a number each in a list of forty pages: its first page, then each directly", async () => {
    const { account, deadline, requests } = await benchWith(4000, { videosdk: { rosters: "none" } });
    const some = Array.from({ length: 8 }, (_, index) => numbersFrom(4000)[500 * index + 250] ?? "");
    await Promise.all(some.map((e164) => account.directory.find([e164], deadline)));
    expect(requests().sort()).toEqual([page(1), ...some.map(direct)].sort());
  });

  test("readers of a number each, eight at a time as the engine starts them: the list once", async () => {
    const { account, deadline, requests } = await benchWith(450);
    const waiting = numbersFrom(450);
    const worker = async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
        await account.directory.find([one], deadline);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(requests().sort()).toEqual([1, 2, 3, 4, 5].map(page).sort());
  });

  test("readers of a number each that were not seen yet: the end of the list, then each directly", async () => {
    const { account, deadline, requests } = await benchWith(950);
    await account.directory.write(numbersFrom(1), () => account.directory.find(numbersFrom(1), deadline));
    requests();
    const some = [120, 240, 360, 480, 949].map((at) => numbersFrom(950)[at] ?? "");
    await Promise.all(some.map((e164) => account.directory.find([e164], deadline)));
    expect(requests().sort()).toEqual([page(10), page(9), page(1), ...some.slice(0, 4).map(direct)].sort());
  });

  test("readers that come one by one while others read: all of these together, after them", async () => {
    const all = numbersFrom(100);
    const record = (e164: string) => ({ phoneNumber: { phoneNumberId: e164, e164 } });
    let open = (): void => undefined;
    let opened = Promise.resolve();
    const server = await serve((response, { url }) => {
      const one = decodeURIComponent(new URL(url, "http://127.0.0.1").pathname.split("/")[4] ?? "");
      const body =
        one === "" ? { pageInfo: { total: 100, lastPage: 1 }, data: all.map(record) } : record(one);
      void opened.then(() => json(response, 200, body));
    });
    const { directory } = new VideoSdkAccount(settingsAt(server.url, { token: "t" }));
    const readers: Promise<unknown>[] = [];
    const read = (...numbers: string[]): void => void readers.push(directory.find(numbers, ample()));
    await directory.write(all, () => directory.find(all, ample()));
    opened = new Promise((resolve) => (open = resolve));
    read(...all.slice(0, 2));
    await server.arrival(2);
    for (const e164 of all.slice(2, 12)) {
      read(e164);
      // Longer than readers wait for each other.
      await delay(10);
    }
    open();
    await Promise.all(readers);
    // The first page at the beginning, for the first two, and for the ten together.
    expect(server.requests).toHaveLength(3);
  });

  test("many numbers far behind in a long list: the whole list, once", async () => {
    const { account, deadline, requests } = await benchWith(450);
    expect((await account.directory.find(numbersFrom(450).slice(-10), deadline)).size).toBe(10);
    expect(requests().sort()).toEqual([1, 2, 3, 4, 5].map(page).sort());
  });

  test("every number: the whole list, shared by all readers at the same time", async () => {
    const { account, deadline, requests } = await benchWith(150);
    const [one, other] = await Promise.all([
      account.directory.all(deadline),
      account.directory.all(deadline),
    ]);
    expect([one, other].map(({ length }) => length)).toEqual([150, 150]);
    expect(requests().sort()).toEqual([page(1), page(2)]);
  });
});

describe("a number that is not in the list", () => {
  test("is asked for directly before it counts as absent", async () => {
    const { account, deadline, requests } = await benchWith(2);
    const found = await account.directory.find([...numbersFrom(2), first], deadline);
    expect([...found.keys()].sort()).toEqual(numbersFrom(2));
    expect(requests()).toEqual([page(1), direct(first)]);
  });

  test("is asked for again by the next reader, because it may be registered elsewhere meanwhile", async () => {
    const { account, deadline, simulator } = await benchWith(2);
    await account.directory.find([...numbersFrom(2), first], deadline);
    const other = new VideoSdkAccount(settingsAt(simulator.url, simulator.videosdk));
    await other.api.createNumbers(createBody([first]), deadline);
    expect((await account.directory.find([first], deadline)).get(first)?.inbound).toBeDefined();
  });

  test.each(["random", "reverse"] as const)(
    "is found also when the list skips it: no number is lost in a list whose order is %s",
    async (listOrder) => {
      const { account, deadline } = await benchWith(250, { videosdk: { listOrder } });
      const found = await account.directory.find(numbersFrom(250), deadline);
      expect([...found.keys()].sort()).toEqual(numbersFrom(250));
    },
  );

  test("is found when the list grows and shrinks between its pages", async () => {
    const all = numbersFrom(250);
    const record = (e164: string) => ({
      phoneNumber: { phoneNumberId: e164, e164 },
      inbound: null,
      outbound: null,
    });
    let listed = all;
    const server = await serve((response, { url }) => {
      const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
      const one = decodeURIComponent(pathname.split("/")[4] ?? "");
      if (one !== "") {
        json(response, all.includes(one) ? 200 : 404, record(one));
        return;
      }
      const start = (Number(searchParams.get("page")) - 1) * 100;
      const data = listed.slice(start, start + 100).map(record);
      json(response, 200, { pageInfo: { total: listed.length, lastPage: 3 }, data });
      // From the second page on everything has moved forward by half a page.
      listed = all.slice(50);
    });
    const account = new VideoSdkAccount(settingsAt(server.url, { token: "t" }));
    const found = await account.directory.find([...all, first], ample());
    expect([...found.keys()].sort()).toEqual(all);
  });
});

describe("a reader whose time is over", () => {
  /** A vendor that answers no list; every reader waits. */
  async function hanging() {
    const server = await serve((response, { url }) => {
      if (url === "/alive") json(response, 200, {});
    });
    const account = new VideoSdkAccount(settingsAt(server.url, { token: "t" }));
    const roundTrip = (): Promise<Response> => fetch(`${server.url}/alive`);
    return { server, directory: new NumberDirectory(account.api, 60_000), roundTrip };
  }

  test.each([
    ["the whole list", (directory: NumberDirectory, until: Deadline) => directory.all(until)],
    ["some numbers", (directory: NumberDirectory, until: Deadline) => directory.find([first, second], until)],
    ["one number", (directory: NumberDirectory, until: Deadline) => directory.find([third], until)],
  ])("does not wait any longer for %s, which others may still wait for", async (_what, ask) => {
    const { server, directory, roundTrip } = await hanging();
    const deadline = new Deadline(60_000);
    let ended = false;
    const asking = ask(directory, deadline).catch(() => (ended = true));
    await server.arrival(1);
    deadline.cancel();
    await roundTrip();
    expect(ended).toBe(true);
    await asking;
  });
});
