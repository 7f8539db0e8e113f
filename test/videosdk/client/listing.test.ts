import { describe, expect, test } from "vitest";
import { MalformedReplyError } from "../../../src/http/errors";
import { readPage } from "../../../src/videosdk/client/listing";
import { variants, type SimulatorOptions } from "../../../src/simulator";
import { line } from "../../support/errors";
import { rejection } from "../../support/transport";
import { createBody, numbersFrom, startBench } from "../../support/videosdk-account";

const reply = (body: unknown) => ({ status: 200, body, requestId: undefined, request: line });
const rows = [{ a: 1 }, { a: 2 }];

describe("a page", () => {
  test.each<[unknown, object]>([
    [
      { pageInfo: { currentPage: 1, perPage: 2, lastPage: 3, total: 5 }, data: rows },
      { perPage: 2, lastPage: 3, total: 5 },
    ],
    [
      { pageInfo: { page: "1", perPage: "2", totalPages: "3", total: "5" }, data: rows },
      { perPage: 2, lastPage: 3, total: 5 },
    ],
    [
      { pagination: { page: 1, perPage: 2, totalPages: 3, total: 5 }, data: rows },
      { perPage: 2, lastPage: 3, total: 5 },
    ],
    [{ page: 1, totalPages: 3, data: rows }, { lastPage: 3 }],
    [
      { pageInfo: { total: -1, lastPage: "x" }, data: rows },
      { total: undefined, lastPage: undefined },
    ],
    [{ data: rows }, { lastPage: undefined, total: undefined }],
    [rows, { lastPage: undefined }],
  ])("is read from %j", (body, counts) => {
    expect(readPage(reply(body))).toMatchObject({ items: rows, ...counts });
  });

  test("is empty where the collection is null", () => {
    expect(readPage(reply({ data: null })).items).toEqual([]);
  });

  test.each([{}, { data: {} }, { results: rows }, "rows", null, undefined, 7])("is not %j", (body) => {
    expect(() => readPage(reply(body))).toThrow(MalformedReplyError);
  });
});

/** How the list of this many numbers is read, as page and size of each request. */
async function reads(count: number, options: SimulatorOptions = {}, answers: readonly number[] = []) {
  const bench = await startBench();
  const numbers = numbersFrom(count);
  await bench.account.api.createNumbers(createBody(numbers), bench.deadline);
  bench.requests();
  bench.simulator.configure(options);
  // An answer that is larger than what is read, for the requests with these ordinals.
  for (const nth of answers) bench.simulator.addFault({ kind: "huge", nth });
  const found = await bench.account.directory.all(bench.deadline);
  expect([...found.values()].map(({ phoneNumber }) => phoneNumber.e164).sort()).toEqual(numbers);
  return bench.requests().map((url) => /page=(\d+)&perPage=(\d+)/.exec(url)?.slice(1, 3).join("/"));
}

describe("a list", () => {
  test.each(["pageInfo", "pagination", "total-pages"] as const)(
    "is read to its last page and no further: %s",
    async (listEnvelope) => {
      expect(await reads(130, { videosdk: { listEnvelope } })).toEqual(["1/100", "2/100"]);
    },
  );

  test.each(["no-last-page", "bare"] as const)(
    "that does not say how long it is ends with a shorter page, or with one that brings nothing new: %s",
    async (listEnvelope) => {
      expect(await reads(130, { videosdk: { listEnvelope } })).toEqual(["1/100", "2/100"]);
      expect(await reads(100, { videosdk: { listEnvelope } })).toEqual(["1/100", "2/100"]);
      const capped = { videosdk: { listEnvelope, perPageCap: 50 } };
      expect(await reads(130, capped)).toEqual(["1/100", "2/100", "3/100"]);
    },
  );

  test("with fewer items on a page than was asked for is paged by what came", async () => {
    expect(await reads(130, { videosdk: { perPageCap: 50 } })).toEqual(["1/100", "2/50", "3/50"]);
  });

  test("whose page is too large is read in smaller parts, and what fits is remembered", async () => {
    expect(await reads(130, {}, [1])).toEqual(["1/100", "1/50", "2/50", "3/50"]);
    expect(await reads(130, {}, [1, 2])).toEqual([
      "1/100",
      "1/50",
      "1/25",
      "2/25",
      "3/25",
      "4/25",
      "5/25",
      "6/25",
    ]);
    expect(await reads(130, {}, [2])).toEqual(["1/100", "2/100", "3/50", "4/50"]);
  });

  test("that cannot be understood is no error where the numbers can be asked for one by one", async () => {
    const bench = await startBench();
    const numbers = numbersFrom(3);
    await bench.account.api.createNumbers(createBody(numbers), bench.deadline);
    bench.simulator.configure({ videosdk: { listEnvelope: "unknown" } });
    const found = await bench.account.directory.find(numbers, bench.deadline, "show");
    expect([...found.keys()].sort()).toEqual(numbers);
    // Of all numbers of the account nothing can be said.
    expect(await rejection(bench.account.directory.all(bench.deadline))).toBeInstanceOf(MalformedReplyError);
  });
});

describe("whatever VideoSDK's answers look like", () => {
  const cases = variants.filter(({ name }) =>
    /listEnvelope|perPageCap|rosters|numberForm|nullColl/.test(name),
  );
  test.each(cases)(
    "a set is found with its gateways and all of its numbers: $name",
    async ({ behaviour }) => {
      const bench = await startBench(behaviour);
      const numbers = numbersFrom(4);
      const { account, deadline } = bench;
      await account.api.createNumbers(createBody(numbers), deadline);
      for (const asked of [numbers, numbers.slice(0, 1)]) {
        account.directory.invalidate();
        const found = await account.directory.find(asked, deadline);
        expect([...found.keys()].sort()).toEqual(asked);
        const { inbound } = [...found.values()][0] ?? {};
        const own = await account.api
          .getGateway("inbound", inbound?.id ?? "", deadline)
          .catch(() => undefined);
        if (!JSON.stringify(behaviour).includes("unknown"))
          expect([...(own?.numbers ?? [])].sort()).toEqual(numbers);
        if (asked.length > 1 && inbound?.numbers !== undefined)
          expect([...inbound.numbers].sort()).toEqual(numbers);
      }
    },
  );
});
