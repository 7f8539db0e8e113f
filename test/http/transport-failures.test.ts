import { describe, expect, test } from "vitest";
import { Deadline } from "../../src/http/deadline";
import { DeadlineError, UnreachableError } from "../../src/http/errors";
import { closedPort, json, serve, serveTcp } from "../support/server";
import { ample, rejection, transportTo } from "../support/transport";

const get = { method: "GET", path: "/v2/things" } as const;
const post = { method: "POST", path: "/v2/things", body: {} } as const;
const once = { retry: { maxRetries: 0 } };

describe("no answer", () => {
  test("because nothing listens: the request cannot have taken effect", async () => {
    const url = await closedPort();
    const error = await rejection(transportTo(url, once).send(post, ample()));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({
      mayHaveTakenEffect: false,
      request: { method: "POST", path: "/v2/things" },
    });
    expect(error.message).toContain(`no answer from ${url}: `);
    expect(error.message).toContain("ECONNREFUSED");
  });

  test("because the connection was dropped after the request: it may have taken effect", async () => {
    const server = await serveTcp((socket) => socket.once("data", () => socket.destroy()));
    const error = await rejection(transportTo(server.url, once).send(post, ample()));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ mayHaveTakenEffect: true });
  });

  test("because the connection was dropped in the middle of the answer: it may have taken effect", async () => {
    const server = await serve((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"message":', () => response.destroy());
    });
    const error = await rejection(transportTo(server.url, once).send(post, ample()));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ mayHaveTakenEffect: true });
  });

  test("because the answer is not HTTP: it may have taken effect", async () => {
    const server = await serveTcp((socket) => socket.once("data", () => socket.end("SSH-2.0-x\r\n\r\n")));
    const error = await rejection(transportTo(server.url, once).send(post, ample()));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ mayHaveTakenEffect: true });
  });

  test("because the port speaks no TLS: nothing was sent, so nothing can have taken effect", async () => {
    const server = await serveTcp((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 \r\n\r\n")));
    const url = server.url.replace("http:", "https:");
    const error = await rejection(transportTo(url, once).send(post, ample()));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ mayHaveTakenEffect: false });
  });
});

describe("a slow answer", () => {
  test("is abandoned at the time limit of a request, which the error names", async () => {
    const server = await serve(() => undefined);
    const transport = transportTo(server.url, { ...once, requestTimeoutMs: 100 });
    const error = await rejection(transport.send(post, ample()));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(error).toMatchObject({ mayHaveTakenEffect: true });
    expect(error.message).toBe("no answer within 0.1 s (POST /v2/things)");
  });

  test("is abandoned also in the middle of its body", async () => {
    const server = await serve((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
    });
    const transport = transportTo(server.url, { ...once, requestTimeoutMs: 100 });
    await expect(transport.send(get, ample())).rejects.toBeInstanceOf(DeadlineError);
  });

  test("is abandoned when the operation's time ends, and its connection closed", async () => {
    let closed = (): void => undefined;
    const hungUp = new Promise<void>((resolve) => (closed = resolve));
    const server = await serve((response) => void response.on("close", closed));
    const deadline = new Deadline(60_000);
    const failing = rejection(transportTo(server.url, once).send(get, deadline));
    await server.arrival(1);
    deadline.cancel();
    expect(await failing).toBeInstanceOf(DeadlineError);
    await hungUp;
  });

  test("is named by a request that waits for its turn behind it until the time is over", async () => {
    const server = await serve(() => undefined);
    const transport = transportTo(server.url, { ...once, limits: { maxConcurrency: 1 } });
    const [first, second] = [new Deadline(60_000), new Deadline(60_000)];
    const failing = rejection(transport.send(get, first));
    await server.arrival(1);
    const waiting = rejection(transport.send(post, second));
    second.cancel();
    expect((await waiting).message).toBe(
      "not sent, because GET /v2/things had no answer within 60 s (POST /v2/things)",
    );
    first.cancel();
    await failing;
  });

  test("does not block the next request", async () => {
    const server = await serve((response, _request, count) => {
      if (count > 1) json(response, 200, {});
    });
    const transport = transportTo(server.url, {
      ...once,
      requestTimeoutMs: 100,
      limits: { maxConcurrency: 1 },
    });
    await rejection(transport.send(get, ample()));
    await expect(transport.send(get, ample())).resolves.toMatchObject({ status: 200 });
  });
});

describe("an operation whose time is over", () => {
  test("sends nothing, and says that nothing can have changed", async () => {
    const server = await serve((response) => json(response, 200, {}));
    const deadline = new Deadline(60_000);
    deadline.cancel();
    const error = await rejection(transportTo(server.url).send(post, deadline));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(error).toMatchObject({ mayHaveTakenEffect: false });
    expect(error.message).toBe("no answer within 60 s (POST /v2/things)");
    expect(server.requests).toEqual([]);
  });
});
