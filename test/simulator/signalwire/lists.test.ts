import { describe, expect, test } from "vitest";
import {
  endpointsPath,
  fabricProblems,
  gatewaysPath,
  relayProblems,
  useProject,
  type EndpointBody,
  type GatewayBody,
  type PageBody,
} from "./support.js";

const bench = useProject();

/** Creates the endpoints `user-1` to `user-<count>`. */
async function makeEndpoints(count: number): Promise<EndpointBody[]> {
  const made: EndpointBody[] = [];
  for (let index = 1; index <= count; index += 1) {
    made.push(await bench.current.endpoint({ username: `user-${index}` }));
  }
  return made;
}

const namesOf = ({ data }: PageBody<EndpointBody>): string[] => data.map(({ username }) => username);
const endpoints = (query = ""): Promise<PageBody<EndpointBody>> =>
  bench.current.list<EndpointBody>(endpointsPath + query);
const followed = (link: string | null | undefined): Promise<PageBody<EndpointBody>> => {
  if (typeof link !== "string") throw new Error("there is no such link");
  return bench.current.list<EndpointBody>(link);
};

describe("lists", () => {
  test("without objects are one empty page, with absolute links on Fabric and paths on Relay", async () => {
    const query = "?page_number=0&page_size=50";
    const gateways = await bench.current.list<GatewayBody>(gatewaysPath);
    const fabric = `${bench.current.simulator.url}${gatewaysPath}${query}`;
    expect(gateways).toEqual({ links: { self: fabric, first: fabric }, data: [] });
    const relay = endpointsPath + query;
    expect(await endpoints()).toEqual({ links: { self: relay, first: relay }, data: [] });
  });

  test("show the newest first, each object as it reads back", async () => {
    const [first, second] = await makeEndpoints(2);
    expect((await endpoints()).data).toEqual([second, first]);
    const gateways = [await bench.current.gateway(), await bench.current.gateway({ uri: "b@example.com" })];
    expect((await bench.current.list(gatewaysPath)).data).toEqual(gateways.toReversed());
  });

  test.each([
    [gatewaysPath, (index: number) => bench.current.gateway({ uri: `${index}@example.com` })],
    [endpointsPath, (index: number) => bench.current.endpoint({ username: `user-${index}` })],
  ])("%s has 50 objects on a page, and its links lead to the others", async (path, make) => {
    const made: string[] = [];
    for (let index = 0; index < 51; index += 1) made.unshift((await make(index)).id);
    const first = await bench.current.list(path);
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 50));
    expect(first.links).not.toHaveProperty("prev");
    const second = await bench.current.list(first.links.next ?? "");
    expect(second.data.map(({ id }) => id)).toEqual(made.slice(50));
    expect(second.links).not.toHaveProperty("next");
  });

  test("lead forward and back with page size and token", async () => {
    await makeEndpoints(5);
    const first = await endpoints("?page_size=2");
    const second = await followed(first.links.next);
    const third = await followed(second.links.next);
    expect([first, second, third].map(namesOf)).toEqual([
      ["user-5", "user-4"],
      ["user-3", "user-2"],
      ["user-1"],
    ]);
    expect(second.links.self).toBe(first.links.next);
    expect(second.links.self).toMatch(/page_number=1&page_size=2&page_token=PA[\w-]+$/);
    expect(second.links.first).toBe(`${endpointsPath}?page_number=0&page_size=2`);
    expect(second.links.prev).toMatch(/page_number=0&page_size=2&page_token=PB[\w-]+$/);
    expect(third.links).not.toHaveProperty("next");
    expect(namesOf(await followed(third.links.prev))).toEqual(namesOf(second));
    expect(namesOf(await followed(second.links.prev))).toEqual(namesOf(first));
  });

  test("skip and repeat no object when others are created and deleted between two pages", async () => {
    const made = await makeEndpoints(4);
    const first = await endpoints("?page_size=2");
    await bench.current.endpoint({ username: "newcomer" });
    // The object that the next page's token names is one of those deleted.
    for (const index of [3, 2])
      await bench.current.send("DELETE", `${endpointsPath}/${made[index]?.id ?? ""}`);
    expect(namesOf(await followed(first.links.next))).toEqual(["user-2", "user-1"]);
  });

  test.each([
    ["filter_username=USER-1", ["User-11", "user-10", "user-1"]],
    ["filter_caller_id=FRONT", ["user-2"]],
    ["filter_username=user&filter_caller_id=desk", ["user-2"]],
    ["filter_username=absent", []],
  ])("filtered by %s show %j", async (filter, names) => {
    await makeEndpoints(1);
    await bench.current.endpoint({ username: "user-2", caller_id: "Front desk" });
    await bench.current.endpoint({ username: "user-10" });
    await bench.current.endpoint({ username: "User-11" });
    expect(namesOf(await endpoints(`?${filter}`))).toEqual(names);
  });

  test("keep their filter on the next page", async () => {
    await bench.current.endpoint({ username: "other" });
    await makeEndpoints(3);
    const first = await endpoints("?filter_username=user&page_size=2");
    expect(namesOf(first)).toEqual(["user-3", "user-2"]);
    expect(namesOf(await followed(first.links.next))).toEqual(["user-1"]);
  });

  test.each([
    ["page_number=1", "page_token page_token_required"],
    ["page_number=1&page_token=", "page_token page_token_required"],
    ["page_number=1&page_token=PA1", "page_token page_token_is_invalid"],
    ["page_token=1", "page_token page_token_is_invalid"],
    ["page_number=-1", "page_number invalid_parameter"],
    ["page_number=x", "page_number invalid_parameter"],
    ["page_size=0", "page_size invalid_parameter"],
    ["page_size=1001", "page_size invalid_parameter"],
    ["page_size=2.5", "page_size invalid_parameter"],
  ])("refuse %s with %s, each API in its own shape", async (query, problem) => {
    const [attribute = "", code = ""] = problem.split(" ");
    const name = attribute.replace("page_", "Page ");
    expect(fabricProblems(await bench.current.send("GET", `${gatewaysPath}?${query}`))).toEqual([
      422,
      problem,
    ]);
    expect(relayProblems(await bench.current.send("GET", `${endpointsPath}?${query}`))).toEqual([
      422,
      expect.stringMatching(`^${name} .*\\(${code}\\)$`),
    ]);
  });

  test("have up to 1000 objects on a page when the request says so", async () => {
    await makeEndpoints(51);
    expect((await endpoints("?page_size=1000")).data).toHaveLength(51);
  });
});

describe("nextLinks", () => {
  /** The first and the last page of a list of two objects, one on each. */
  async function pages(path: string): Promise<[PageBody<GatewayBody>, PageBody<GatewayBody>]> {
    bench.current.set({ pageSize: 1 });
    await bench.current.gateway();
    await bench.current.gateway({ uri: "b@example.com" });
    await bench.current.endpoint();
    await bench.current.endpoint({ username: "r2d2" });
    const first = await bench.current.list<GatewayBody>(path);
    const { pathname, search } = new URL(first.links.next ?? "", bench.current.simulator.url);
    return [first, await bench.current.list<GatewayBody>(pathname + search)];
  }

  describe.each([gatewaysPath, endpointsPath])("of %s", (path) => {
    const firstOf = (page: PageBody<GatewayBody>, url: string): string[] =>
      Object.values(page.links).map((link) => (link ?? "").slice(0, url.length + path.length + 1));

    test.each(["absolute", "relative", "foreign-host"] as const)(
      "%s is the form of every link",
      async (nextLinks) => {
        bench.current.set({ nextLinks });
        const { url } = bench.current.simulator;
        const origin = {
          absolute: url,
          relative: "",
          "foreign-host": url.replace("127.0.0.1", "127.0.0.2"),
        }[nextLinks];
        const [first, last] = await pages(path);
        expect(firstOf(first, origin)).toEqual(Array(3).fill(`${origin}${path}?`));
        expect(firstOf(last, origin)).toEqual(Array(3).fill(`${origin}${path}?`));
        expect(Object.keys(first.links)).toEqual(["self", "first", "next"]);
        expect(Object.keys(last.links)).toEqual(["self", "first", "prev"]);
      },
    );

    test.each([
      ["empty-string", ""],
      ["null", null],
    ] as const)("%s ends the list with an empty link", async (nextLinks, end) => {
      bench.current.set({ nextLinks });
      const [first, last] = await pages(path);
      expect(first.data).not.toEqual(last.data);
      expect(last.links.next).toBe(end);
    });

    test("loop leads from every page to itself", async () => {
      await pages(path);
      bench.current.set({ nextLinks: "loop" });
      const page = await bench.current.list<GatewayBody>(path);
      expect(page.links.next).toBe(page.links.self);
      expect((await bench.current.list(page.links.next ?? "")).data).toEqual(page.data);
    });
  });
});
