import { sign } from "jsonwebtoken";
import { describe, expect, test } from "vitest";
import { startSimulator } from "../../src/simulator";
import { messageOf, useBench } from "./support.js";

const bench = useBench();
const path = "/v2/sip/phone-numbers";

function statusWith(authorization: string): Promise<number> {
  return bench.current.send("GET", path, undefined, { authorization }).then(({ status }) => status);
}

describe("a token is accepted only when it is", () => {
  test("bare, with any roles and version", async () => {
    expect(await statusWith(bench.current.token())).toBe(200);
    expect(await statusWith(bench.current.token({ version: 2, roles: ["crawler"] }))).toBe(200);
  });

  test("present", async () => {
    const response = await fetch(`${bench.current.simulator.url}${path}`);
    expect(response.status).toBe(401);
    expect(response.headers.get("x-request-id")).toMatch(/.+/);
    expect(await response.json()).toEqual({ message: "Token is invalid or expired" });
  });

  test.each(["Bearer ", "bearer ", "BEARER "])("without the prefix %s", async (prefix) => {
    expect(await statusWith(prefix + bench.current.token())).toBe(401);
  });

  test.each(["x", "a.b", "a.b.c"])("well-formed, unlike %s", async (token) => {
    expect(await statusWith(token)).toBe(401);
  });

  test("signed with the secret", async () => {
    expect(await statusWith(bench.current.token({}, "another secret"))).toBe(401);
  });

  test("signed with HS256", async () => {
    const { apiKey, secret } = bench.current.simulator.videosdk;
    expect(await statusWith(sign({ apikey: apiKey }, secret, { algorithm: "HS384" }))).toBe(401);
    expect(await statusWith(sign({ apikey: apiKey }, "", { algorithm: "none" }))).toBe(401);
  });

  test("of the account's own key", async () => {
    expect(await statusWith(bench.current.token({ apikey: "another key" }))).toBe(401);
  });

  test("not expired; it expires in the second of its exp claim", async () => {
    const { apiKey, secret } = bench.current.simulator.videosdk;
    const now = Math.floor(Date.now() / 1000);
    expect(await statusWith(sign({ apikey: apiKey, exp: now }, secret))).toBe(401);
    expect(await statusWith(sign({ apikey: apiKey, exp: now + 60 }, secret))).toBe(200);
  });
});

test("a bad token is refused before the body is read, without effect", async () => {
  const answer = await bench.current.send("POST", path, {}, { authorization: "x" });
  expect([answer.status, messageOf(answer)]).toEqual([401, "Token is invalid or expired"]);
});

test("each start has other credentials, and given ones are accepted", async () => {
  const other = await startSimulator();
  const given = await startSimulator({ credentials: { videosdk: { apiKey: "key", secret: "secret" } } });
  expect(other.videosdk).not.toEqual(bench.current.simulator.videosdk);
  const response = await fetch(given.url + path, {
    headers: { authorization: sign({ apikey: "key" }, "secret") },
  });
  expect(response.status).toBe(200);
  await Promise.all([other.close(), given.close()]);
});
