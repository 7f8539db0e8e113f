import { describe, expect, test } from "vitest";
import { startSimulator, type VideoSdkBehaviour } from "../../src/simulator";
import {
  first,
  messageOf,
  numberPath,
  second,
  third,
  trunkBody,
  useBench,
  type GatewayBody,
} from "./support.js";

const bench = useBench();

function set(videosdk: Partial<VideoSdkBehaviour>): void {
  bench.current.simulator.configure({ videosdk });
}

async function pair(number = first): Promise<{ inbound: string; outbound: string }> {
  const { inbound, outbound } = await bench.current.number(number);
  return { inbound: inbound?.id ?? "", outbound: outbound?.id ?? "" };
}

async function patchGateway(id: string, body: object): Promise<GatewayBody> {
  const answer = await bench.current.send("PATCH", `/v2/sip/phone-numbers/gateways/${id}`, body);
  return (answer.body as { gateway: GatewayBody }).gateway;
}

describe("names of gateways", () => {
  test("gatewayNamesInListings shows them in lists, reads and updates of numbers", async () => {
    await bench.current.createNumbers();
    expect((await bench.current.number(first)).inbound).not.toHaveProperty("name");
    set({ gatewayNamesInListings: true });
    expect((await bench.current.number(first)).inbound).toMatchObject({ name: "Support" });
    expect((await bench.current.list()).data[0]?.outbound).toMatchObject({ name: "Support" });
    expect(await patchGateway((await pair()).inbound, { name: "New" })).toMatchObject({ name: "New" });
  });

  test("createNamesGateways off gives them generated names", async () => {
    set({ createNamesGateways: false, gatewayNamesInListings: true });
    await bench.current.createNumbers();
    const { inbound, outbound } = await bench.current.number(first);
    expect(inbound?.name).toBe(`inbound-${inbound?.id.slice(0, 8) ?? ""}`);
    expect(outbound?.name).toBe(`outbound-${outbound?.id.slice(0, 8) ?? ""}`);
  });

  test("gatewayNamesUnique refuses a taken name, but not the gateway's own or a deleted one's", async () => {
    await bench.current.createNumbers();
    const { inbound } = await pair();
    const create = { name: "Support", numbers: [third] };
    expect((await bench.current.send("POST", "/v2/sip/inbound-gateways", create)).status).toBe(200);
    set({ gatewayNamesUnique: true });
    const refused = await bench.current.send("POST", "/v2/sip/inbound-gateways", {
      ...create,
      numbers: ["+4912345"],
    });
    expect([refused.status, messageOf(refused)]).toEqual([
      400,
      expect.stringContaining("name already exists"),
    ]);
    expect(await patchGateway(inbound, { name: "Own" })).toBeDefined();
    expect(await patchGateway(inbound, { name: "Own" })).toBeDefined();
    expect(await patchGateway(inbound, { name: "Support" })).toBeUndefined();
    const path = `/v2/sip/inbound-gateways/${inbound}`;
    expect((await bench.current.send("PATCH", path, { name: "Support" })).status).toBe(400);
    await bench.current.send("DELETE", path);
    expect(
      (await bench.current.send("POST", "/v2/sip/inbound-gateways", { name: "Own", numbers: [first] }))
        .status,
    ).toBe(200);
  });

  test("gatewayNamesUnique adds a suffix to the names of one create", async () => {
    set({ gatewayNamesUnique: true });
    await bench.current.createNumbers({ isShared: false });
    const { inboundGateways } = bench.current.simulator.state().videosdk;
    expect(inboundGateways.map(({ name }) => name)).toEqual(["Support", "Support-2"]);
  });
});

describe("values that read back", () => {
  test.each([
    ["clear", { username: "user", password: "pass" }],
    ["masked", { username: "user", password: "********" }],
    ["partial", { username: "user", password: "paxxxx" }],
    ["word", { username: "user", password: "[hidden]" }],
    ["omitted", { username: "user" }],
  ] as const)("passwords %s", async (passwords, auth) => {
    set({ passwords });
    await bench.current.createNumbers();
    const { body } = await bench.current.send("POST", "/v2/sip-trunk", trunkBody);
    const { outbound } = await bench.current.number(first);
    const id = outbound?.id ?? "";
    for (const shown of [
      outbound,
      await patchGateway(id, { name: "New" }),
      (await bench.current.send("GET", `/v2/sip/outbound-gateways/${id}`)).body,
      body,
    ]) {
      expect(shown).toHaveProperty("auth", auth);
    }
    expect(bench.current.simulator.state().videosdk.trunks[0]?.auth.password).toBe("pass");
  });

  test("autoRegion null shows auto as null, and other regions unchanged", async () => {
    set({ autoRegion: "null" });
    await bench.current.createNumbers({ inbound: { sipRegion: "auto" } });
    const { inbound, outbound } = await bench.current.number(first);
    expect([inbound?.geoRegion, outbound?.geoRegion]).toEqual([null, "in002"]);
  });

  test("nullCollections off shows empty arrays and maps", async () => {
    set({ nullCollections: false });
    await bench.current.createNumbers({ phoneNumbers: [first] });
    const { inbound } = await pair();
    await bench.current.detach(first);
    const { body } = await bench.current.send("GET", `/v2/sip/inbound-gateways/${inbound}`);
    expect(body).toMatchObject({
      numbers: [],
      tags: [],
      metadata: {},
      allowedNumbers: [],
      allowedAddresses: [],
    });
  });

  test("patchResetsRegion clears the region when an update leaves it out", async () => {
    await bench.current.createNumbers();
    const { inbound } = await pair();
    expect(await patchGateway(inbound, { name: "New" })).toMatchObject({ geoRegion: "us002" });
    set({ patchResetsRegion: true });
    expect(await patchGateway(inbound, { name: "New", sipRegion: "in002" })).toMatchObject({
      geoRegion: "in002",
    });
    expect(await patchGateway(inbound, { name: "New" })).toMatchObject({ geoRegion: null });
  });
});

describe("missing objects and routes", () => {
  test("notFoundStatus 402 applies to every object, not to routes", async () => {
    set({ notFoundStatus: 402 });
    const statuses = await Promise.all(
      [
        ["GET", numberPath(first)],
        ["POST", "/v2/sip/phone-numbers/detach", { phoneNumber: first }],
        ["POST", "/v2/sip/phone-numbers/x/release"],
        ["PATCH", "/v2/sip/phone-numbers/gateways/x", { name: "New" }],
        ["GET", "/v2/sip/inbound-gateways/x"],
        ["GET", "/v2/sip-trunk/x"],
        ["GET", "/v2/sip/routing-rule/x"],
        ["DELETE", "/v2/sip-trunk/x"],
      ].map(([method, path, body]) => bench.current.send(method as string, path as string, body)),
    );
    expect(statuses.map(({ status }) => status)).toEqual([402, 402, 402, 402, 402, 402, 402, 404]);
  });

  test.each([
    [204, ""],
    [200, { message: "SIP trunk deleted successfully" }],
  ] as const)("trunkDelete %i deletes a trunk, once", async (trunkDelete, body) => {
    set({ trunkDelete });
    const made = await bench.current.send("POST", "/v2/sip-trunk", trunkBody);
    const path = `/v2/sip-trunk/${(made.body as { trunkId: string }).trunkId}`;
    const gone = await bench.current.send("DELETE", path);
    expect([gone.status, gone.body]).toEqual([trunkDelete, body]);
    const again = await bench.current.send("DELETE", path);
    expect([again.status, messageOf(again)]).toEqual([404, "SIP trunk not found"]);
  });

  test("trunkGet off removes the route that reads a trunk", async () => {
    set({ trunkGet: false });
    const made = await bench.current.send("POST", "/v2/sip-trunk", trunkBody);
    const path = `/v2/sip-trunk/${(made.body as { trunkId: string }).trunkId}`;
    const answer = await bench.current.send("GET", path);
    expect([answer.status, answer.body]).toEqual([404, expect.stringContaining(`Cannot GET ${path}`)]);
  });

  test("secondRelease 200 repeats the first answer, but does not release twice", async () => {
    set({ secondRelease: 200 });
    await bench.current.createNumbers();
    const { phoneNumberId } = (await bench.current.number(first)).phoneNumber;
    const release = () => bench.current.send("POST", `/v2/sip/phone-numbers/${phoneNumberId}/release`);
    const once = await release();
    const twice = await release();
    expect([twice.status, twice.body]).toEqual([200, once.body]);
    expect(bench.current.simulator.state().videosdk.released).toEqual([first]);
    expect((await bench.current.send("POST", "/v2/sip/phone-numbers/x/release")).status).toBe(404);
  });

  test("gatewayEndpoints not-visible hides only the gateways of number creates", async () => {
    set({ gatewayEndpoints: "not-visible" });
    await bench.current.createNumbers();
    const { inbound } = await pair();
    const path = "/v2/sip/inbound-gateways";
    const own = await bench.current.send("POST", path, { name: "Own", numbers: [third] });
    const { id } = own.body as GatewayBody;
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const body = method === "PATCH" ? {} : undefined;
      expect((await bench.current.send(method, `${path}/${inbound}`, body)).status).toBe(404);
    }
    expect((await bench.current.list<GatewayBody>(path)).data.map((gateway) => gateway.id)).toEqual([id]);
    expect((await bench.current.send("GET", `${path}/${id}`)).status).toBe(200);
    expect(await patchGateway(inbound, { name: "New" })).toBeDefined();
  });

  test("gatewayPatchAttaches off ignores the numbers of a gateway's PATCH, and keeps its other fields", async () => {
    set({ gatewayPatchAttaches: false });
    await bench.current.createNumbers();
    const { inbound } = await pair();
    const body = { name: "Renamed", numbers: [third], geoRegion: "us002" };
    const answer = await bench.current.send("PATCH", `/v2/sip/inbound-gateways/${inbound}`, body);
    expect(answer).toMatchObject({ status: 200, body: { name: "Renamed" } });
    expect((await bench.current.number(first)).inbound).toMatchObject({ id: inbound, geoRegion: "us002" });
  });
});

describe("numbers", () => {
  test("reuseRenames off keeps the name of a reused number", async () => {
    set({ reuseRenames: false });
    await bench.current.createNumbers({ phoneNumbers: [first] });
    await bench.current.detach(first);
    await bench.current.createNumbers({ phoneNumbers: [first, second], name: "Sales" });
    expect((await bench.current.number(first)).phoneNumber.name).toBe("Support");
    expect((await bench.current.number(second)).phoneNumber.name).toBe("Sales");
  });

  test("purchasedNumbers marks a number as purchased", async () => {
    set({ purchasedNumbers: [second] });
    await bench.current.createNumbers();
    expect(bench.current.simulator.state().videosdk.phoneNumbers).toMatchObject([
      { e164: first, origin: "SIP Configured", provider: "other" },
      { e164: second, origin: "PURCHASED", provider: "Twilio" },
    ]);
  });

  test("visibilityDelayReads hides a new number from that many reads, but not from writes", async () => {
    set({ visibilityDelayReads: 2 });
    await bench.current.createNumbers({ phoneNumbers: [first] });
    expect((await bench.current.send("GET", numberPath(first))).status).toBe(404);
    expect((await bench.current.list()).pageInfo.total).toBe(0);
    expect((await bench.current.createNumbers({ phoneNumbers: [first] })).status).toBe(400);
    expect((await bench.current.number(first)).inbound).not.toBeNull();
  });

  test("visibilityDelayReads counts for each number separately, and shows a reused one detached", async () => {
    await bench.current.createNumbers({ phoneNumbers: [first] });
    await bench.current.detach(first);
    set({ visibilityDelayReads: 1 });
    await bench.current.createNumbers({ phoneNumbers: [first, second] });
    expect((await bench.current.number(first)).inbound).toBeNull();
    expect((await bench.current.number(first)).inbound).not.toBeNull();
    expect((await bench.current.send("GET", numberPath(second))).status).toBe(404);
    expect((await bench.current.number(second)).inbound).not.toBeNull();
  });
});

describe("listOrder", () => {
  const many = Array.from({ length: 40 }, (_, index) => `+1415555${String(1000 + index)}`);
  const listed = async (): Promise<string[]> =>
    (await bench.current.list("/v2/sip/phone-numbers?perPage=100")).data.map(
      ({ phoneNumber }) => phoneNumber.e164,
    );

  test("reverse shows the newest first", async () => {
    set({ listOrder: "reverse" });
    await bench.current.createNumbers({ phoneNumbers: many });
    expect(await listed()).toEqual([...many].reverse());
  });

  test("random shows all, in another order at every request", async () => {
    set({ listOrder: "random" });
    await bench.current.createNumbers({ phoneNumbers: many });
    const orders = [await listed(), await listed()];
    for (const order of orders) expect(order.toSorted()).toEqual(many);
    expect(orders[0]).not.toEqual(orders[1]);
  });
});

describe("setting switches", () => {
  test("an invalid one is refused by name, and nothing changes", async () => {
    expect(() => set({ passwords: "hidden" as "clear", notFoundStatus: 402 })).toThrow(
      /simulator behaviour: videosdk\.passwords: /,
    );
    expect(() => set({ noSuchSwitch: true } as object)).toThrow(/noSuchSwitch/);
    expect((await bench.current.send("GET", numberPath(first))).status).toBe(404);
    await expect(startSimulator({ videosdk: { noSuchSwitch: true } as object })).rejects.toThrow(
      /noSuchSwitch/,
    );
  });

  test("changes merge, and reset restores the switches of the start", async () => {
    const simulator = await startSimulator({ videosdk: { notFoundStatus: 402 } });
    const status = async (): Promise<number> => {
      const { apiKey, secret } = simulator.videosdk;
      const { sign } = await import("jsonwebtoken");
      const headers = { authorization: sign({ apikey: apiKey }, secret) };
      return (await fetch(simulator.url + numberPath(first), { headers })).status;
    };
    simulator.configure({ videosdk: { trunkGet: false } });
    expect(await status()).toBe(402);
    simulator.configure({ videosdk: { notFoundStatus: 404 } });
    expect(await status()).toBe(404);
    simulator.reset();
    expect(await status()).toBe(402);
    await simulator.close();
  });
});
