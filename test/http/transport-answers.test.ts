import { describe, expect, test } from "vitest";
import { ApiError, MalformedReplyError } from "../../src/http/errors";
import { json, serve, type Handler } from "../support/server";
import { ample, rejection, transportTo } from "../support/transport";

const get = { method: "GET", path: "/v2/things" } as const;

/** Sends one GET to a server with this answer; failures are not repeated. */
async function ask(handler: Handler, maxReplyBytes?: number) {
  const server = await serve(handler);
  const transport = transportTo(server.url, {
    retry: { maxRetries: 0 },
    ...(maxReplyBytes === undefined ? {} : { maxReplyBytes }),
  });
  return transport.send(get, ample());
}

describe("a usable answer", () => {
  test("is its status, parsed body, request id and request", async () => {
    const reply = await ask((response) => json(response, 201, { a: [1, null] }, { "x-request-id": "7f3a" }));
    expect(reply).toEqual({ status: 201, body: { a: [1, null] }, requestId: "7f3a", request: get });
  });

  test.each(["x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id"])(
    "names its request in %s",
    async (name) => {
      const reply = await ask((response) => json(response, 200, {}, { [name]: "id-1" }));
      expect(reply.requestId).toBe("id-1");
    },
  );

  test("may be empty", async () => {
    const reply = await ask((response) => response.writeHead(204).end());
    expect(reply).toMatchObject({ status: 204, body: undefined, requestId: undefined });
  });

  test("may be JSON under another content type, in UTF-8 that arrives in pieces", async () => {
    const text = Buffer.from(JSON.stringify({ name: "Zürich ☎" }));
    const reply = await ask((response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      for (const byte of text) response.write(Buffer.of(byte));
      response.end();
    });
    expect(reply.body).toEqual({ name: "Zürich ☎" });
  });
});

describe("an answer that cannot be used", () => {
  test.each([
    ["is cut off", '{"a": '],
    ["is no JSON", "Success"],
    ["has text after its JSON", '{"a":1} trailing'],
  ])("because it %s", async (_what, body) => {
    const error = await rejection(
      ask((response) => response.writeHead(200, { "x-request-id": "9" }).end(body)),
    );
    expect(error).toBeInstanceOf(MalformedReplyError);
    expect(error).toMatchObject({ status: 200, mayHaveTakenEffect: true });
    expect(error.message).toBe(
      "the answer cannot be used: it is not valid JSON (HTTP 200, GET /v2/things, request 9)",
    );
  });

  test.each([
    ["by its content type", "text/html; charset=utf-8", "sign in"],
    ["by its first character", "application/json", "\n <html><body>sign in</body></html>"],
  ])("because it is an HTML page, recognised %s", async (_how, type, page) => {
    const error = await rejection(
      ask((response) => response.writeHead(200, { "content-type": type }).end(page)),
    );
    expect(error).toBeInstanceOf(MalformedReplyError);
    expect(error.message).toContain("it is an HTML page, not JSON");
    expect(error.message).not.toContain("sign in");
  });

  test("because it is longer than the limit, which it may reach but not exceed", async () => {
    const body = JSON.stringify("x".repeat(98));
    expect(body).toHaveLength(100);
    await expect(ask((response) => response.end(body), 100)).resolves.toMatchObject({ status: 200 });
    const error = await rejection(ask((response) => response.end(body), 99));
    expect(error).toBeInstanceOf(MalformedReplyError);
    expect(error.message).toContain("it is longer than 99 bytes");
  });

  test("because it never ends: it is cut off and its connection closed", async () => {
    let closed = (): void => undefined;
    const hungUp = new Promise<void>((resolve) => (closed = resolve));
    const error = await rejection(
      ask((response) => {
        const pour = (): void => {
          while (!response.destroyed && response.write("x".repeat(16_384)));
        };
        response.on("drain", pour).on("close", closed);
        response.writeHead(200, { "content-type": "application/json" });
        pour();
      }, 200_000),
    );
    expect(error.message).toContain("it is longer than 200000 bytes");
    await hungUp;
  });
});

describe("an error answer", () => {
  test("carries status, the vendor's words, request id and the time to wait", async () => {
    const error = await rejection(
      ask((response) =>
        json(response, 409, { message: "taken" }, { "x-request-id": "7f3a", "retry-after": "3" }),
      ),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 409,
      complaint: { message: '{"message":"taken"}' },
      requestId: "7f3a",
      retryAfterMs: 3_000,
      html: false,
      mayHaveTakenEffect: false,
    });
  });

  test("may be plain text, which then is the vendor's message", async () => {
    const error = await rejection(ask((response) => response.writeHead(400).end("bad number")));
    expect(error).toMatchObject({ status: 400, complaint: { message: "bad number" } });
  });

  test("may be empty", async () => {
    const error = await rejection(ask((response) => response.writeHead(500).end()));
    expect(error).toMatchObject({ status: 500, mayHaveTakenEffect: true });
    expect(error.message).toBe("no message (HTTP 500, GET /v2/things)");
  });

  test("may be an HTML page, which is mentioned and not shown", async () => {
    const error = await rejection(
      ask((response) => response.writeHead(404).end("<!doctype html><p>not here</p>")),
    );
    expect(error).toMatchObject({ status: 404, html: true });
    expect(error.message).not.toContain("not here");
  });

  test("has a long message shortened", async () => {
    const error = await rejection(ask((response) => response.writeHead(400).end("y".repeat(10_000))));
    expect(error.message).toContain(`${"y".repeat(499)}… (HTTP 400`);
    expect(error.message).not.toContain("y".repeat(500));
  });
});

describe("a redirect", () => {
  test.each([301, 302, 307, 308])(
    "%i is reported and not followed, and nothing reaches the other host",
    async (status) => {
      const other = await serve((response) => json(response, 200, {}));
      const location = `${other.url}/v2/things`;
      const error = await rejection(ask((response) => response.writeHead(status, { location }).end()));
      expect(error).toBeInstanceOf(ApiError);
      expect(error.message).toBe(
        `a redirect to ${location}, which is not followed (HTTP ${status}, GET /v2/things)`,
      );
      expect(other.connections()).toBe(0);
    },
  );

  test("without a target is still a redirect", async () => {
    const error = await rejection(ask((response) => response.writeHead(304).end()));
    expect(error.message).toContain("a redirect, which is not followed (HTTP 304");
  });
});
