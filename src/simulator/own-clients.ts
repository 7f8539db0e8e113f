import { isIP } from "node:net";
import type { MiddlewareHandler } from "hono";
import type { ServerEnvironment } from "./control.js";

/**
 * Keeps web pages of others away from the page and the controls. A browser on this machine reaches the simulator for any page that it
 * shows, so a change is refused where the browser says that another page asks for it, and everything where the simulator is called by
 * a name that somebody may own, which can be made to lead here. A client that is no browser names no page, and passes; so hono's csrf,
 * which refuses it, does not fit.
 */
export const ownClients: MiddlewareHandler<ServerEnvironment> = async ({ req }, next) => {
  const host = req.header("host") ?? "";
  if (!isNobodysName(host)) {
    const message = `the simulator is not asked as ${host}: use http://127.0.0.1 or http://localhost with its port`;
    return Response.json({ message }, { status: 403 });
  }
  const origin = req.header("origin");
  const isReading = req.method === "GET" || req.method === "HEAD";
  if (!isReading && origin !== undefined && origin !== `http://${host}`) {
    const message = `a page of ${origin} may change nothing here: open http://${host}/ and do it there`;
    return Response.json({ message }, { status: 403 });
  }
  await next();
  return undefined;
};

/** Whether a host is an address or a name that nobody can register. */
function isNobodysName(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (isIP(name) !== 0 || /^\[[0-9a-f:.]+\]$/.test(name)) return true;
  return /^[a-z0-9_-]+$/.test(name) || /\.(?:localhost|internal)$/.test(name);
}
