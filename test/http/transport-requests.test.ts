import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { presentable } from "../../src/http/presentable";
import type { HttpRequest } from "../../src/http/transport";
import { json, serve } from "../support/server";
import { ample, rejection, transportTo } from "../support/transport";

const manifest = JSON.parse(readFileSync(path.join(__dirname, "../../package.json"), "utf8")) as {
  version: string;
};

/** One request as it arrives at a server, below a base URL with this path. */
async function arriving(request: HttpRequest, basePath = "") {
  const server = await serve((response) => json(response, 200, {}));
  await transportTo(server.url + basePath).send(request, ample());
  const [seen] = server.requests;
  if (seen === undefined) throw new Error("no request arrived");
  return seen;
}

describe("a request", () => {
  test("with a body is JSON, with the content type of JSON", async () => {
    const body = { name: "Zürich", numbers: ["+14155550100"] };
    const seen = await arriving({ method: "POST", path: "/v2/things", body });
    expect(seen).toMatchObject({ method: "POST", url: "/v2/things" });
    expect(seen.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(seen.body)).toEqual(body);
  });

  test("without a body has no content type", async () => {
    const seen = await arriving({ method: "POST", path: "/v2/things/1/release" });
    expect(seen.headers["content-type"]).toBeUndefined();
    expect(seen.body).toBe("");
  });

  test("asks for JSON, with the authorization unchanged", async () => {
    const seen = await arriving({ method: "GET", path: "/v2/things" });
    expect(seen.headers).toMatchObject({ accept: "application/json", authorization: "the-token" });
  });

  test("names this package and its version, for the vendor's support", async () => {
    const seen = await arriving({ method: "GET", path: "/v2/things" });
    expect(seen.headers["user-agent"]).toBe(`pulumi-sip/${manifest.version}`);
  });

  test("has its query encoded, without what is undefined", async () => {
    const query = { page: 2, search: "+1 415&x", perPage: undefined };
    const seen = await arriving({ method: "GET", path: "/v2/things", query });
    const { pathname, searchParams } = new URL(seen.url, "http://127.0.0.1");
    expect(pathname).toBe("/v2/things");
    expect(Object.fromEntries(searchParams)).toEqual({ page: "2", search: "+1 415&x" });
  });

  test("keeps its encoded path as it is", async () => {
    const seen = await arriving({ method: "GET", path: "/v2/things/a%2Fb%2B" });
    expect(seen.url).toBe("/v2/things/a%2Fb%2B");
  });

  test.each([
    ["/proxy", "/proxy/v2/things"],
    ["/proxy/", "/proxy/v2/things"],
    ["/", "/v2/things"],
  ])("goes below the path of the base URL, here %s", async (basePath, expected) => {
    const seen = await arriving({ method: "GET", path: "/v2/things" }, basePath);
    expect(seen.url).toBe(expected);
  });

  test("asks for its authorization at each try, so that a token can be renewed between them", async () => {
    const server = await serve((response, _request, count) => json(response, count < 3 ? 503 : 200, {}));
    let minted = 0;
    const transport = transportTo(server.url, { authorization: () => `token-${(minted += 1)}` });
    await transport.send({ method: "GET", path: "/" }, ample());
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "token-1",
      "token-2",
      "token-3",
    ]);
  });

  test("whose answer repeats the token of an earlier one does not show it", async () => {
    const server = await serve((response, { headers }, count) =>
      count < 2
        ? json(response, 503, {})
        : json(response, 400, {
            message: `not ${headers.authorization} but ${encodeURIComponent("token/of/try-1")}`,
          }),
    );
    let minted = 0;
    const transport = transportTo(server.url, { authorization: () => `token/of/try-${(minted += 1)}` });
    const error = await rejection(transport.send({ method: "GET", path: "/" }, ample()));
    expect(presentable(error.message)).toContain("not [secret] but [secret]");
  });

  test("is not sent when there is no authorization", async () => {
    const server = await serve((response) => json(response, 200, {}));
    const transport = transportTo(server.url, {
      authorization: () => {
        throw new Error("no secret to sign with");
      },
    });
    const error = await rejection(transport.send({ method: "GET", path: "/" }, ample()));
    expect(error.message).toContain("no secret to sign with");
    expect(server.requests).toEqual([]);
  });
});

describe("the connections", () => {
  test("are kept: requests after one another share one", async () => {
    const server = await serve((response) => json(response, 200, {}));
    const transport = transportTo(server.url, { limits: { maxConcurrency: 1 } });
    for (let count = 0; count < 5; count += 1) await transport.send({ method: "GET", path: "/" }, ample());
    expect(server.requests).toHaveLength(5);
    expect(server.connections()).toBe(1);
  });

  test("are kept after error answers, too", async () => {
    const server = await serve((response, _request, count) =>
      json(response, count === 2 ? 404 : 200, { message: "x" }),
    );
    const transport = transportTo(server.url, { limits: { maxConcurrency: 1 } });
    await transport.send({ method: "GET", path: "/" }, ample());
    await rejection(transport.send({ method: "GET", path: "/" }, ample()));
    await transport.send({ method: "GET", path: "/" }, ample());
    expect(server.connections()).toBe(1);
  });

  test("are no more than requests may run at once", async () => {
    const held: (() => void)[] = [];
    const server = await serve((response) => {
      held.push(() => json(response, 200, {}));
      if (held.length >= 3) for (const answer of held.splice(0)) answer();
    });
    const transport = transportTo(server.url, { limits: { maxConcurrency: 3 } });
    const requests = Array.from({ length: 9 }, () => transport.send({ method: "GET", path: "/" }, ample()));
    await Promise.all(requests);
    expect(server.requests).toHaveLength(9);
    expect(server.connections()).toBe(3);
  });
});
