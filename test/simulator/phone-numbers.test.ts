import { describe, expect, test } from "vitest";
import { first, messageOf, numberPath, second, third, useBench, type GatewayBody } from "./support.js";

const bench = useBench();

describe("reading numbers", () => {
  test("a number shows both gateways with exactly the documented fields", async () => {
    await bench.current.createNumbers();
    const { inbound, outbound } = await bench.current.number(first);
    const id = expect.any(String) as string;
    expect(inbound).toEqual({
      id,
      address: null,
      auth: {},
      numbers: [first, second],
      mediaEncryption: "disable",
      geoRegion: "us002",
    });
    expect(outbound).toEqual({
      id,
      address: "sip.example.com:5061",
      auth: { username: "user", password: "pass" },
      transport: "tls",
      numbers: [first, second],
      mediaEncryption: "disable",
      geoRegion: "in002",
    });
  });

  test("an outbound gateway without credentials has an empty auth", async () => {
    await bench.current.createNumbers({
      outbound: { address: "sip.example.com", sipRegion: "auto", transport: "tls" },
    });
    expect((await bench.current.number(first)).outbound).toMatchObject({ auth: {}, geoRegion: "auto" });
  });

  test("an unknown number, or an id instead of the number, is a 404 with a request id", async () => {
    await bench.current.createNumbers();
    const { phoneNumber } = await bench.current.number(first);
    for (const wrong of [third, phoneNumber.phoneNumberId]) {
      const answer = await bench.current.send("GET", numberPath(wrong));
      expect([answer.status, messageOf(answer)]).toEqual([404, "Phone number not found"]);
      expect(answer.headers.get("x-request-id")).toMatch(/.+/);
    }
  });

  test("request ids differ", async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => (await bench.current.send("GET", numberPath(first))).headers),
    );
    expect(new Set(ids.map((headers) => headers.get("x-request-id"))).size).toBe(5);
  });
});

describe("detaching", () => {
  test("detaches in both directions, answers with ids, and keeps the gateways", async () => {
    await bench.current.createNumbers();
    const { inbound, outbound, phoneNumber } = await bench.current.number(first);
    const answer = await bench.current.detach(first);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      message: "Detached successfully",
      phoneNumber: { ...phoneNumber, updatedAt: expect.any(String) as string },
      inbound: inbound?.id,
      outbound: outbound?.id,
    });
    await bench.current.detach(second);
    expect(await bench.current.number(first)).toMatchObject({ inbound: null, outbound: null });
    expect(bench.current.simulator.state().videosdk).toMatchObject({
      phoneNumbers: [{ e164: first, status: "ACTIVE" }, { e164: second }],
      inboundGateways: [{ numbers: [], deleted: false }],
      outboundGateways: [{ numbers: [], deleted: false }],
    });
  });

  test("an emptied gateway reads its numbers back as null", async () => {
    await bench.current.createNumbers({ phoneNumbers: [first] });
    const { outbound } = await bench.current.number(first);
    await bench.current.detach(first);
    const { body } = await bench.current.send("GET", `/v2/sip/outbound-gateways/${outbound?.id ?? ""}`);
    expect(body).toMatchObject({ numbers: null });
  });

  test("answers null for a direction whose gateway was deleted, then 400 when no gateway is left", async () => {
    await bench.current.createNumbers({ phoneNumbers: [first] });
    const { inbound, outbound } = await bench.current.number(first);
    await bench.current.send("DELETE", `/v2/sip/inbound-gateways/${inbound?.id ?? ""}`);
    expect(await bench.current.number(first)).toMatchObject({
      inbound: null,
      outbound: { id: outbound?.id },
    });
    expect((await bench.current.detach(first)).body).toMatchObject({ inbound: null, outbound: outbound?.id });
    const again = await bench.current.detach(first);
    expect([again.status, messageOf(again)]).toEqual([400, "Phone number is not attached to any gateway"]);
  });

  test("is 404 for an unknown number and 400 without one", async () => {
    expect((await bench.current.detach(third)).status).toBe(404);
    const answer = await bench.current.send("POST", "/v2/sip/phone-numbers/detach", {});
    expect([answer.status, messageOf(answer)]).toEqual([400, "phoneNumber: is required"]);
  });
});

describe("releasing", () => {
  async function release(phoneNumberId: string) {
    return bench.current.send("POST", `/v2/sip/phone-numbers/${encodeURIComponent(phoneNumberId)}/release`);
  }

  test("removes the number from account, gateways and rules; detaching does not change rules", async () => {
    await bench.current.createNumbers();
    const rule = { name: "Desk", type: "inbound", phoneNumbers: [first, second] };
    await bench.current.send("POST", "/v2/sip/routing-rule", rule);
    const { phoneNumber } = await bench.current.number(first);
    await bench.current.detach(first);
    expect(bench.current.simulator.state().videosdk.routingRules[0]?.numbers).toEqual([first, second]);

    const { phoneNumberId } = phoneNumber;
    const { status, body } = await release(phoneNumberId);
    expect(status).toBe(200);
    expect(body).toEqual({ message: "Phone number released successfully", phoneNumberId, e164: first });
    expect((await bench.current.list()).data.map((triple) => triple.phoneNumber.e164)).toEqual([second]);
    expect(bench.current.simulator.state().videosdk).toMatchObject({
      routingRules: [{ numbers: [second] }],
      released: [first],
    });
  });

  test("removes an attached number from its gateways, which stay", async () => {
    await bench.current.createNumbers();
    await release((await bench.current.number(first)).phoneNumber.phoneNumberId);
    expect((await bench.current.number(second)).inbound).toMatchObject({ numbers: [second] });
  });

  test("needs the id: an E.164 number is a 404", async () => {
    await bench.current.createNumbers();
    expect((await release(first)).status).toBe(404);
    expect(bench.current.simulator.state().videosdk.released).toEqual([]);
  });

  test("twice is a 404, and a number that is registered again gets a new id", async () => {
    await bench.current.createNumbers();
    const { phoneNumberId } = (await bench.current.number(first)).phoneNumber;
    await release(phoneNumberId);
    expect((await release(phoneNumberId)).status).toBe(404);
    await bench.current.createNumbers({ phoneNumbers: [first] });
    expect((await bench.current.number(first)).phoneNumber.phoneNumberId).not.toBe(phoneNumberId);
  });
});

describe("updating a gateway below phone-numbers", () => {
  async function gateways(): Promise<{ inbound: string; outbound: string }> {
    await bench.current.createNumbers();
    const { inbound, outbound } = await bench.current.number(first);
    return { inbound: inbound?.id ?? "", outbound: outbound?.id ?? "" };
  }
  function patch(id: string, body: unknown) {
    return bench.current.send("PATCH", `/v2/sip/phone-numbers/gateways/${id}`, body);
  }

  test("changes the given fields, keeps the others, and answers without the name", async () => {
    const { outbound } = await gateways();
    const { status, body } = await patch(outbound, { name: "New", transport: "udp", unknownField: 1 });
    expect(status).toBe(200);
    expect(body).toEqual({
      message: "Gateway updated successfully",
      gateway: {
        id: outbound,
        address: "sip.example.com:5061",
        auth: { username: "user", password: "pass" },
        transport: "udp",
        numbers: [first, second],
        mediaEncryption: "disable",
        geoRegion: "in002",
      },
    });
    expect(bench.current.simulator.state().videosdk.outboundGateways).toMatchObject([{ name: "New" }]);
  });

  test("accepts the region as sipRegion, shows it as geoRegion, for every number of the pair", async () => {
    const { inbound } = await gateways();
    const { body } = await patch(inbound, { sipRegion: "auto", mediaEncryption: "enable" });
    expect(body).toMatchObject({
      gateway: { geoRegion: "auto", mediaEncryption: "enable", address: null, auth: {} },
    });
    expect((await bench.current.number(second)).inbound).toMatchObject({ geoRegion: "auto" });
    expect((await patch(inbound, { geoRegion: "us002" })).status).toBe(400);
  });

  test("refuses the fields of outbound gateways on an inbound one, naming each", async () => {
    const { inbound } = await gateways();
    const auth = { username: "u", password: "p" };
    const answer = await patch(inbound, { name: "New", address: "sip.example.com", transport: "tls", auth });
    expect(answer.status).toBe(400);
    for (const field of ["address", "transport", "auth"]) {
      expect(messageOf(answer)).toContain(`${field} is not allowed on an inbound gateway`);
    }
    expect(bench.current.simulator.state().videosdk.inboundGateways[0]?.name).toBe("Support");
  });

  test.each([{ phoneNumbers: [third] }, { numbers: [third] }, { isShared: false }])(
    "refuses %j in either direction",
    async (body) => {
      const { inbound, outbound } = await gateways();
      expect((await patch(inbound, body)).status).toBe(400);
      expect((await patch(outbound, body)).status).toBe(400);
    },
  );

  test.each([
    ["address", { address: "" }],
    ["transport", { transport: "sctp" }],
    ["auth.username", { auth: { password: "p" } }],
    ["auth", { auth: null }],
    ["sipRegion", { sipRegion: "eu001" }],
    ["mediaEncryption", { mediaEncryption: true }],
    ["name", { name: "" }],
  ])("refuses a wrong %s, naming it", async (field, body) => {
    const { outbound } = await gateways();
    const answer = await patch(outbound, body);
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(`${field}: `)]);
  });

  test("refuses a body without an editable field, and an unknown or deleted gateway", async () => {
    const { outbound } = await gateways();
    for (const body of [{}, { somethingElse: 1 }]) {
      const answer = await patch(outbound, body);
      expect([answer.status, messageOf(answer)]).toEqual([400, "No editable fields provided"]);
    }
    expect((await patch("unknown", { name: "New" })).status).toBe(404);
    await bench.current.send("DELETE", `/v2/sip/outbound-gateways/${outbound}`);
    expect((await patch(outbound, { name: "New" })).status).toBe(404);
  });

  test("has no route that reads a gateway", async () => {
    const { outbound } = await gateways();
    const answer = await bench.current.send("GET", `/v2/sip/phone-numbers/gateways/${outbound}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toContain("text/html");
    const page = await bench.current.list<GatewayBody>("/v2/sip/outbound-gateways");
    expect(page.data.map(({ id }) => id)).toEqual([outbound]);
  });
});
