import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A server on a loopback port that answers as a test specifies. */
export interface TestServer {
  /** Base URL, without a final slash. */
  readonly url: string;
  /** Requests that arrived, in order. */
  readonly requests: readonly Seen[];
  /** How many connections were opened to it. */
  readonly connections: () => number;
  /** Resolves when this many requests have arrived. */
  readonly arrival: (count: number) => Promise<void>;
}

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What a handler gets in addition to the answer to fill. */
export type Handler = (response: ServerResponse, request: Seen, count: number) => void;

/** Serves HTTP until the test ends. `count` is 1 for the first request. */
export async function serve(handler: Handler): Promise<TestServer> {
  const requests: Seen[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const listener: RequestListener = (incoming, response) => {
    void bodyOf(incoming).then((body) => {
      const seen = {
        method: incoming.method ?? "",
        url: incoming.url ?? "",
        headers: incoming.headers,
        body,
      };
      requests.push(seen);
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
      handler(response, seen, requests.length);
    });
  };
  const server = createServer(listener);
  const { url, connections } = await listening(server);
  const arrival = (count: number): Promise<void> =>
    requests.length >= count
      ? Promise.resolve()
      : new Promise((resolve) => void waiting.push({ count, resolve }));
  return { url, requests, connections, arrival };
}

/** Serves bare TCP until the test ends, for answers that are no HTTP. */
export function serveTcp(
  onConnection: (socket: Socket) => void,
): Promise<{ url: string; connections: () => number }> {
  return listening(
    createTcpServer((socket) => {
      socket.on("error", () => socket.destroy());
      onConnection(socket);
    }),
  );
}

/** The URL of a port on which nothing listens. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

/** Fills an answer with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

async function listening(server: Server): Promise<{ url: string; connections: () => number }> {
  const sockets = new Set<Socket>();
  let count = 0;
  server.on("connection", (socket: Socket) => {
    count += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, connections: () => count };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
