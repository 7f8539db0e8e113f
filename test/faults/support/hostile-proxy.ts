import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request on its way to the simulator. */
export interface PassingRequest {
  readonly method: string;
  /** Path and query exactly as they arrived. */
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

/** An answer on its way back. */
export interface PassingAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The change of an answer. */
export type Rewrite = (request: PassingRequest, answer: PassingAnswer) => PassingAnswer;

/** A server between the product and the simulator that changes answers. */
export class HostileProxy {
  readonly #server: Server;
  readonly #requests: PassingRequest[] = [];
  #rewrite: Rewrite = (_request, answer) => answer;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts a proxy in front of a server at this URL. It changes nothing until `rewrite` is set. */
  static async start(target: string): Promise<HostileProxy> {
    const server = createServer();
    const proxy = new HostileProxy(server);
    server.on("request", (incoming: IncomingMessage, response: ServerResponse) => {
      proxy.#pass(target, incoming, response).catch(() => response.destroy());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Everything that arrived. */
  get requests(): readonly PassingRequest[] {
    return this.#requests;
  }

  /** Sets the change of answers from now on. */
  set rewrite(rewrite: Rewrite) {
    this.#rewrite = rewrite;
  }

  async end(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #pass(target: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = {
      method: incoming.method ?? "",
      url: incoming.url ?? "",
      authorization: incoming.headers.authorization ?? "",
      body: await textOf(incoming),
    };
    this.#requests.push(request);
    const reply = await fetch(target + request.url, {
      method: request.method,
      headers: { authorization: request.authorization, "content-type": "application/json" },
      redirect: "manual",
      ...(request.body === "" ? {} : { body: request.body }),
    });
    const answer = this.#rewrite(request, {
      status: reply.status,
      contentType: reply.headers.get("content-type") ?? "",
      body: await reply.text(),
    });
    response.writeHead(answer.status, { "content-type": answer.contentType });
    response.end(answer.body);
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
