import { describe, expect, onTestFinished, test } from "vitest";
import { Deadline } from "../../src/http/deadline";
import { ApiError, MalformedReplyError, UnreachableError } from "../../src/http/errors";
import type { HttpRequest } from "../../src/http/transport";
import { closedPort, json, serve, serveTcp, type Handler } from "../support/server";
import { ample, noting, rejection, transportTo } from "../support/transport";

const get = { method: "GET", path: "/v2/things" } as const;
const post = { method: "POST", path: "/v2/things", body: {} } as const;

/** Answers with each status in turn, then with 200. */
function statuses(...failing: number[]): Handler {
  return (response, _request, count) => json(response, failing[count - 1] ?? 200, { message: "no" });
}

describe("a request is repeated", () => {
  test.each(["GET", "PUT", "PATCH", "DELETE"] as const)(
    "after a 503 of a %s, until it succeeds",
    async (method) => {
      const server = await serve(statuses(503, 502));
      const reply = await transportTo(server.url).send({ method, path: "/" }, ample());
      expect(reply.status).toBe(200);
      expect(server.requests).toHaveLength(3);
    },
  );

  test("after a 429 of a POST, with the same body", async () => {
    const server = await serve(statuses(429));
    await transportTo(server.url).send({ ...post, body: { name: "x" } }, ample());
    expect(server.requests.map(({ body }) => body)).toEqual(['{"name":"x"}', '{"name":"x"}']);
  });

  test("as often as the policy says and no more; the last error is reported", async () => {
    const server = await serve(statuses(500, 502, 503, 504, 500));
    const error = await rejection(transportTo(server.url, { retry: { maxRetries: 2 } }).send(get, ample()));
    expect(error).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(3);
  });

  test("four times by default", async () => {
    const server = await serve(statuses(...Array<number>(50).fill(503)));
    await rejection(transportTo(server.url).send(get, ample()));
    expect(server.requests).toHaveLength(5);
  });

  test("after an answer of a GET that was cut off", async () => {
    const server = await serve((response, _request, count) => void response.end(count === 1 ? "{" : "{}"));
    await expect(transportTo(server.url).send(get, ample())).resolves.toMatchObject({ body: {} });
  });

  test("after a dropped connection of a GET", async () => {
    const server = await serve((response, _request, count) => {
      if (count === 1) response.destroy();
      else json(response, 200, {});
    });
    await expect(transportTo(server.url).send(get, ample())).resolves.toMatchObject({ status: 200 });
  });
});

describe("a request is not repeated", () => {
  test.each([500, 502, 503, 504, 408])(
    "after a %i of a POST: it may have created something",
    async (status) => {
      const server = await serve(statuses(status));
      const error = await rejection(transportTo(server.url).send(post, ample()));
      expect(error).toMatchObject({ name: "ApiError", status });
      expect(server.requests).toHaveLength(1);
    },
  );

  test("after a dropped connection of a POST", async () => {
    let received = 0;
    const server = await serveTcp((socket) =>
      socket.once("data", () => {
        received += 1;
        socket.destroy();
      }),
    );
    const error = await rejection(transportTo(server.url).send(post, ample()));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(received).toBe(1);
  });

  test("after an unusable answer of a POST", async () => {
    const server = await serve((response) => response.end("{"));
    await expect(transportTo(server.url).send(post, ample())).rejects.toBeInstanceOf(MalformedReplyError);
    expect(server.requests).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 409])("after a %i, which would be the same again", async (status) => {
    const server = await serve(statuses(status));
    await expect(transportTo(server.url).send(get, ample())).rejects.toBeInstanceOf(ApiError);
    expect(server.requests).toHaveLength(1);
  });

  test("when the time ends before the pause", async () => {
    const server = await serve((response) => json(response, 429, {}, { "retry-after": "100" }));
    const error = await rejection(transportTo(server.url).send(get, new DisposedDeadline(60_000)));
    expect(error).toMatchObject({ status: 429, retryAfterMs: 100_000 });
    expect(server.requests).toHaveLength(1);
  });

  test("when the vendor asks for a longer pause than the policy allows", async () => {
    const server = await serve((response) => json(response, 503, {}, { "retry-after": "121" }));
    const deadline = noting();
    await expect(transportTo(server.url).send(get, deadline)).rejects.toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(1);
    expect(deadline.waits).toEqual([]);
  });
});

describe("the pauses between repeats", () => {
  test("are as long as the vendor asked for", async () => {
    const server = await serve((response, _request, count) =>
      json(response, count < 3 ? 503 : 200, {}, { "retry-after": String(count * 7) }),
    );
    const deadline = noting();
    await transportTo(server.url).send(get, deadline);
    expect(deadline.waits).toEqual([7_000, 14_000]);
  });

  test("are otherwise drawn within bounds that double", async () => {
    const server = await serve(statuses(...Array<number>(50).fill(503)));
    const deadline = noting();
    const retry = { maxRetries: 6, baseDelayMs: 100, maxDelayMs: 500 };
    await rejection(transportTo(server.url, { retry }).send(get, deadline));
    expect(deadline.waits).toHaveLength(6);
    [100, 200, 400, 500, 500, 500].forEach((bound, index) => {
      expect(deadline.waits[index]).toBeGreaterThanOrEqual(0);
      expect(deadline.waits[index]).toBeLessThanOrEqual(bound);
    });
  });
});

describe("the budget of one account's repeats", () => {
  test("is shared by all its requests: when it is spent, a failure is reported at its first try", async () => {
    const server = await serve(statuses(...Array<number>(1_000).fill(503)));
    const transport = transportTo(server.url);
    // 500 tokens, 5 for a repeat of an error answer: 25 requests of 4 repeats each.
    for (let count = 0; count < 25; count += 1) await rejection(transport.send(get, ample()));
    expect(server.requests).toHaveLength(125);
    await rejection(transport.send(get, ample()));
    expect(server.requests).toHaveLength(126);
  });

  test("allows half as many repeats of requests without an answer", async () => {
    const url = await closedPort();
    let tries = 0;
    const transport = transportTo(url, {
      authorization: () => {
        tries += 1;
        return "t";
      },
      retry: { maxRetries: 1_000 },
    });
    await rejection(transport.send(get, ample()));
    expect(tries).toBe(51);
  });

  test("is refilled a little by each success", async () => {
    const server = await serve((response, request) =>
      json(response, request.url === "/good" ? 200 : 503, { message: "no" }),
    );
    const transport = transportTo(server.url, { retry: { maxRetries: 1_000 } });
    const count = async (request: HttpRequest): Promise<number> => {
      const before = server.requests.length;
      await transport.send(request, ample()).catch(() => undefined);
      return server.requests.length - before;
    };
    expect(await count(get)).toBe(101);
    expect(await count(get)).toBe(1);
    for (let success = 0; success < 10; success += 1) await count({ method: "GET", path: "/good" });
    expect(await count(get)).toBe(3);
  });
});

describe("a 429", () => {
  test("slows the whole account down: later requests wait for the time that the vendor asked for", async () => {
    const server = await serve((response, _request, count) =>
      json(response, count === 1 ? 429 : 200, {}, { "retry-after": "3600" }),
    );
    const transport = transportTo(server.url);
    await rejection(transport.send(get, ample()));
    const deadline = new Deadline(7_200_000);
    const waiting = rejection(transport.send(get, deadline));
    await server.arrival(1);
    deadline.cancel();
    expect(await waiting).toMatchObject({ name: "DeadlineError", mayHaveTakenEffect: false });
    expect(server.requests).toHaveLength(1);
  });

  test("that asks for more time than is left fails later requests at once, and the error says how long the pause is", async () => {
    const server = await serve((response) => json(response, 429, {}, { "retry-after": "3600" }));
    const transport = transportTo(server.url);
    const deadline = new Deadline(60_000);
    await rejection(transport.send(get, deadline));
    const error = await rejection(transport.send(get, deadline));
    deadline.dispose();
    expect(error).toMatchObject({ name: "HeldError", mayHaveTakenEffect: false });
    expect(String(error)).toMatch(
      /429 and asks for no requests for another 3[56]\d\d(\.\d)? s, .* left of the operation's 60 s/,
    );
    expect(server.requests).toHaveLength(1);
  });
});

/** A deadline whose timer is removed at once: only its clock counts. */
class DisposedDeadline extends Deadline {
  constructor(limitMs: number) {
    super(limitMs);
    this.dispose();
  }
}

test("a request that is refused for ever ends when its operation's time has passed without an answer to any", async () => {
  const server = await serve((response) =>
    json(response, 429, { message: "too many" }, { "retry-after": "0" }),
  );
  const deadline = new Deadline(1_500);
  onTestFinished(() => deadline.dispose());
  const error = await rejection(transportTo(server.url).send(get, deadline));
  expect(error.message).toContain("429");
  expect(server.requests.length).toBeGreaterThan(1);
});
