import { describe, expect, test } from "vitest";
import { startSimulator } from "../../src/simulator";
import { isHost } from "../../src/simulator/host";
import { badHosts, goodHosts } from "../support/hosts.js";
import { first, messageOf, numberCreate, trunkBody, useBench } from "./support.js";

const bench = useBench();
const withoutTransport = { ...numberCreate.outbound, transport: undefined };

describe("a host is the same to the simulator as to the package", () => {
  test.each(goodHosts)("%s is one", (host) => {
    expect(isHost(host)).toBe(true);
  });

  test.each(badHosts)("%j is none", (text) => {
    expect(isHost(text)).toBe(false);
  });
});

describe("a number create", () => {
  test("needs a transport, as its page says; the switch transportRequired turns it into a default", async () => {
    const refused = await bench.current.createNumbers({ outbound: withoutTransport });
    expect([refused.status, messageOf(refused)]).toEqual([400, "outbound.transport: is required"]);
    bench.current.simulator.configure({ videosdk: { transportRequired: false } });
    expect((await bench.current.createNumbers({ outbound: withoutTransport })).status).toBe(200);
    expect(bench.current.simulator.state().videosdk.outboundGateways).toMatchObject([{ transport: "tls" }]);
  });

  test("loses a race as often as the switch createConflicts says, and then nothing was created", async () => {
    bench.current.simulator.configure({ videosdk: { createConflicts: 1 } });
    expect((await bench.current.createNumbers()).status).toBe(409);
    expect(bench.current.simulator.state().videosdk.phoneNumbers).toEqual([]);
    expect((await bench.current.createNumbers()).status).toBe(200);
  });

  test("keeps texts as they were sent, passwords too", async () => {
    const auth = { username: "user", password: " pass " };
    await bench.current.createNumbers({ outbound: { ...numberCreate.outbound, auth } });
    expect(bench.current.simulator.state().videosdk.outboundGateways).toMatchObject([{ auth }]);
  });

  test("needs a host as the address", async () => {
    for (const [address] of badHosts.slice(0, 12)) {
      const refused = await bench.current.createNumbers({ outbound: { ...numberCreate.outbound, address } });
      expect(refused.status).toBe(400);
    }
  });
});

describe("a trunk", () => {
  test("has numbers in any form, because its page names none", async () => {
    const numbers = ["1001", first];
    const { status, body } = await bench.current.send("POST", "/v2/sip-trunk", { ...trunkBody, numbers });
    expect([status, body]).toMatchObject([200, { numbers }]);
  });

  test("is created with a Bearer token, as the sample of its page has it, where the switch bearerAccepted is on", async () => {
    const simulator = await startSimulator({ videosdk: { bearerAccepted: true } });
    const token = bench.current.token({ apikey: simulator.videosdk.apiKey }, simulator.videosdk.secret);
    for (const authorization of [token, `Bearer ${token}`]) {
      const answer = await fetch(`${simulator.url}/v2/sip-trunk`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(trunkBody),
      });
      expect(answer.status).toBe(200);
    }
    await simulator.close();
  });
});
