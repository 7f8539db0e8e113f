import { describe, expect, test } from "vitest";
import { useBench, type GatewayBody, type PageBody } from "./support.js";

const bench = useBench();
const path = "/v2/sip/phone-numbers";

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1415555${String(1000 + index)}`);
}

async function page(query: string): Promise<PageBody<unknown>["pageInfo"] & { items: number }> {
  const { pageInfo, data } = await bench.current.list(`${path}?${query}`);
  return { ...pageInfo, items: data.length };
}

describe("the list of numbers", () => {
  test("has 20 numbers on a page by default, and at most 100, without an error", async () => {
    await bench.current.createNumbers({ phoneNumbers: numbers(120) });
    expect(await page("")).toEqual({ currentPage: 1, perPage: 20, lastPage: 6, total: 120, items: 20 });
    expect(await page("perPage=500")).toEqual({
      currentPage: 1,
      perPage: 100,
      lastPage: 2,
      total: 120,
      items: 100,
    });
    expect(await page("perPage=100&page=2")).toMatchObject({ currentPage: 2, items: 20 });
  });

  test("shows a write at once, also on a page that was requested before", async () => {
    const { simulator } = bench.current;
    const [one = "", ...others] = numbers(3);
    await bench.current.createNumbers({ phoneNumbers: [one, ...others] });
    const seen = async () => JSON.stringify(await bench.current.list(path));
    const pages = [await seen()];
    await bench.current.detach(one);
    pages.push(await seen());
    simulator.configure({ videosdk: { listOrder: "reverse" } });
    pages.push(await seen());
    await bench.current.createNumbers({ phoneNumbers: [one] });
    pages.push(await seen());
    expect(new Set(pages).size).toBe(4);
    simulator.reset();
    expect((await page("")).total).toBe(0);
  });

  test("is empty past its end", async () => {
    await bench.current.createNumbers();
    expect(await page("page=2")).toEqual({ currentPage: 2, perPage: 20, lastPage: 1, total: 2, items: 0 });
  });

  test.each(["page=0&perPage=0", "page=-1&perPage=-5", "page=x&perPage=1.5", "page=&perPage="])(
    "ignores %s",
    async (query) => {
      await bench.current.createNumbers();
      expect(await page(query)).toEqual({ currentPage: 1, perPage: 20, lastPage: 1, total: 2, items: 2 });
    },
  );

  test("has 0 as its last page when there are no numbers", async () => {
    expect(await page("")).toEqual({ currentPage: 1, perPage: 20, lastPage: 0, total: 0, items: 0 });
  });

  test("is in the order of creation, and its pages hold each number once", async () => {
    const all = numbers(25);
    await bench.current.createNumbers({ phoneNumbers: all });
    const pages = [await bench.current.list(`${path}?perPage=10`)];
    for (const next of [2, 3]) pages.push(await bench.current.list(`${path}?perPage=10&page=${next}`));
    expect(pages.flatMap(({ data }) => data.map(({ phoneNumber }) => phoneNumber.e164))).toEqual(all);
  });

  test("is searched by name, ignoring case, and by a part of the number with an encoded plus", async () => {
    await bench.current.createNumbers({ name: "Front Desk", phoneNumbers: ["+14155550100"] });
    await bench.current.createNumbers({ name: "Sales", phoneNumbers: ["+442071838750"] });
    expect(await page("search=front")).toMatchObject({ total: 1 });
    expect(await page("search=%2B4420")).toMatchObject({ total: 1 });
    // An unencoded plus is a space in a query.
    expect(await page("search=+4420")).toMatchObject({ total: 0 });
    expect(await page("search=")).toMatchObject({ total: 2 });
  });
});

test("lists of gateways have 10 on a page by default, and 100 at most", async () => {
  await bench.current.createNumbers({ phoneNumbers: numbers(120), isShared: false });
  const { pageInfo } = await bench.current.list<GatewayBody>("/v2/sip/inbound-gateways");
  expect(pageInfo).toEqual({ currentPage: 1, perPage: 10, lastPage: 12, total: 120 });
  const all = await bench.current.list<GatewayBody>("/v2/sip/inbound-gateways?perPage=200");
  expect(all.data).toHaveLength(100);
});
