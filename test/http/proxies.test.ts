import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { UnreachableError } from "../../src/http/errors";
import { presentable } from "../../src/http/presentable";
import { json, serve } from "../support/server";
import { ample, rejection, transportTo } from "../support/transport";

/** The object that sockets take their look-up from, which a namespace is not. */
const dns = createRequire(__filename)("node:dns") as typeof import("node:dns");
const names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY"];
const password = "CANARY-proxy/password";
const ask = { method: "GET", path: "/v2/thing" } as const;

beforeEach(() => {
  for (const name of names) vi.stubEnv(name, undefined);
  // A name that is not the loopback's, for a server of the test.
  const lookup = ((_name: string, options: unknown, done: unknown) => {
    const reply = (typeof options === "function" ? options : done) as (...answer: unknown[]) => void;
    const wantsAll =
      typeof options === "object" && options !== null && "all" in options && options.all === true;
    if (wantsAll) reply(null, [{ address: "127.0.0.1", family: 4 }]);
    else reply(null, "127.0.0.1", 4);
  }) as typeof dns.lookup;
  vi.spyOn(dns, "lookup").mockImplementation(lookup);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A vendor under a name of its own. */
async function vendor() {
  const server = await serve((response) => json(response, 200, { ok: true }));
  return { server, url: server.url.replace("127.0.0.1", "vendor.example.com") };
}

/** A real proxy, and the hosts that it was asked for. */
async function startProxy(accepts?: string) {
  const asked: string[] = [];
  const { createProxy } = await import("proxy");
  const proxy = createProxy(createServer());
  proxy.authenticate = ({ headers }) =>
    accepts === undefined || headers["proxy-authorization"] === `Basic ${btoa(accepts)}`;
  proxy.on("connect", ({ url }) => void asked.push(url ?? ""));
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { asked, host: `127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}

describe("a proxy that the environment names", () => {
  test.each(["http_proxy", "HTTP_PROXY"])("in %s is used for the vendor", async (name) => {
    const { url } = await vendor();
    const { asked, host } = await startProxy();
    vi.stubEnv(name, `http://${host}`);
    const reply = await transportTo(url).send(ask, ample());
    expect(reply.body).toEqual({ ok: true });
    expect(asked).toEqual([url.replace("http://", "")]);
  });

  test.each(["https_proxy", "HTTPS_PROXY"])(
    "in %s is asked for the host of an https address",
    async (name) => {
      const { asked, host } = await startProxy();
      vi.stubEnv(name, `http://${host}`);
      // The vendor's server speaks no TLS: the way to it is what is tested.
      const { url } = await vendor();
      await rejection(
        transportTo(url.replace("http:", "https:"), { retry: { maxRetries: 0 } }).send(ask, ample()),
      );
      expect(asked).toEqual([url.replace("http://", "")]);
    },
  );

  test.each([
    ["no_proxy", "vendor.example.com"],
    ["NO_PROXY", ".example.com"],
    ["NO_PROXY", "other.org, *.example.com"],
    ["NO_PROXY", "*"],
  ])("is not used for a host in %s=%s", async (name, value) => {
    const { server, url } = await vendor();
    const { asked, host } = await startProxy();
    vi.stubEnv("HTTP_PROXY", `http://${host}`);
    vi.stubEnv(name, value);
    await transportTo(url).send(ask, ample());
    expect(asked).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test.each(["127.0.0.1", "localhost", "simulator.localhost"])("is never used for %s", async (name) => {
    const { server } = await vendor();
    const { asked, host } = await startProxy();
    vi.stubEnv("HTTP_PROXY", `http://${host}`);
    await transportTo(server.url.replace("127.0.0.1", name)).send(ask, ample());
    expect(asked).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test("gets its credentials, which no text shows in any form", async () => {
    const { url } = await vendor();
    const { asked, host } = await startProxy(`staff:${password}`);
    vi.stubEnv("HTTP_PROXY", `http://staff:${encodeURIComponent(password)}@${host}`);
    await transportTo(url).send(ask, ample());
    expect(asked).toHaveLength(1);
    const echoes = [password, encodeURIComponent(password), btoa(`staff:${password}`)].join(" and ");
    expect(presentable(echoes)).not.toMatch(/CANARY/);
    expect(presentable(echoes)).not.toContain(btoa(`staff:${password}`));
  });

  test("and that refuses the credentials is named in the error, without them: nothing was sent to the vendor", async () => {
    const { server, url } = await vendor();
    const { host } = await startProxy("staff:other");
    vi.stubEnv("HTTP_PROXY", `http://staff:${encodeURIComponent(password)}@${host}`);
    const error = await rejection(transportTo(url).send({ ...ask, method: "POST" }, ample()));
    expect(error instanceof UnreachableError && !error.mayHaveTakenEffect).toBe(true);
    expect(error.message).toContain(`through the proxy http://${host} (HTTP_PROXY)`);
    expect(error.message).toContain("407");
    expect(error.message).not.toContain("CANARY");
    expect(server.requests).toEqual([]);
  });

  test("and where nobody listens is named in the error", async () => {
    const { url } = await vendor();
    vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:9");
    const error = await rejection(transportTo(url, { retry: { maxRetries: 0 } }).send(ask, ample()));
    expect(error.message).toContain("through the proxy http://127.0.0.1:9 (HTTP_PROXY)");
  });

  test.each(["proxy.example.com:8080", "socks5://127.0.0.1:1080", "///"])(
    "as %s is an error",
    async (value) => {
      const { url } = await vendor();
      vi.stubEnv("HTTP_PROXY", value);
      const error = await rejection(transportTo(url).send(ask, ample()));
      expect(error).not.toBeInstanceOf(UnreachableError);
      expect(error.message).toContain("HTTP_PROXY is no address of a proxy. Accepted: http://host:port");
    },
  );
});
