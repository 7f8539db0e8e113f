import { describe, expect, test } from "vitest";
import {
  gatewaySchema,
  gatewayUpdateSchema,
  numberRecordSchema,
  ownGatewaySchema,
  readComplaint,
  trunkSchema,
} from "../../../src/videosdk/client/replies";

const number = { phoneNumberId: "pn_1", e164: "+14155550100" };

describe("a gateway in an answer", () => {
  test("is known by its id alone; everything else may be missing or null", () => {
    const bare = { id: "gw", auth: {}, numbers: undefined };
    expect(gatewaySchema.parse({ id: "gw" })).toEqual(bare);
    const nulls = {
      id: "gw",
      name: null,
      address: null,
      transport: null,
      mediaEncryption: null,
      geoRegion: null,
      numbers: null,
      auth: null,
    };
    expect(gatewaySchema.parse(nulls)).toMatchObject({ id: "gw", name: null, auth: {}, numbers: undefined });
  });

  test("may have a number for an id, which becomes a text", () => {
    expect(gatewaySchema.parse({ id: 42 }).id).toBe("42");
  });

  test("may have numbers for texts, and its numbers without the +", () => {
    const loose = { id: "gw", name: 7, numbers: [14155550100, "14155550101", "+14155550102"] };
    const numbers = ["+14155550100", "+14155550101", "+14155550102"];
    expect(gatewaySchema.parse(loose)).toMatchObject({ name: "7", numbers });
  });

  test("carries no number where its own page shows null, and an unknown number where it shows none", () => {
    expect(ownGatewaySchema.parse({ id: "gw", numbers: null }).numbers).toEqual([]);
    expect(ownGatewaySchema.parse({ id: "gw" }).numbers).toBeUndefined();
  });

  test.each([
    {},
    { id: "" },
    { id: null },
    { id: {} },
    { id: "gw", numbers: "all" },
    { id: "gw", name: {} },
    { id: "gw", numbers: [null] },
    null,
    [],
  ])("is not %j", (value) => {
    expect(gatewaySchema.safeParse(value).success).toBe(false);
  });

  test("has no unknown fields", () => {
    expect(
      gatewaySchema.parse({ id: "gw", tags: null, metadata: { a: 1 }, record: true }),
    ).not.toHaveProperty("record");
  });
});

describe("a number in an answer", () => {
  test("has the gateways it is attached to; null and missing are the same", () => {
    const attached = numberRecordSchema.parse({ phoneNumber: number, inbound: { id: 1 }, outbound: null });
    expect(attached).toMatchObject({ inbound: { id: "1" }, outbound: undefined });
    const unattached = numberRecordSchema.parse({ phoneNumber: number });
    expect([unattached.inbound, unattached.outbound]).toEqual([undefined, undefined]);
  });

  test("has one gateway with others that share its object: a roster of thousands is checked once", () => {
    const inbound = { id: "gw", numbers: [number.e164] };
    const [one, other] = [0, 1].map(() => numberRecordSchema.parse({ phoneNumber: number, inbound }));
    expect(one?.inbound).toMatchObject(inbound);
    expect(one?.inbound).toBe(other?.inbound);
  });

  test("may have a number for an id, and null for what is not known of it", () => {
    const parsed = numberRecordSchema.parse({
      phoneNumber: { ...number, phoneNumberId: 7, name: null, origin: null, createdAt: 0 },
    });
    expect(parsed.phoneNumber).toEqual({ phoneNumberId: "7", e164: number.e164, name: null, origin: null });
  });

  test.each([
    [{ phoneNumber: { e164: "+1" } }],
    [{ phoneNumber: { phoneNumberId: "x" } }],
    [{ phoneNumber: number, inbound: "gw_in" }],
    [number],
  ])("is not %j", (value) => {
    expect(numberRecordSchema.safeParse(value).success).toBe(false);
  });
});

describe("other answers", () => {
  test("a trunk is known by its id alone, which is a text", () => {
    expect(trunkSchema.parse({ trunkId: "t" })).toEqual({ trunkId: "t", auth: {} });
    expect(trunkSchema.safeParse({ trunkId: 5 }).success).toBe(false);
    expect(trunkSchema.safeParse({ trunkId: "" }).success).toBe(false);
    expect(trunkSchema.safeParse({ id: "x" }).success).toBe(false);
  });

  test("an update's answer may show the gateway", () => {
    expect(gatewayUpdateSchema.parse({ message: "ok", gateway: { id: 3 } }).gateway.id).toBe("3");
    expect(gatewayUpdateSchema.safeParse({ message: "ok" }).success).toBe(false);
  });
});

describe("the vendor's message in an error answer", () => {
  test.each([
    [{ message: "taken", error: "Bad Request" }, "taken"],
    [{ error: "Bad Request" }, "Bad Request"],
    [{ msg: "m" }, "m"],
    [{ statusMessage: "s" }, "s"],
    [{ message: "", error: "e" }, "e"],
    [{ message: { nested: true }, error: "e" }, "e"],
    [
      { statusCode: 400, message: ["name is short", "domain is empty"], error: "Bad Request" },
      "name is short; domain is empty",
    ],
    [{ error: { message: "no such trunk", code: "E3" } }, "no such trunk"],
    [{ message: [], error: { message: ["a", "b"] } }, "a; b"],
    [{ errors: [{ message: "a" }, { detail: "b" }] }, "a; b"],
    [" plain text\n", "plain text"],
    [{}, ""],
    [[], ""],
    [null, ""],
    [undefined, ""],
    [7, ""],
  ])("of %j are %j", (body, message) => {
    expect(readComplaint(body).message).toBe(message);
  });

  test("come with its code, where it has one", () => {
    expect(readComplaint({ message: "m", code: "E1" }).code).toBe("E1");
    expect(readComplaint({ message: "m", errorCode: "E2" }).code).toBe("E2");
    expect(readComplaint({ error: { message: "m", code: "E3" } }).code).toBe("E3");
    expect(readComplaint({ message: "m", code: 12 }).code).toBeUndefined();
    expect(readComplaint({ message: ["m"], error: "Bad Request" }).code).toBeUndefined();
  });
});
