import { describe, expect, test } from "vitest";
import { RequestLog, maxLogCharacters, maxLogEntries } from "../../src/simulator/request-log.js";
import { first, numberPath, received, second, trunkBody, useBench, type Received } from "./support.js";

const bench = useBench();

async function control(method: string, path: string, body?: unknown): Promise<Received> {
  const url = `${bench.current.simulator.url}/_simulator/${path}`;
  return received(
    await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  );
}

describe("the request log", () => {
  test("has method, URL, both bodies, status and time of each request, in order, without control requests", async () => {
    await bench.current.send("POST", "/v2/sip-trunk", { ...trunkBody, name: "ab" });
    await control("GET", "state");
    await bench.current.send("GET", `${numberPath(first)}?a=b`);
    await bench.current.send("POST", "/v2/sip-trunk", "{oops");
    const { status, body } = await control("GET", "requests");
    const milliseconds = expect.any(Number) as number;
    expect(status).toBe(200);
    expect(body).toEqual([
      {
        method: "POST",
        url: "/v2/sip-trunk",
        requestBody: { ...trunkBody, name: "ab" },
        status: 400,
        responseBody: { message: "name: must be at least 3 characters" },
        milliseconds,
      },
      {
        method: "GET",
        url: "/v2/sip/phone-numbers/%2B14155550100?a=b",
        requestBody: null,
        status: 404,
        responseBody: { message: "Phone number not found" },
        milliseconds,
      },
      {
        method: "POST",
        url: "/v2/sip-trunk",
        requestBody: "{oops",
        status: 400,
        responseBody: { message: expect.any(String) as string },
        milliseconds,
      },
    ]);
    expect(body).toEqual(bench.current.simulator.requests());
  });

  test("has the order of effects, not of answers, and leaves out unanswered requests", () => {
    const log = new RequestLog();
    const slow = log.open("POST", "/slow", "", 0);
    log.open("GET", "/quick", "", 0).close(200, null);
    expect(log.list().map(({ url }) => url)).toEqual(["/quick"]);
    slow.close(200, null);
    expect(log.list().map(({ url }) => url)).toEqual(["/slow", "/quick"]);
  });

  test("never contains the token", async () => {
    await bench.current.send("GET", numberPath(first));
    expect(JSON.stringify(bench.current.simulator.requests())).not.toContain(
      bench.current.token().slice(0, 30),
    );
  });

  test("is emptied by DELETE and by clearRequests; the objects stay", async () => {
    await bench.current.createNumbers();
    expect((await control("DELETE", "requests")).status).toBe(204);
    expect(bench.current.simulator.requests()).toEqual([]);
    await bench.current.send("GET", numberPath(first));
    bench.current.simulator.clearRequests();
    expect((await control("GET", "requests")).body).toEqual([]);
    expect(bench.current.simulator.state().videosdk.phoneNumbers).toHaveLength(2);
  });

  test("drops its oldest entries when it has too many or too much text", () => {
    const byCount = new RequestLog();
    for (let index = 0; index <= maxLogEntries; index += 1)
      byCount.open("GET", `/${index}`, "", 0).close(200, null);
    const kept = byCount.list();
    expect(kept.length).toBeLessThanOrEqual(maxLogEntries);
    expect(kept.length).toBeGreaterThan(maxLogEntries * 0.8);
    expect(kept.at(-1)?.url).toBe(`/${maxLogEntries}`);

    const bySize = new RequestLog();
    const body = "x".repeat(maxLogCharacters / 4);
    for (let index = 0; index < 6; index += 1) bySize.open("GET", `/${index}`, "", 0).close(200, body);
    expect(bySize.list().map(({ url }) => url)).toEqual(["/2", "/3", "/4", "/5"]);
  });
});

describe("the state", () => {
  test("over HTTP equals state(), passwords in clear, and both are copies", async () => {
    await bench.current.createNumbers();
    const state = bench.current.simulator.state();
    expect((await control("GET", "state")).body).toEqual(state);
    expect(state.videosdk.outboundGateways[0]?.auth).toEqual({ username: "user", password: "pass" });
    state.videosdk.outboundGateways[0]?.numbers.push("+1");
    expect((await bench.current.number(first)).outbound).toMatchObject({ numbers: [first, second] });
  });

  test("has no objects, requests or faults after a reset; credentials stay", async () => {
    await bench.current.createNumbers();
    bench.current.simulator.addFault({ kind: "empty", nth: 100 });
    bench.current.simulator.configure({ videosdk: { notFoundStatus: 402 } });
    expect((await control("POST", "reset")).status).toBe(204);
    expect(bench.current.simulator.requests()).toEqual([]);
    expect(bench.current.simulator.faults()).toEqual([]);
    const lists = Object.values(bench.current.simulator.state()).flatMap(Object.entries);
    expect(lists.map(([name]) => name)).toEqual(
      expect.arrayContaining(["phoneNumbers", "trunks", "released"]),
    );
    expect(lists.filter(([, objects]) => (objects as unknown[]).length > 0)).toEqual([]);
    expect((await bench.current.send("GET", numberPath(first))).status).toBe(404);
    expect((await bench.current.createNumbers()).status).toBe(200);
  });
});

describe("control over HTTP", () => {
  test("merges behaviour switches, and refuses wrong ones with all problems", async () => {
    expect((await control("POST", "behaviour", { videosdk: { notFoundStatus: 402 } })).status).toBe(204);
    expect((await bench.current.send("GET", numberPath(first))).status).toBe(402);
    const bad = await control("POST", "behaviour", { videosdk: { passwords: "x", trunkGet: 1 }, other: {} });
    expect(bad.status).toBe(400);
    expect((bad.body as { problems: string[] }).problems).toEqual([
      expect.stringContaining("videosdk.passwords: "),
      expect.stringContaining("videosdk.trunkGet: "),
      expect.stringContaining("other"),
    ]);
  });

  test("answers an unknown control route with 404 in JSON", async () => {
    const answer = await control("GET", "absent");
    expect([answer.status, answer.body]).toEqual([
      404,
      { message: "no control route GET /_simulator/absent" },
    ]);
    expect(bench.current.simulator.requests()).toEqual([]);
  });
});

test("closing ends idle connections and frees the port, and closing twice is allowed", async () => {
  const { simulator } = bench.current;
  await bench.current.send("GET", numberPath(first));
  await Promise.all([simulator.close(), simulator.close()]);
  await expect(bench.current.send("GET", numberPath(first))).rejects.toThrow("fetch failed");
});
