import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { useBench } from "./support.js";

const bench = useBench();

describe("pages of others", () => {
  const paths = [
    "/_simulator/page/reset",
    "/_simulator/reset",
    "/_simulator/faults",
    "/_simulator/behaviour",
  ];

  test.each(paths)("may not post to %s, and the page itself may", async (path) => {
    const { url } = bench.current.simulator;
    for (const origin of [
      "https://evil.example.com",
      "null",
      "http://127.0.0.1:1",
      url.replace("http", "https"),
    ]) {
      const answer = await fetch(`${url}${path}`, { method: "POST", headers: { origin }, body: "{}" });
      expect([origin, answer.status]).toEqual([origin, 403]);
      expect(await answer.json()).toEqual({
        message: `a page of ${origin} may change nothing here: open ${url}/ and do it there`,
      });
    }
    const own = await fetch(`${url}${path}`, { method: "POST", headers: { origin: url }, body: "{}" });
    expect(own.status).not.toBe(403);
  });

  test.each([
    ["evil.example.com", 403],
    ["127.0.0.1.example.com", 403],
    ["localhost", 200],
    ["sip.localhost:1", 200],
    ["[::1]:1", 200],
    ["host.docker.internal", 200],
    ["simulator", 200],
  ])("may not reach the controls under a name of theirs: as %s the answer is %i", async (host, status) => {
    const { url } = bench.current.simulator;
    for (const path of ["/", "/_simulator/state", "/_simulator/credentials"]) {
      const answered = await new Promise((resolve, reject) => {
        request(`${url}${path}`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode))
          .on("error", reject)
          .end();
      });
      expect([path, answered]).toEqual([path, status]);
    }
  });
});
