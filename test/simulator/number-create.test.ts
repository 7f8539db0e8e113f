import { describe, expect, test } from "vitest";
import { first, messageOf, numberCreate, second, third, useBench } from "./support.js";

const bench = useBench();
const created = "Phone Number with SIP Configured Created Successfully";

describe("creating numbers", () => {
  test("answers with a message only, without ids", async () => {
    const answer = await bench.current.createNumbers();
    expect([answer.status, answer.body]).toEqual([200, { message: created }]);
  });

  test("shared: one pair of gateways holds all numbers", async () => {
    await bench.current.createNumbers();
    const { phoneNumbers, inboundGateways, outboundGateways } = bench.current.simulator.state().videosdk;
    expect(inboundGateways).toMatchObject([
      {
        name: "Support",
        numbers: [first, second],
        geoRegion: "us002",
        address: null,
        mediaEncryption: "disable",
      },
    ]);
    expect(outboundGateways).toMatchObject([
      {
        name: "Support",
        numbers: [first, second],
        geoRegion: "in002",
        transport: "tls",
        auth: { password: "pass" },
      },
    ]);
    expect(phoneNumbers).toMatchObject([
      { e164: first, inboundGatewayId: inboundGateways[0]?.id, outboundGatewayId: outboundGateways[0]?.id },
      { e164: second, inboundGatewayId: inboundGateways[0]?.id, outboundGatewayId: outboundGateways[0]?.id },
    ]);
  });

  test("not shared: each number has a pair of its own", async () => {
    await bench.current.createNumbers({ isShared: false });
    const { inboundGateways, outboundGateways } = bench.current.simulator.state().videosdk;
    expect(inboundGateways.map(({ numbers }) => numbers)).toEqual([[first], [second]]);
    expect(outboundGateways.map(({ numbers }) => numbers)).toEqual([[first], [second]]);
    expect(new Set([...inboundGateways, ...outboundGateways].map(({ id }) => id)).size).toBe(4);
  });

  test("uses the defaults that the vendor's SDK relies on", async () => {
    bench.current.simulator.configure({ videosdk: { transportRequired: false } });
    await bench.current.send("POST", "/v2/sip/phone-numbers", {
      name: "Plain",
      phoneNumbers: [first, second],
      inbound: { sipRegion: "auto" },
      outbound: { address: "sip.example.com", sipRegion: "auto" },
    });
    expect(bench.current.simulator.state().videosdk.outboundGateways).toMatchObject([
      { numbers: [first, second], mediaEncryption: "disable", transport: "tls", auth: null },
    ]);
  });

  test("is refused as a whole when one number is attached, without naming it", async () => {
    await bench.current.createNumbers({ phoneNumbers: [second] });
    const answer = await bench.current.createNumbers({ phoneNumbers: [first, second, third] });
    expect(answer.status).toBe(400);
    expect(messageOf(answer)).toContain("already attached");
    expect(messageOf(answer)).not.toContain("+");
    const { phoneNumbers, inboundGateways } = bench.current.simulator.state().videosdk;
    expect(phoneNumbers.map(({ e164 }) => e164)).toEqual([second]);
    expect(inboundGateways).toHaveLength(1);
  });

  test.each(["inbound", "outbound"] as const)(
    "is refused when a number has lost only its %s gateway",
    async (lost) => {
      await bench.current.createNumbers({ phoneNumbers: [first] });
      const gateway = (await bench.current.number(first))[lost];
      await bench.current.send("DELETE", `/v2/sip/${lost}-gateways/${gateway?.id ?? ""}`);
      expect((await bench.current.createNumbers({ phoneNumbers: [first] })).status).toBe(400);
    },
  );

  test("reuses a detached number with its id, the new name and a new pair", async () => {
    await bench.current.createNumbers({ phoneNumbers: [first] });
    const before = await bench.current.number(first);
    await bench.current.detach(first);
    await bench.current.createNumbers({ phoneNumbers: [first], name: "Sales" });
    const after = await bench.current.number(first);
    expect(after.phoneNumber).toMatchObject({
      phoneNumberId: before.phoneNumber.phoneNumberId,
      name: "Sales",
    });
    expect(after.inbound?.id).not.toBe(before.inbound?.id);
    expect(bench.current.simulator.state().videosdk.inboundGateways).toHaveLength(2);
  });

  test("of simultaneous requests for the same numbers, exactly one succeeds", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => bench.current.createNumbers()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(7);
    expect(bench.current.simulator.state().videosdk.outboundGateways).toHaveLength(1);
  });

  test("stores country, origin and both timestamps", async () => {
    await bench.current.createNumbers({ phoneNumbers: ["+442071838750"] });
    const [number] = bench.current.simulator.state().videosdk.phoneNumbers;
    expect(number).toMatchObject({
      countryCode: "GB",
      provider: "other",
      origin: "SIP Configured",
      status: "ACTIVE",
    });
    expect(number?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe("an invalid create is a 400 without effect that names", () => {
  const { outbound } = numberCreate;
  test.each([
    ["name", { name: "" }],
    ["phoneNumbers", { phoneNumbers: [] }],
    ["phoneNumbers.1", { phoneNumbers: [first, "4155550100"] }],
    ["phoneNumbers", { phoneNumbers: [first, first] }],
    ["isShared", { isShared: "true" }],
    ["mediaEncryption", { mediaEncryption: "sdes" }],
    ["inbound", { inbound: undefined }],
    ["inbound.sipRegion", { inbound: {} }],
    ["inbound.sipRegion", { inbound: { sipRegion: "us001" } }],
    ["outbound.address", { outbound: { ...outbound, address: " " } }],
    ["outbound.sipRegion", { outbound: { ...outbound, sipRegion: null } }],
    ["outbound.transport", { outbound: { ...outbound, transport: "TLS" } }],
    ["outbound.auth.password", { outbound: { ...outbound, auth: { username: "user" } } }],
  ])("%s in %j", async (field, changes) => {
    const answer = await bench.current.createNumbers(changes);
    expect(answer.status).toBe(400);
    expect(messageOf(answer)).toContain(`${field}: `);
    expect(bench.current.simulator.state().videosdk.phoneNumbers).toEqual([]);
  });

  test("all bad fields at once", async () => {
    const answer = await bench.current.send("POST", "/v2/sip/phone-numbers", {});
    expect(messageOf(answer)).toBe(
      "name: is required; phoneNumbers: is required; inbound: is required; outbound: is required",
    );
  });

  test("the position where the JSON is invalid", async () => {
    const answer = await bench.current.send("POST", "/v2/sip/phone-numbers", '{"name":');
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining("JSON")]);
  });

  test("every field when the content type is not JSON, because the body is then not read", async () => {
    const headers = { "content-type": "text/plain" };
    const answer = await bench.current.send("POST", "/v2/sip/phone-numbers", numberCreate, headers);
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining("name: is required")]);
  });
});
