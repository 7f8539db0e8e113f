import "../../support/home";
import { sign } from "jsonwebtoken";
import { describe, expect, test } from "vitest";
import { createProvider } from "../../../src/lifecycle/provider";
import { sipTrunk } from "../../../src/videosdk/sip-trunk/definition";
import { closedPort, json, serve, type Handler } from "../../support/server";
import { rejection } from "../../support/transport";

/** The error of a read with these settings, after the provider's title. */
async function errorOf(settings: Readonly<Record<string, string>>): Promise<string> {
  const provider = createProvider(sipTrunk);
  const all: Record<string, string> = {
    maxRetries: "0",
    apiKey: "key",
    secret: "a-signing-secret",
    ...settings,
  };
  await provider.configure({ config: { get: (key) => all[key.replace("videosdk:", "")] } });
  const { message } = await rejection(provider.read("trunk-1", { name: "Carrier" }));
  return message;
}

const minute = 60_000;

/** Refuses every token, with a clock that is this far off, in milliseconds. */
function refusing(offMs: number, status = 401, message = "Token is invalid or expired"): Handler {
  return (response) =>
    json(response, status, { message }, { date: new Date(Date.now() + offMs).toUTCString() });
}

describe("a refused token is blamed on what is wrong with it", () => {
  test.each([
    ["a key, where the clocks agree", 0, /Look at videosdk:apiKey and videosdk:secret/],
    [
      "the clock of this machine, which is behind",
      200 * minute,
      /clock of this machine is 3 h 20 min behind VideoSDK's.*set the clock right$/,
    ],
    [
      "the clock of this machine, which is ahead",
      -3000 * minute,
      /clock of this machine is 2 d 2 h ahead of VideoSDK's/,
    ],
    [
      "either, where the clock is wrong by less than a token lives",
      5 * minute,
      /is 5 min behind.*set the clock right. If it is refused then, too: Look at/,
    ],
  ])("%s", async (_name, offMs, words) => {
    const { url } = await serve(refusing(offMs));
    const error = await errorOf({ endpoint: url });
    expect(error).toMatch(words);
    expect(error.includes("Look at")).toBe(Math.abs(offMs) < 10 * minute);
  });

  test("not on the clock, where the refusal is about something else", async () => {
    const { url } = await serve(refusing(200 * minute, 403, "Account is suspended"));
    expect(await errorOf({ endpoint: url })).toMatch(/Account is suspended.*Look at videosdk:apiKey/);
  });

  test.each([
    [
      "expired",
      { exp: 1_700_000_000 },
      0,
      /token of videosdk:token \(or VIDEOSDK_TOKEN\) expired at 2023-11-14T22:13:20Z: set a new one/,
    ],
    ["not yet valid", { nbf: 4_000_000_000 }, 0, /is not valid before 2096-10-02T07:06:40Z/],
    ["neither", { exp: 4_000_000_000 }, 200 * minute, /Look at videosdk:apiKey/],
    [
      "expired by the vendor's clock",
      { exp: Math.floor(Date.now() / 1000) + 3600 },
      200 * minute,
      /expired at/,
    ],
  ])("a ready-made token that is %s", async (_name, times, offMs, words) => {
    const { url } = await serve(refusing(offMs));
    const token = sign({ apikey: "key", ...times }, "s", { noTimestamp: true });
    const error = await errorOf({ endpoint: url, apiKey: "", secret: "", token });
    expect(error).toMatch(words);
    expect(error).not.toContain(token);
  });
});

const html: Handler = (response) =>
  void response.writeHead(404, { "content-type": "text/html" }).end("<html>no</html>");
const express: Handler = (response, { method, url }) =>
  json(response, 403, { message: `Cannot ${method} ${url}` });

describe("a wrong endpoint is named as such, with the whole URL and where the setting is", () => {
  const blamed = (url: string): string =>
    `The request went to ${url}/v2/sip-trunk/trunk-1: videosdk:endpoint is ${url} (from the configuration: that of the ` +
    `stack, or the argument endpoint of videosdk.Provider) and seems to be wrong`;

  test("where an HTML page answers", async () => {
    const { url } = await serve(html);
    expect(await errorOf({ endpoint: url })).toContain(
      `${blamed(url)}. Accepted: the address before /v2, by default https://api.videosdk.live`,
    );
  });

  test("where it has the path that every request begins with", async () => {
    const { url } = await serve(express);
    const error = await errorOf({ endpoint: `${url}/v2/` });
    expect(error).toContain(`The request went to ${url}/v2/v2/sip-trunk/trunk-1: `);
    expect(error).toContain("seems to be wrong, because it ends with /v2, which every request begins with");
  });

  test("where nobody listens", async () => {
    const url = await closedPort();
    expect(await errorOf({ endpoint: url })).toContain(blamed(url));
  });

  test("where it redirects", async () => {
    const { url } = await serve(
      (response) => void response.writeHead(301, { location: "https://x.example" }).end(),
    );
    expect(await errorOf({ endpoint: url })).toContain(blamed(url));
  });

  test("without the credentials in it", async () => {
    const { port } = new URL(await closedPort());
    const error = await errorOf({ endpoint: `http://user:canary-pw@127.0.0.1:${port}` });
    expect(error).toContain(`The request went to http://[secret]@127.0.0.1:${port}/v2/sip-trunk/trunk-1`);
    expect(error).not.toContain("canary-pw");
  });

  test("nor where the setting is refused for a mistake in it", async () => {
    const error = await errorOf({ endpoint: "htps://user:canary-pw@api.example.com" });
    expect(error).toContain('videosdk:endpoint is "htps://[secret]@api.example.com" (from the configuration');
    expect(error).not.toContain("canary-pw");
  });

  test("by the environment variable that holds it", async () => {
    const { url } = await serve(html);
    process.env["VIDEOSDK_API_ENDPOINT"] = url;
    try {
      expect(await errorOf({})).toContain(`(from the environment variable VIDEOSDK_API_ENDPOINT)`);
    } finally {
      delete process.env["VIDEOSDK_API_ENDPOINT"];
    }
  });

  test.each([
    ["the vendor's own refusal", refusing(0, 422, "name is taken")],
    ["a failure of the vendor", (response) => void response.writeHead(502).end("<html></html>")] as [
      string,
      Handler,
    ],
  ])("and not for %s", async (_name, handler) => {
    const { url } = await serve(handler);
    expect(await errorOf({ endpoint: url })).not.toContain("The request went to");
  });
});
