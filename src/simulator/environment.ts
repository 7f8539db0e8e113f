import type { HttpBindings } from "@hono/node-server";

/** What the Node adapter gives to every request: the raw request and its socket. */
export interface ServerEnvironment {
  Bindings: HttpBindings;
}
