import { describe, expect, test } from "vitest";
import type { Fault } from "../../src/simulator";
import { first, numberPath, received, trunkBody, useBench, type Received } from "./support.js";

const bench = useBench();
const create = { method: "POST", path: "/v2/sip-trunk" };

function trunks(): number {
  return bench.current.simulator.state().videosdk.trunks.length;
}

function post(): Promise<Received> {
  return bench.current.send("POST", "/v2/sip-trunk", trunkBody);
}

function add(fault: Fault): void {
  bench.current.simulator.addFault(fault);
}

describe("each kind of fault, before and after the request takes effect", () => {
  test.each([
    ["drop-before", 0],
    ["drop-after", 1],
  ] as const)("%s ends the connection and leaves %i trunks", async (kind, left) => {
    add({ ...create, kind });
    await expect(post()).rejects.toThrow("fetch failed");
    expect(trunks()).toBe(left);
    expect(bench.current.simulator.requests()).toMatchObject([
      { method: "POST", url: "/v2/sip-trunk", requestBody: trunkBody, status: 0, responseBody: null },
    ]);
    expect((await post()).status).toBe(200);
  });

  describe.each([
    ["before", 0],
    ["after", 1],
  ] as const)("%s", (when, left) => {
    test.each([409, 429, 500, 503])("status %i has the vendor's error shape", async (status) => {
      add({ ...create, kind: "status", when, status });
      const answer = await post();
      expect([answer.status, answer.body]).toEqual([
        status,
        { message: expect.stringMatching(/.+/) as string },
      ]);
      expect(answer.headers.get("x-request-id")).toMatch(/.+/);
      expect(answer.headers.get("retry-after")).toBeNull();
      expect(trunks()).toBe(left);
    });

    test("malformed is truncated JSON with a JSON content type", async () => {
      add({ ...create, kind: "malformed", when });
      const answer = await post();
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toContain("application/json");
      expect(answer.body).toEqual(expect.stringMatching(/^\{/));
      expect(trunks()).toBe(left);
    });

    test("html is a page with status 502", async () => {
      add({ ...create, kind: "html", when });
      const answer = await post();
      expect([answer.status, answer.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
      expect(answer.body).toContain("<h1>502 Bad Gateway</h1>");
      expect(trunks()).toBe(left);
    });

    test("empty is status 200 without a body", async () => {
      add({ ...create, kind: "empty", when });
      const answer = await post();
      expect([answer.status, answer.body]).toEqual([200, ""]);
      expect(bench.current.simulator.requests()).toMatchObject([{ status: 200, responseBody: null }]);
      expect(trunks()).toBe(left);
    });

    test("redirect is a 302 to the given location", async () => {
      add({ ...create, kind: "redirect", when, location: "http://127.0.0.1:9/elsewhere" });
      const answer = await post();
      expect([answer.status, answer.headers.get("location")]).toEqual([302, "http://127.0.0.1:9/elsewhere"]);
      expect(trunks()).toBe(left);
    });

    test("huge has the requested number of bytes", async () => {
      add({ ...create, kind: "huge", when, bytes: 200_000 });
      const answer = await post();
      expect(JSON.stringify(answer.body)).toHaveLength(200_000);
      expect(bench.current.simulator.requests()).toMatchObject([{ status: 200, responseBody: null }]);
      expect(trunks()).toBe(left);
    });

    test("delay keeps the effect and the answer, and lasts as long as requested", async () => {
      add({ ...create, kind: "delay", when, milliseconds: 60 });
      expect((await post()).body).toMatchObject(trunkBody);
      expect(trunks()).toBe(1);
      // Node's timers may fire a millisecond early.
      expect(bench.current.simulator.requests()[0]?.milliseconds).toBeGreaterThanOrEqual(59);
    });
  });

  test("huge has ten million bytes by default; with -1 it continues until the client disconnects", async () => {
    add({ kind: "huge" });
    expect(JSON.stringify((await post()).body)).toHaveLength(10_000_000);
    add({ kind: "huge", bytes: -1 });
    const response = await fetch(`${bench.current.simulator.url}/v2/endless`);
    const reader = response.body?.getReader();
    let bytes = 0;
    while (bytes < 20_000_000)
      bytes += ((await reader?.read())?.value as Uint8Array | undefined)?.length ?? Infinity;
    expect(bytes).toBeLessThan(Infinity);
    await reader?.cancel();
    expect((await post()).status).toBe(200);
  });

  test("a delay before the effect postpones it, a delay after it does not", async () => {
    add({ ...create, kind: "delay", milliseconds: 60_000, when: "after" });
    const abort = new AbortController();
    const waiting = fetch(`${bench.current.simulator.url}/v2/sip-trunk`, {
      method: "POST",
      signal: abort.signal,
      headers: { authorization: bench.current.token(), "content-type": "application/json" },
      body: JSON.stringify(trunkBody),
    });
    await expect.poll(trunks).toBe(1);
    abort.abort();
    await expect(waiting).rejects.toThrow();

    add({ ...create, kind: "delay", milliseconds: 60_000 });
    const never = post();
    await expect.poll(() => faultsFired()).toEqual([1, 1]);
    expect(trunks()).toBe(1);
    // Closing ends every delay, so that no timer outlives the simulator: both requests end without an answer.
    await Promise.all([bench.current.simulator.close(), expect(never).rejects.toThrow()]);
    await expect.poll(() => bench.current.simulator.requests().map(({ status }) => status)).toEqual([0, 0]);
    expect(trunks()).toBe(1);
  });

  test("a delayed request takes effect after its client disconnects, and the log shows no answer", async () => {
    add({ ...create, kind: "delay", milliseconds: 500 });
    const abort = new AbortController();
    const waiting = fetch(`${bench.current.simulator.url}/v2/sip-trunk`, {
      method: "POST",
      signal: abort.signal,
      headers: { authorization: bench.current.token(), "content-type": "application/json" },
      body: JSON.stringify(trunkBody),
    });
    await expect.poll(() => faultsFired()).toEqual([1]);
    abort.abort();
    await expect(waiting).rejects.toThrow();
    await expect
      .poll(() => bench.current.simulator.requests())
      .toMatchObject([{ status: 0, responseBody: null }]);
    expect(trunks()).toBe(1);
  });

  test("malformed sends the first half of the true answer", async () => {
    add({ ...create, kind: "malformed", when: "after" });
    expect((await post()).body).toEqual(expect.stringMatching(/^\{"trunkId":"/));
  });

  test("status, body and Retry-After can be set", async () => {
    const retryAfter = "Fri, 20 Nov 2026 10:00:00 GMT";
    add({ kind: "status", status: 429, retryAfter: 7, body: { error: "slow down" } });
    add({ kind: "status", status: 503, retryAfter, body: "plain", nth: 2 });
    add({ kind: "html", status: 403, body: "<p>no</p>", nth: 3 });
    add({ kind: "empty", status: 204, nth: 4 });
    add({ kind: "malformed", status: 500, body: "{oops", nth: 5 });
    const answers = [await post(), await post(), await post(), await post(), await post()];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [429, { error: "slow down" }],
      [503, "plain"],
      [403, "<p>no</p>"],
      [204, ""],
      [500, "{oops"],
    ]);
    expect(answers.map(({ headers }) => headers.get("retry-after"))).toEqual([
      "7",
      retryAfter,
      null,
      null,
      null,
    ]);
  });
});

function faultsFired(): number[] {
  return bench.current.simulator.faults().map(({ fired }) => fired);
}

describe("which requests a fault hits", () => {
  async function statuses(requests: readonly (readonly [string, string])[]): Promise<number[]> {
    const found: number[] = [];
    for (const [method, path] of requests) found.push((await bench.current.send(method, path)).status);
    return found;
  }

  test("the nth that matches and as many as requested, then no more", async () => {
    add({ kind: "status", status: 500, nth: 2, times: 2 });
    const list = ["GET", "/v2/sip/phone-numbers"] as const;
    expect(await statuses([list, list, list, list])).toEqual([200, 500, 500, 200]);
    expect(bench.current.simulator.faults()).toEqual([
      { kind: "status", status: 500, nth: 2, times: 2, seen: 4, fired: 2 },
    ]);
  });

  test("only those of its method, ignoring case", async () => {
    add({ kind: "status", status: 500, method: "delete" });
    expect(await statuses([["GET", "/v2/sip-trunk/x"]])).toEqual([404]);
    expect(await statuses([["DELETE", "/v2/sip-trunk/x"]])).toEqual([500]);
  });

  test.each([
    ["/v2/sip-trunk/x", "/v2/sip-trunk/x", true],
    ["/v2/sip-trunk/x", "/v2/sip-trunk/x?a=b", true],
    ["/v2/sip-trunk/x", "/v2/sip-trunk/xy", false],
    ["/v2/sip-trunk/*", "/v2/sip-trunk/xy", true],
    ["/v2/*", "/v2/sip-trunk/xy", false],
    ["/v2/*/xy", "/v2/sip-trunk/xy", true],
    ["/v2/**", "/v2/sip-trunk/xy", true],
    ["/v2/sip.trunk/x", "/v2/sip-trunk/x", false],
    [`/v2/sip/phone-numbers/${first}`, numberPath(first), true],
    [numberPath(first), numberPath(first), true],
  ])("pattern %s on %s: %s", async (pattern, path, isHit) => {
    add({ kind: "status", status: 503, path: pattern });
    expect((await bench.current.send("GET", path)).status === 503).toBe(isHit);
  });

  test("of several faults the first added hits; the others still count the request", async () => {
    add({ kind: "status", status: 500 });
    add({ kind: "status", status: 501, nth: 1 });
    add({ kind: "status", status: 502, nth: 2 });
    const list = ["GET", "/v2/sip/phone-numbers"] as const;
    expect(await statuses([list, list, list])).toEqual([500, 502, 200]);
    expect(faultsFired()).toEqual([1, 0, 1]);
  });

  test("requests with a bad token or to an unknown route too, but no control route", async () => {
    add({ kind: "status", status: 503, times: 2 });
    expect((await fetch(`${bench.current.simulator.url}/_simulator/state`)).status).toBe(200);
    expect((await bench.current.send("GET", "/v2/x", undefined, { authorization: "x" })).status).toBe(503);
    expect(await statuses([["GET", "/x"]])).toEqual([503]);
  });

  test("none after clearFaults", async () => {
    add({ kind: "status", status: 500 });
    bench.current.simulator.clearFaults();
    expect(await statuses([["GET", "/v2/sip/phone-numbers"]])).toEqual([200]);
    expect(bench.current.simulator.faults()).toEqual([]);
  });
});

describe("invalid faults", () => {
  test.each([
    [{ kind: "explode" }, "kind: "],
    [{ kind: "status" }, 'status: required for kind "status"'],
    [{ kind: "delay" }, 'milliseconds: required for kind "delay"'],
    [{ kind: "redirect" }, 'location: required for kind "redirect"'],
    [{ kind: "empty", nth: 0 }, "nth: "],
    [{ kind: "empty", status: 100 }, "status: "],
    [{ kind: "empty", path: "v2" }, "path: "],
    [{ kind: "empty", moment: "before" }, "moment"],
  ])("%j is refused with %s", (fault, problem) => {
    expect(() => add(fault as Fault)).toThrow(problem);
    expect(bench.current.simulator.faults()).toEqual([]);
  });

  test("over HTTP: one or a list is accepted, all problems are listed, and a bad list adds nothing", async () => {
    const url = `${bench.current.simulator.url}/_simulator/faults`;
    const send = async (body: unknown) =>
      received(await fetch(url, { method: "POST", body: JSON.stringify(body) }));
    const bad = await send([{ kind: "empty" }, { kind: "status" }, { kind: "delay", nth: "x" }]);
    expect(bad.status).toBe(400);
    expect((bad.body as { problems: string[] }).problems).toEqual([
      '1.status: required for kind "status"',
      expect.stringContaining("2.nth: "),
    ]);
    expect((await send({ kind: "empty" })).status).toBe(204);
    expect((await send([{ kind: "drop-after" }, { kind: "html" }])).status).toBe(204);
    const list = (await received(await fetch(url))).body as { kind: string }[];
    expect(list.map(({ kind }) => kind)).toEqual(["empty", "drop-after", "html"]);
    await fetch(url, { method: "DELETE" });
    expect(bench.current.simulator.faults()).toEqual([]);
    expect((await received(await fetch(url, { method: "POST", body: "{" }))).status).toBe(400);
  });
});
