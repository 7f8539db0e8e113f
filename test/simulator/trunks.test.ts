import { describe, expect, test } from "vitest";
import { first, messageOf, second, trunkBody, useBench } from "./support.js";

const bench = useBench();
const collection = "/v2/sip-trunk";

async function made(): Promise<string> {
  const { body } = await bench.current.send("POST", collection, trunkBody);
  return (body as { trunkId: string }).trunkId;
}

describe("trunks", () => {
  test("are created with an id of 21 URL-safe characters, and read back the same", async () => {
    const { status, body } = await bench.current.send("POST", collection, trunkBody);
    const trunkId = expect.stringMatching(/^[\w-]{21}$/) as string;
    expect([status, body]).toEqual([200, { trunkId, ...trunkBody }]);
    const read = await bench.current.send("GET", `${collection}/${(body as { trunkId: string }).trunkId}`);
    expect([read.status, read.body]).toEqual([200, body]);
  });

  test("are replaced as a whole and keep their id", async () => {
    const trunkId = await made();
    const changes = {
      auth: { username: "new", password: "new" },
      name: "Other",
      domain: "other.example.com",
      direction: "inbound",
      numbers: [second, first],
    };
    const { status, body } = await bench.current.send("PUT", `${collection}/${trunkId}`, changes);
    expect([status, body]).toEqual([200, { trunkId, ...changes }]);
    expect(bench.current.simulator.state().videosdk.trunks).toEqual([{ trunkId, ...changes }]);
  });

  test.each([
    ["name: must be at least 3 characters", { name: "ab" }],
    ["domain: ", { domain: "not a domain" }],
    ["domain: ", { domain: "sip:example.com" }],
    ["direction: ", { direction: "both" }],
    ["numbers: ", { numbers: [] }],
    ["auth.password: is required", { auth: { username: "user" } }],
    ["auth: is required", { auth: undefined }],
  ])("are refused with %s for %j, on creation and on replacement", async (message, changes) => {
    const body = { ...trunkBody, ...changes };
    const trunkId = await made();
    const answers = [
      await bench.current.send("POST", collection, body),
      await bench.current.send("PUT", `${collection}/${trunkId}`, body),
    ];
    for (const answer of answers) {
      expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(message)]);
    }
    expect(bench.current.simulator.state().videosdk.trunks).toEqual([{ trunkId, ...trunkBody }]);
  });

  test("that do not exist are a JSON 404, unlike routes that do not exist", async () => {
    for (const answer of [
      await bench.current.send("GET", `${collection}/unknown`),
      await bench.current.send("PUT", `${collection}/unknown`, trunkBody),
    ]) {
      expect([answer.status, messageOf(answer)]).toEqual([404, "SIP trunk not found"]);
    }
  });

  test.each([
    ["DELETE", "/v2/sip-trunk/x"],
    ["GET", "/v2/sip-trunk"],
    ["PATCH", "/v2/sip-trunk/x"],
    ["GET", "/v2/absent"],
    ["GET", "/v1/sip-trunk"],
  ])("%s %s is not served: the page of a stock Express server, with any token", async (method, path) => {
    const answer = await bench.current.send(method, path, undefined, { authorization: "x" });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("x-request-id")).toMatch(/.+/);
    expect(answer.body).toContain(`<pre>Cannot ${method} ${path}</pre>`);
  });
});
