import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono, type Context } from "hono";
import { addControlRoutes, type Controls, type ServerEnvironment } from "./control.js";
import type { DataFile } from "./data-file.js";
import { faultReply, keepsEffect, oversizedBody, type Reply } from "./fault-answers.js";
import type { Fault, FaultBook } from "./faults.js";
import { ownClients } from "./own-clients.js";
import { addPage } from "./page/routes.js";
import type { RequestLog } from "./request-log.js";
import type { Answer, Route, VendorRequest } from "./route.js";
import type { Vendor } from "./vendor.js";

/** What one HTTP exchange needs from the rest of the simulator. */
export interface ServerParts {
  readonly vendors: readonly [Vendor, ...Vendor[]];
  readonly log: RequestLog;
  readonly faults: FaultBook;
  readonly controls: Controls;
  /** Undefined when state lives in memory only. */
  readonly dataFile: DataFile | undefined;
  /** Ends every delay when the simulator closes. */
  readonly closing: AbortSignal;
}

type ServerContext = Context<ServerEnvironment>;

/** All vendors and the control routes, as one application. */
export function createApplication(parts: ServerParts): Hono<ServerEnvironment> {
  const app = new Hono<ServerEnvironment>();
  app.onError((error) => Response.json({ message: `simulator: ${error.message}` }, { status: 500 }));
  app.use("/", ownClients);
  app.use("/_simulator/*", ownClients);
  // Before the controls, which answer for everything below their path.
  addPage(app, parts.controls);
  addControlRoutes(app, parts.controls);
  for (const vendor of parts.vendors) {
    for (const route of vendor.routes) {
      app.on(route.method, route.path, (context) => exchange(context, parts, vendor, route));
    }
  }
  app.notFound((context) => exchange(context, parts, ownerOf(context.req.path, parts.vendors), undefined));
  return app;
}

function ownerOf(path: string, vendors: ServerParts["vendors"]): Vendor {
  return vendors.find(({ prefixes }) => prefixes.some((prefix) => path.startsWith(prefix))) ?? vendors[0];
}

/** One request to a vendor, from its arrival to its answer or its fault. */
async function exchange(
  context: ServerContext,
  parts: ServerParts,
  vendor: Vendor,
  route: Route | undefined,
): Promise<Response> {
  const started = performance.now();
  const { incoming } = context.env;
  const url = incoming.url ?? "/";
  const text = await requestText(context);
  const entry = parts.log.open(context.req.method, url, text, started);
  const fault = parts.faults.take(context.req.method, [pathOf(url), decoded(pathOf(url))]);

  const serve = (): Answer => served(context, vendor, route, url, text);
  let reply: Reply;
  try {
    reply = await replyUnder(fault, serve, parts, vendor, context.req.method);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    reply = parts.closing.aborted
      ? { kind: "drop" }
      : { kind: "answer", answer: vendor.refuse(500, `simulator: ${message}`) };
  }
  // A client that disconnected meanwhile gets no answer, and the log says so.
  if (reply.kind === "drop" || incoming.socket.destroyed) {
    entry.close(0, null);
    incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (reply.kind === "stream") {
    entry.close(reply.status, null);
    return new Response(oversizedBody(reply.bytes), {
      status: reply.status,
      headers: { "content-type": "application/json; charset=utf-8", ...vendor.commonHeaders() },
    });
  }
  const { status, headers, body } = reply.answer;
  entry.close(status, body);
  return new Response(body, { status, headers: { ...vendor.commonHeaders(), ...headers } });
}

async function replyUnder(
  fault: Fault | undefined,
  serve: () => Answer,
  parts: ServerParts,
  vendor: Vendor,
  method: string,
): Promise<Reply> {
  const delay = fault?.kind === "delay" ? (fault.milliseconds ?? 0) : 0;
  const late = fault?.when === "after";
  if (delay > 0 && !late) await sleep(delay, undefined, { signal: parts.closing });
  if (vendor.latency > 0) await sleep(vendor.latency, undefined, { signal: parts.closing });
  if (vendor.isTooMany()) return { kind: "answer", answer: vendor.refuse(429, "Too Many Requests") };
  let answer: Answer | undefined;
  if (fault === undefined || keepsEffect(fault)) {
    answer = serve();
    // A write is in the file before it is acknowledged.
    if (method !== "GET") await parts.dataFile?.save();
  }
  if (delay > 0 && late) await sleep(delay, undefined, { signal: parts.closing });
  if (fault !== undefined) return faultReply(fault, answer, vendor);
  return answer === undefined ? { kind: "drop" } : { kind: "answer", answer };
}

function served(
  context: ServerContext,
  vendor: Vendor,
  route: Route | undefined,
  url: string,
  text: string,
): Answer {
  const { req } = context;
  if (route === undefined || route.isServed?.() === false)
    return vendor.unknownRoute({ method: req.method, url });
  const isJson = req.header("content-type")?.includes("application/json") ?? false;
  let body: unknown = {};
  if (isJson && text !== "") {
    try {
      body = JSON.parse(text);
    } catch (error) {
      return vendor.refuse(400, error instanceof Error ? error.message : "the body is not JSON");
    }
  }
  const request: VendorRequest = {
    method: req.method,
    url,
    body,
    param: (name) => req.param(name) ?? "",
    query: (name) => req.query(name),
    header: (name) => req.header(name),
  };
  return (route.isPublic === true ? undefined : vendor.authenticate(request)) ?? route.handle(request);
}

async function requestText(context: ServerContext): Promise<string> {
  const { method } = context.req;
  return method === "GET" || method === "HEAD" ? "" : context.req.text();
}

function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
