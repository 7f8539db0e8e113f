import { describe, expect, test } from "vitest";
import { ApiError, MalformedReplyError } from "../../../src/http/errors";
import type { Simulator } from "../../../src/simulator/index";
import { messageOf } from "../../../src/lifecycle/outcome";
import { rejection } from "../../support/transport";
import { createBody, first, second, startBench } from "../../support/videosdk-account";

const trunk = {
  name: "Carrier",
  domain: "example.pstn.provider.com",
  direction: "outbound",
  numbers: [first],
  auth: { username: "u", password: "p" },
};

/** The id of the only gateway of a direction. */
function gatewayId(simulator: Simulator, direction: "inbound" | "outbound"): string {
  const { inboundGateways, outboundGateways } = simulator.state().videosdk;
  const [only] = direction === "inbound" ? inboundGateways : outboundGateways;
  if (only === undefined) throw new Error("there is no gateway");
  return only.id;
}

describe("an object that does not exist", () => {
  test.each([404, 402] as const)("is undefined or false, by a %i", async (notFoundStatus) => {
    const { account, deadline } = await startBench({ videosdk: { notFoundStatus } });
    const { api } = account;
    expect(await api.getNumber(first, deadline)).toBeUndefined();
    expect(await api.getGateway("inbound", "gw", deadline)).toBeUndefined();
    expect(await api.getGateway("outbound", "gw", deadline)).toBeUndefined();
    expect(await api.getTrunk("t", deadline)).toBeUndefined();
    expect(await api.deleteGateway("inbound", "gw", deadline)).toBe(false);
    expect(await api.deleteTrunk("t", deadline).catch(messageOf)).toMatch(/HTML page/);
    await expect(api.detach(first, deadline)).resolves.toBeUndefined();
    await expect(api.release("pn", deadline)).resolves.toBeUndefined();
    expect(await rejection(api.patchGateway("gw", { name: "n" }, deadline))).toBeInstanceOf(ApiError);
  });

  test.each([401, 403, 500, 503])("does not follow from a %i", async (status) => {
    const { account, deadline, simulator } = await startBench();
    simulator.addFault({ kind: "status", status, times: 3 });
    const { api } = account;
    for (const ask of [
      api.getNumber(first, deadline),
      api.getTrunk("t", deadline),
      api.deleteGateway("outbound", "gw", deadline),
    ]) {
      expect(await rejection(ask)).toMatchObject({ name: "ApiError", status });
    }
  });

  test("does not follow from the record of another one", async () => {
    const { account, deadline, simulator } = await startBench();
    const { api } = account;
    const records = [
      ["e164", { phoneNumber: { phoneNumberId: "pn", e164: second } }, () => api.getNumber(first, deadline)],
      ["id", { id: "other" }, () => api.getGateway("inbound", "gw", deadline)],
      ["id", { id: "other" }, () => api.getGateway("outbound", "gw", deadline)],
      ["trunkId", { trunkId: "other" }, () => api.getTrunk("t", deadline)],
      ["trunkId", { trunkId: "other" }, () => api.putTrunk("t", trunk, deadline)],
    ] as const;
    for (const [field, body, ask] of records) {
      simulator.addFault({ kind: "status", status: 200, body });
      const error = await rejection(ask());
      expect(error).toBeInstanceOf(MalformedReplyError);
      expect(error.message).toMatch(new RegExp(`cannot be used: ${field}: is not (\\${first}|gw|t) `));
    }
  });

  test("does not follow from an HTML page with status 404: a proxy, or a route that is not served", async () => {
    const { account, deadline, simulator } = await startBench();
    simulator.addFault({ kind: "html", status: 404 });
    const error = await rejection(account.api.getNumber(first, deadline));
    expect(error).toBeInstanceOf(ApiError);
  });
});

describe("ids in paths", () => {
  test("are encoded, so that each stays one segment", async () => {
    const { account, deadline, requests } = await startBench();
    const { api } = account;
    await api.getNumber("+1/../x?y", deadline);
    await api.getGateway("inbound", "a/b", deadline);
    await api.getGateway("outbound", "a b", deadline);
    await api.getTrunk("../x", deadline);
    await api.release("a#b", deadline);
    expect(requests()).toEqual([
      "GET /v2/sip/phone-numbers/%2B1%2F..%2Fx%3Fy",
      "GET /v2/sip/inbound-gateways/a%2Fb",
      "GET /v2/sip/outbound-gateways/a%20b",
      "GET /v2/sip-trunk/..%2Fx",
      "GET /v2/sip/phone-numbers?page=1&perPage=100",
      "POST /v2/sip/phone-numbers/a%23b/release",
    ]);
  });

  test("that would change the path are never sent", async () => {
    const { account, deadline, requests } = await startBench();
    expect((await rejection(account.api.getNumber("", deadline))).message).toBe('"" cannot be used as an id');
    expect((await rejection(account.api.getTrunk("..", deadline))).message).toContain('".."');
    expect(requests()).toEqual([]);
  });
});

describe("numbers", () => {
  test("are created, read alone and in pages, detached and released", async () => {
    const { account, deadline, simulator } = await startBench();
    const { api } = account;
    await api.createNumbers(createBody([first, second]), deadline);
    const record = await api.getNumber(first, deadline);
    expect(record?.inbound?.id).toBe(gatewayId(simulator, "inbound"));
    expect(record?.outbound?.numbers).toEqual([first, second]);
    const { page, numbers } = await api.firstNumbers(deadline);
    expect([page.total, numbers.map(({ e164 }) => e164)]).toEqual([2, [first, second]]);
    expect(numbers[0]?.read()).toEqual(record);
    await api.detach(first, deadline);
    expect(await api.getNumber(first, deadline)).toMatchObject({ inbound: undefined, outbound: undefined });
    await api.release(record?.phoneNumber.phoneNumberId ?? "", deadline);
    expect(await api.getNumber(first, deadline)).toBeUndefined();
  });
});

describe("a gateway", () => {
  test("is returned by its update", async () => {
    const { account, deadline, simulator } = await startBench();
    await account.api.createNumbers(createBody([first]), deadline);
    const id = gatewayId(simulator, "outbound");
    const updated = await account.api.patchGateway(id, { transport: "udp", sipRegion: "auto" }, deadline);
    expect(updated).toMatchObject({ id, transport: "udp", geoRegion: "auto" });
  });

  test.each(["empty", "status"] as const)(
    "that its update does not show (%s) is no failure: the update is done",
    async (kind) => {
      const { account, deadline, simulator } = await startBench();
      await account.api.createNumbers(createBody([first]), deadline);
      simulator.addFault({ kind, status: 200, body: { message: "ok" }, when: "after" });
      const id = gatewayId(simulator, "outbound");
      expect(await account.api.patchGateway(id, { transport: "udp" }, deadline)).toBeUndefined();
      expect(simulator.state().videosdk.outboundGateways[0]?.transport).toBe("udp");
    },
  );

  test("whose update shows another one is not taken for that one", async () => {
    const { account, deadline, simulator } = await startBench();
    simulator.addFault({ kind: "status", status: 200, body: { gateway: { id: "other" } } });
    expect(await account.api.patchGateway("gw", { transport: "udp" }, deadline)).toBeUndefined();
  });

  test("is deleted once", async () => {
    const { account, deadline, simulator } = await startBench();
    await account.api.createNumbers(createBody([first]), deadline);
    const id = gatewayId(simulator, "inbound");
    expect(await account.api.deleteGateway("outbound", id, deadline)).toBe(false);
    expect(await account.api.deleteGateway("inbound", id, deadline)).toBe(true);
    expect(await account.api.deleteGateway("inbound", id, deadline)).toBe(false);
  });
});

describe("a trunk", () => {
  test("is created, read and replaced", async () => {
    const { account, deadline } = await startBench();
    const { trunkId } = await account.api.createTrunk(trunk, deadline);
    expect(await account.api.getTrunk(trunkId, deadline)).toEqual({ trunkId, ...trunk });
    const changed = await account.api.putTrunk(trunkId, { ...trunk, name: "Other" }, deadline);
    expect(changed).toEqual({ trunkId, ...trunk, name: "Other" });
  });

  test("whose creation is answered without an id may nevertheless exist", async () => {
    const { account, deadline, simulator } = await startBench();
    simulator.addFault({ kind: "status", status: 200, body: { message: "ok" }, when: "after" });
    const error = await rejection(account.api.createTrunk(trunk, deadline));
    expect(error).toBeInstanceOf(MalformedReplyError);
    expect(error).toMatchObject({ mayHaveTakenEffect: true });
    expect(simulator.state().videosdk.trunks).toHaveLength(1);
  });
});
