import { describe, expect, test } from "vitest";
import { first, messageOf, second, third, useBench, type GatewayBody } from "./support.js";

const bench = useBench();

describe.each(["inbound", "outbound"] as const)("%s gateways", (direction) => {
  const collection = `/v2/sip/${direction}-gateways`;
  const address = direction === "outbound" ? "sip.example.com" : null;
  const create = { name: "Extra", numbers: [first], ...(address === null ? {} : { address }) };

  async function made(changes: object = {}): Promise<GatewayBody> {
    return (await bench.current.send("POST", collection, { ...create, ...changes })).body as GatewayBody;
  }

  test("are created with every field at its default, and read back alone and in a list", async () => {
    const gateway = await made();
    expect(gateway).toEqual({
      id: expect.any(String) as string,
      name: "Extra",
      address,
      auth: {},
      transport: direction === "outbound" ? "tls" : null,
      numbers: [first],
      mediaEncryption: "disable",
      geoRegion: null,
      allowedAddresses: null,
      allowedNumbers: null,
      record: false,
      noiseCancellation: false,
      enableDtmf: false,
      tags: null,
      metadata: null,
    });
    expect((await bench.current.send("GET", `${collection}/${gateway.id}`)).body).toEqual(gateway);
    expect((await bench.current.list(collection)).data).toEqual([gateway]);
  });

  test("keep every field that is given", async () => {
    const given = {
      auth: { username: "u", password: "p" },
      mediaEncryption: "enable",
      record: true,
      noiseCancellation: true,
      enableDtmf: true,
      geoRegion: "us002",
      metadata: { team: "sales" },
      tags: ["a"],
    };
    expect(await made(given)).toMatchObject(given);
  });

  test("reset exactly record, noiseCancellation, enableDtmf and geoRegion when an update leaves them out", async () => {
    const kept = { mediaEncryption: "enable", tags: ["a"], metadata: { team: "sales" } };
    const lost = { record: true, noiseCancellation: true, enableDtmf: true, geoRegion: "us002" };
    const { id } = await made({ ...kept, ...lost });
    const { status, body } = await bench.current.send("PATCH", `${collection}/${id}`, { name: "New" });
    expect(status).toBe(200);
    const reset = { record: false, noiseCancellation: false, enableDtmf: false, geoRegion: null };
    expect(body).toMatchObject({ name: "New", numbers: [first], ...kept, ...reset });
    const whole = (await bench.current.send("PATCH", `${collection}/${id}`, lost)).body;
    expect(whole).toMatchObject({ name: "New", ...lost });
  });

  test("are deleted softly: no read shows them, the state does, and a second deletion is a 404", async () => {
    const { id } = await made();
    const gone = await bench.current.send("DELETE", `${collection}/${id}`);
    expect([gone.status, gone.body]).toEqual([200, { message: "Gateway deleted successfully" }]);
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const answer = await bench.current.send(
        method,
        `${collection}/${id}`,
        method === "GET" ? undefined : {},
      );
      expect([answer.status, messageOf(answer)]).toEqual([404, "Gateway not found"]);
    }
    expect((await bench.current.list(collection)).data).toEqual([]);
    expect(bench.current.simulator.state().videosdk[`${direction}Gateways`]).toMatchObject([
      { id, deleted: true, deletedAt: expect.any(String) as string },
    ]);
  });

  test("free their numbers when they are deleted", async () => {
    const { id } = await made();
    expect((await bench.current.send("POST", collection, { ...create, name: "Other" })).status).toBe(400);
    await bench.current.send("DELETE", `${collection}/${id}`);
    expect((await bench.current.send("POST", collection, { ...create, name: "Other" })).status).toBe(200);
  });

  test("of a number create are the same records, and an update of their numbers shows at the numbers", async () => {
    await bench.current.createNumbers();
    const id = (await bench.current.number(first))[direction]?.id ?? "";
    const path = `${collection}/${id}`;
    expect((await bench.current.send("GET", path)).body).toMatchObject({
      name: "Support",
      numbers: [first, second],
    });
    await bench.current.send("PATCH", path, { numbers: [second, third] });
    expect((await bench.current.number(first))[direction]).toBeNull();
    expect((await bench.current.number(second))[direction]).toMatchObject({ id, numbers: [second, third] });
  });

  test("do not take a number from another gateway of the direction", async () => {
    await made();
    const { id } = await made({ numbers: [second], name: "Other" });
    expect((await bench.current.send("PATCH", `${collection}/${id}`, { numbers: [first] })).status).toBe(400);
    expect(
      (await bench.current.send("PATCH", `${collection}/${id}`, { numbers: [second, third] })).status,
    ).toBe(200);
  });

  test("are found by id, and by name, ignoring case", async () => {
    const { id } = await made({ name: "Front Desk" });
    await made({ name: "Warehouse", numbers: [second] });
    const found = async (query: string): Promise<string[]> =>
      (await bench.current.list<GatewayBody>(`${collection}?${query}`)).data.map((gateway) => gateway.id);
    expect(await found("search=front%20d")).toEqual([id]);
    expect(await found(`id=${id}`)).toEqual([id]);
    expect(await found("search=absent")).toEqual([]);
  });

  test("do not exist in the other direction", async () => {
    const { id } = await made();
    const other = direction === "inbound" ? "outbound" : "inbound";
    expect((await bench.current.send("GET", `/v2/sip/${other}-gateways/${id}`)).status).toBe(404);
  });

  test.each([
    ["name", { name: "" }],
    ["numbers", { numbers: [] }],
    ["numbers.0", { numbers: ["123"] }],
    ["auth.password", { auth: { username: "u" } }],
    ["geoRegion", { geoRegion: "us001" }],
    ["record", { record: "yes" }],
    ["metadata.a", { metadata: { a: 1 } }],
  ])("with an invalid %s are refused, naming it", async (field, changes) => {
    const answer = await bench.current.send("POST", collection, { ...create, ...changes });
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(`${field}: `)]);
  });
});

test("an outbound gateway requires an address", async () => {
  const answer = await bench.current.send("POST", "/v2/sip/outbound-gateways", {
    name: "Out",
    numbers: [first],
  });
  expect([answer.status, messageOf(answer)]).toEqual([400, "address: is required"]);
});

test("an outbound gateway accepts allowed numbers on update only", async () => {
  const body = { name: "Out", numbers: [first], address: "sip.example.com", allowedNumbers: ["+91*"] };
  const gateway = (await bench.current.send("POST", "/v2/sip/outbound-gateways", body)).body as GatewayBody;
  expect(gateway).toMatchObject({ allowedNumbers: null });
  const update = await bench.current.send("PATCH", `/v2/sip/outbound-gateways/${gateway.id}`, {
    allowedNumbers: ["+91*"],
  });
  expect(update.body).toMatchObject({ allowedNumbers: ["+91*"] });
});
