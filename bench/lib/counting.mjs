// Loaded into the simulator's process before the simulator: counts the requests to the vendors as Node's server sees them. The
// simulator's own log keeps a bounded number of answers, and tells them only together with their bodies.
import { subscribe } from "node:diagnostics_channel";

/** @typedef {import("node:http").IncomingMessage} IncomingMessage */
/** @typedef {import("node:http").ServerResponse} ServerResponse */

/** @type {{ lines: string[], refused: number }} */
let seen = { lines: [], refused: 0 };

subscribe("http.server.request.start", (message) => {
  const { request, response } = /** @type {{ request: IncomingMessage, response: ServerResponse }} */ (
    message
  );
  const { method, url = "/" } = request;
  if (url.startsWith("/_simulator/")) return;
  response.once("finish", () => {
    if (response.statusCode === 429) seen.refused += 1;
    else seen.lines.push(`${method} ${url}`);
  });
});

process.on("message", () => {
  process.send?.(seen);
  seen = { lines: [], refused: 0 };
});
// Only a question keeps the process from ending.
process.channel?.unref();
