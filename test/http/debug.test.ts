import { beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/http/deadline";
import { presentable } from "../../src/http/presentable";
import type { HttpRequest, TransportOptions } from "../../src/http/transport";
import { closedPort, json, serve, type Handler } from "../support/server";
import { ample, noting, rejection, transportTo } from "../support/transport";
import { runInOwnProcess } from "../support/ts-process";

const { lines } = vi.hoisted(() => ({ lines: [] as string[] }));

vi.mock("../../src/http/debug", () => ({
  debug: (text: () => string) => lines.push(presentable(text())),
}));

beforeEach(() => void lines.splice(0));

const get = { method: "GET", path: "/v2/things/t_1" } as const;
const post = { method: "POST", path: "/v2/things", body: { password: "hunter2" } } as const;

/** Answers with each status in turn, then with 200. */
function statuses(...failing: number[]): Handler {
  return (response, _request, count) => json(response, failing[count - 1] ?? 200, { message: "no" });
}

/** The lines that one request writes, with every duration as 0 ms. */
async function linesOf(
  handler: Handler,
  request: HttpRequest,
  options: Partial<TransportOptions> = {},
  deadline: Deadline = noting(),
): Promise<string[]> {
  const server = await serve(handler);
  await transportTo(server.url, options)
    .send(request, deadline)
    .catch(() => undefined);
  return lines.map((line) => line.replace(/\b\d+ ms/g, "0 ms"));
}

describe("the debug log has a line for each request", () => {
  test("with method, path, query, status, duration, attempt and the vendor's id of the request", async () => {
    const handler: Handler = (response) => json(response, 200, {}, { "x-request-id": "7f3a" });
    const query = { number: "+14155550100", page: 2, search: undefined };
    expect(await linesOf(handler, { ...get, query })).toEqual([
      "GET /v2/things/t_1?number=%2B14155550100&page=2: HTTP 200, 0 ms, attempt 1, request 7f3a",
    ]);
  });

  test("for every attempt, which says when and why the request is repeated", async () => {
    expect(await linesOf(statuses(503, 429), get)).toEqual([
      "GET /v2/things/t_1: HTTP 503, 0 ms, attempt 1; repeated in 0 ms",
      "GET /v2/things/t_1: HTTP 429, 0 ms, attempt 2; repeated in 0 ms",
      "GET /v2/things/t_1: HTTP 200, 0 ms, attempt 3, sent after a wait of 0 ms (the vendor refused requests)",
    ]);
  });

  test("with how long it took", async () => {
    const handler: Handler = (response) => void setTimeout(() => json(response, 200, {}), 60);
    const server = await serve(handler);
    await transportTo(server.url).send(get, ample());
    const [, duration] = /, (\d+) ms/.exec(lines[0] ?? "") ?? [];
    expect(Number(duration)).toBeGreaterThanOrEqual(55);
    expect(Number(duration)).toBeLessThan(5_000);
  });

  test.each<[string, HttpRequest, number[], Partial<TransportOptions>, string]>([
    ["a refusal", get, [404], {}, "HTTP 404, 0 ms, attempt 1"],
    ["a creation that may have succeeded", post, [503], {}, "; not repeated: it may have taken effect"],
    ["the last repeat", get, [503, 503], { retry: { maxRetries: 1 } }, "; not repeated: maxRetries is 1"],
  ])(
    "for %s, with the reason where a repeat could be expected",
    async (_, request, failing, options, end) => {
      const all = await linesOf(statuses(...failing), request, options);
      expect(all.at(-1)?.endsWith(end)).toBe(true);
    },
  );

  test("where the vendor asks for a longer pause than is waited for", async () => {
    const handler: Handler = (response) => json(response, 429, {}, { "retry-after": "600" });
    expect(await linesOf(handler, get)).toEqual([
      "GET /v2/things/t_1: HTTP 429, 0 ms, attempt 1; not repeated: the vendor asks for a longer pause than is waited for",
    ]);
  });

  test("where the operation has no time left for the pause", async () => {
    const handler: Handler = (response) => json(response, 503, {}, { "retry-after": "100" });
    expect(await linesOf(handler, get, {}, new Deadline(5_000))).toEqual([
      "GET /v2/things/t_1: HTTP 503, 0 ms, attempt 1; not repeated: the operation has no time left for the pause",
    ]);
  });

  test("where no repeats are left for the account", async () => {
    const all = await linesOf(statuses(...Array<number>(200).fill(503)), get, { retry: { maxRetries: 150 } });
    expect(all.at(-1)).toContain("; not repeated: the account's budget of repeats is spent");
  });

  test("where no answer came, with the reason", async () => {
    await rejection(transportTo(await closedPort(), { retry: { maxRetries: 0 } }).send(get, ample()));
    expect(lines).toEqual([
      expect.stringMatching(
        /^GET \/v2\/things\/t_1: no answer: .*ECONNREFUSED.*; not repeated: maxRetries is 0$/,
      ),
    ]);
  });

  test("where no answer came in time", async () => {
    const all = await linesOf(() => undefined, post, { requestTimeoutMs: 20 });
    expect(all).toEqual([
      "POST /v2/things: no answer within its time limit, 0 ms, attempt 1; not repeated: it may have taken effect",
    ]);
  });

  test("where the answer cannot be used", async () => {
    const handler: Handler = (response) => void response.end("{");
    expect(await linesOf(handler, get, { retry: { maxRetries: 0 } })).toEqual([
      "GET /v2/things/t_1: HTTP 200, but the answer cannot be used: it is not valid JSON, 0 ms, attempt 1; " +
        "not repeated: maxRetries is 0",
    ]);
  });

  test("where it waited for its turn", async () => {
    const server = await serve((response) => void setTimeout(() => json(response, 200, {}), 30));
    const transport = transportTo(server.url, { limits: { maxConcurrency: 1 } });
    await Promise.all([transport.send(get, ample()), transport.send(get, ample())]);
    expect(lines[0]).not.toContain("wait");
    expect(lines[1]).toMatch(/, sent after a wait of \d+ ms \(limit of requests at once or in a second\)$/);
  });

  test("where it waited because the vendor refused it, which costs no repeat", async () => {
    const server = await serve((response, _request, count) =>
      json(response, count === 1 ? 429 : 200, {}, count === 1 ? { "retry-after": "0.2" } : {}),
    );
    await transportTo(server.url, { retry: { maxRetries: 0 } }).send(get, ample());
    expect(lines).toEqual([
      expect.stringMatching(/: HTTP 429, .*; repeated in 200 ms$/),
      expect.stringMatching(/: HTTP 200, .*, sent after a wait of \d+ ms \(the vendor refused requests\)$/),
    ]);
  });

  test("where it is not sent, because the pause is longer than the time of the operation", async () => {
    const handler: Handler = (response) => json(response, 429, {}, { "retry-after": "100" });
    const server = await serve(handler);
    const transport = transportTo(server.url);
    await rejection(transport.send(get, new Deadline(5_000)));
    await rejection(transport.send(get, new Deadline(5_000)));
    expect(lines[1]).toBe(
      "GET /v2/things/t_1: not sent: the vendor asks for a longer pause than there is time for, attempt 1",
    );
  });
});

describe("the debug log shows no secret", () => {
  test("of the account, not even where a path or a request id repeats it", async () => {
    const handler: Handler = (response) => json(response, 200, {}, { "x-request-id": "id-the-token" });
    const all = await linesOf(handler, { ...get, path: "/v2/the-token" });
    expect(all).toEqual(["GET /v2/[secret]: HTTP 200, 0 ms, attempt 1, request id-[secret]"]);
  });

  test("of a request's body, not even where the vendor's message repeats it", async () => {
    const handler: Handler = (response, { body }) => json(response, 400, { message: body });
    expect((await linesOf(handler, post)).join()).not.toContain("hunter2");
  });
});

describe("NODE_DEBUG", () => {
  const script = `
    const { debug } = require("./src/http/debug");
    let calls = 0;
    require("./src/http/presentable").keepSecret("the-token");
    debug(() => { calls += 1; return "adopts gw_1 with the-token"; });
    debug(() => { calls += 1; return "100 %s"; });
    process.stdout.write(JSON.stringify(calls));
  `;

  test("of pulumi-sip writes the lines to standard error, and nothing to standard output", async () => {
    const { stdout, stderr } = await runInOwnProcess(script, { env: { NODE_DEBUG: "pulumi-sip" } });
    expect(stderr.replace(/\d+:/g, "0:")).toBe(
      "PULUMI-SIP 0: adopts gw_1 with [secret]\nPULUMI-SIP 0: 100 %s\n",
    );
    expect(stdout).toBe("2");
  });

  test.each(["", "http"])("of '%s' writes nothing, and no line is made", async (value) => {
    const { stdout, stderr } = await runInOwnProcess(script, { env: { NODE_DEBUG: value } });
    expect(stderr).toBe("");
    expect(stdout).toBe("0");
  });
});
