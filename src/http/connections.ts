import type { Dispatcher } from "undici";
import { errorCode } from "./answer";
import { keepSecret } from "./presentable";

/** How connections are made. */
export interface ConnectionOptions {
  /** Connections that are open at the same time, at most. */
  readonly connections: number;
  /** Length of an answer, in bytes, at most. */
  readonly maxResponseSize: number;
}

/** A proxy that the environment names, and by which variable. */
interface Proxy {
  readonly variable: string;
  readonly url: URL;
}

/** What the environment names proxies by: undici reads the same, in this order. */
const variables = {
  "https:": ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"],
  "http:": ["http_proxy", "HTTP_PROXY"],
} as const;

/** A host that only this machine has: no proxy could reach it. */
const loopback = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/i;

/**
 * Opens connections to an origin: directly, or through the proxy that the environment names. `NO_PROXY` is undici's to
 * judge; the loopback is never asked for through a proxy. The library is loaded here: it is by far the largest dependency,
 * and checks and diffs need none of it.
 *
 * @throws where the address of the proxy cannot be used
 */
export function connect(origin: string, options: ConnectionOptions): Dispatcher {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const undici = require("undici") as typeof import("undici");
  const proxy = proxyOf(origin);
  if (proxy === undefined) return new undici.Pool(origin, options);
  const { username, password } = proxy.url;
  const plain = [username, password].map((part) => decodeURIComponent(part));
  keepSecret(
    ...[password, plain[1] ?? "", btoa(plain.join(":"))].filter((secret) => password !== "" && secret !== ""),
  );
  return new undici.EnvHttpProxyAgent(options);
}

/**
 * Where a connection failed because of a proxy: which one, and where its address comes from.
 *
 * @returns a phrase for a message, undefined where no proxy failed
 */
export function failedProxy(origin: string, error: unknown): string | undefined {
  const proxy = proxyOf(origin);
  if (proxy === undefined) return undefined;
  const { url, variable } = proxy;
  const { port } = error as { readonly port?: unknown };
  const asksFor = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  const isOfProxy = isRefusedTunnel(error) || String(port) === asksFor || hostIn(error) === url.hostname;
  return isOfProxy ? `the proxy ${url.protocol}//${url.host} (${variable})` : undefined;
}

/** Whether a proxy answered that it opens no connection to the origin: then nothing was sent there. */
export function isRefusedTunnel(error: unknown): boolean {
  return errorCode(error) === "UND_ERR_ABORTED" && error instanceof Error && /tunneling/i.test(error.message);
}

function hostIn(error: unknown): unknown {
  return typeof error === "object" && error !== null ? (error as { hostname?: unknown }).hostname : undefined;
}

function proxyOf(origin: string): Proxy | undefined {
  const { protocol, hostname } = new URL(origin);
  if (loopback.test(hostname)) return undefined;
  const names = protocol === "http:" ? variables["http:"] : variables["https:"];
  const variable = names.find((name) => (process.env[name] ?? "") !== "");
  if (variable === undefined) return undefined;
  const text = process.env[variable] ?? "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(
      `${variable} is no address of a proxy. Accepted: http://host:port, with user:password@ before the host`,
    );
  return { variable, url };
}
