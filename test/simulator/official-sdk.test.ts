import { RoomNotFoundError, ValidationError, VideoSDK } from "@videosdk.live/server-sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliverySignature, startSimulator, type Simulator } from "../../src/simulator";

const first = "+14155550100";
const second = "+14155550101";

describe("the vendor's own SDK works against the simulator", () => {
  let simulator: Simulator;
  let sdk: VideoSDK;

  beforeEach(async () => {
    // It leaves the transport out, which its own page calls required.
    simulator = await startSimulator({ videosdk: { transportRequired: false } });
    sdk = new VideoSDK({ ...simulator.videosdk, apiEndpoint: simulator.url });
    await sdk.sip.phoneNumbers.create({
      name: "Support",
      phoneNumbers: [first, second],
      inbound: { sipRegion: "us002" },
      outbound: {
        address: "sip.example.com:5061",
        sipRegion: "auto",
        auth: { username: "u", password: "p" },
      },
    });
  });
  afterEach(() => simulator.close());

  test("it lists and pages through what it created, and reads one number", async () => {
    const listed: string[] = [];
    for await (const { phoneNumber } of await sdk.sip.phoneNumbers.list({ perPage: 1 }))
      listed.push(phoneNumber.e164);
    expect(listed).toEqual([first, second]);
    expect((await sdk.sip.phoneNumbers.list({ search: "0101" })).total).toBe(1);

    const { phoneNumber, inbound, outbound } = await sdk.sip.phoneNumbers.get(first);
    expect(phoneNumber).toMatchObject({
      e164: first,
      name: "Support",
      origin: "SIP Configured",
      countryCode: "US",
    });
    expect(inbound).toMatchObject({ geoRegion: "us002", address: null, auth: {}, numbers: [first, second] });
    expect(outbound).toMatchObject({ address: "sip.example.com:5061", transport: "tls", geoRegion: "auto" });
  });

  test("it updates a gateway through the number endpoints and sees the change through the gateway endpoints", async () => {
    const { outbound } = await sdk.sip.phoneNumbers.get(first);
    const id = outbound?.id ?? "";
    await sdk.sip.phoneNumbers.updateGateway(id, {
      name: "Trunk",
      address: "sip2.example.com",
      transport: "udp",
    });
    expect(await sdk.sip.trunks.outbound.get(id)).toMatchObject({
      name: "Trunk",
      address: "sip2.example.com",
      transport: "udp",
    });
    await expect(sdk.sip.phoneNumbers.updateGateway(id, {})).rejects.toBeInstanceOf(ValidationError);
  });

  test("it detaches and releases a number, which then no longer exists", async () => {
    const { phoneNumber } = await sdk.sip.phoneNumbers.get(second);
    await sdk.sip.phoneNumbers.detach(second);
    expect(await sdk.sip.phoneNumbers.get(second)).toMatchObject({ inbound: null, outbound: null });
    await expect(sdk.sip.phoneNumbers.detach(second)).rejects.toBeInstanceOf(ValidationError);

    await sdk.sip.phoneNumbers.release(phoneNumber.phoneNumberId);
    await expect(sdk.sip.phoneNumbers.get(second)).rejects.toBeInstanceOf(RoomNotFoundError);
    expect(simulator.state().videosdk).toMatchObject({ phoneNumbers: [{ e164: first }], released: [second] });
  });

  test("it creates, lists, updates and deletes gateways and routing rules", async () => {
    const gateways = sdk.sip.trunks.inbound;
    const { id } = await gateways.create({ name: "Extra", numbers: ["+14155550102"], record: true });
    expect((await gateways.list({ search: "extra" })).data.map((gateway) => gateway.id)).toEqual([id]);
    expect(await gateways.update(id, { name: "More" })).toMatchObject({ name: "More", record: false });
    await gateways.delete(id);
    await expect(gateways.get(id)).rejects.toBeInstanceOf(RoomNotFoundError);

    const rules = sdk.sip.routingRules;
    const rule = await rules.create({ name: "Front desk", type: "inbound", phoneNumbers: [first] });
    expect(await rules.update(rule.id, { phoneNumbers: [second] })).toMatchObject({ numbers: [second] });
    await rules.delete(rule.id);
    expect((await rules.list()).data).toEqual([]);
  });

  test("it creates, lists, updates and deletes webhooks, and accepts a delivery that the simulator signed", async () => {
    const { webhooks } = sdk.sip;
    const url = "https://hooks.example.com";
    const { id } = await webhooks.create({ url, events: ["call-started"] });
    expect((await webhooks.list()).data).toMatchObject([{ id, url }]);
    expect(await webhooks.update(id, { url, events: ["call-missed"] })).toMatchObject({
      events: ["call-missed"],
    });
    await webhooks.delete(id);
    await expect(webhooks.get(id)).rejects.toBeInstanceOf(RoomNotFoundError);
    const body = '{"webhookType":"call-started","data":{}}';
    expect(await sdk.webhooks.verify(body, deliverySignature(body))).toMatchObject({ type: "call-started" });
  });
});
