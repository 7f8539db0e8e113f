import { describe, expect, test } from "vitest";
import { benchWith, numbersFrom, page, type Bench } from "../../support/videosdk-account";

describe("a gateway", () => {
  const ids = ({ simulator }: Bench) => {
    const { inboundGateways, outboundGateways } = simulator.state().videosdk;
    return { inbound: inboundGateways[0]?.id ?? "", outbound: outboundGateways[0]?.id ?? "" };
  };

  test("is taken from what was read already, with its direction", async () => {
    const bench = await benchWith(2);
    const { directory } = bench.account;
    await directory.find(numbersFrom(2), bench.deadline);
    bench.requests();
    const { inbound, outbound } = ids(bench);
    expect(await directory.gateway(inbound, {}, bench.deadline)).toMatchObject({ direction: "inbound" });
    expect(await directory.gateway(outbound, {}, bench.deadline)).toMatchObject({
      direction: "outbound",
      gateway: { id: outbound },
    });
    expect(bench.requests()).toEqual([]);
  });

  test("is found by a number that it had, with one request", async () => {
    const bench = await benchWith(2);
    const { outbound } = ids(bench);
    const found = await bench.account.directory.gateway(
      outbound,
      { numbers: numbersFrom(2) },
      bench.deadline,
    );
    expect(found?.direction).toBe("outbound");
    expect(bench.requests()).toEqual([page(1)]);
  });

  test("of a known direction that is gone takes one request in addition to the list", async () => {
    const bench = await benchWith(2);
    const hints = { numbers: numbersFrom(1), direction: "outbound" } as const;
    expect(await bench.account.directory.gateway("gone", hints, bench.deadline)).toBeUndefined();
    expect(bench.requests()).toEqual([page(1), "GET /v2/sip/outbound-gateways/gone"]);
  });

  test("is found by its direction, otherwise in both", async () => {
    const bench = await benchWith(2);
    const { outbound } = ids(bench);
    await bench.account.directory.gateway(outbound, { direction: "outbound" }, bench.deadline);
    expect(bench.requests()).toEqual([`GET /v2/sip/outbound-gateways/${outbound}`]);
    expect((await bench.account.directory.gateway(outbound, {}, bench.deadline))?.direction).toBe("outbound");
    expect(bench.requests()).toEqual([
      `GET /v2/sip/inbound-gateways/${outbound}`,
      `GET /v2/sip/outbound-gateways/${outbound}`,
    ]);
  });

  test("is found in the list when the gateway endpoints do not know it", async () => {
    const bench = await benchWith(150, { videosdk: { gatewayEndpoints: "not-visible" } });
    const { inbound } = ids(bench);
    expect(await bench.account.directory.gateway(inbound, {}, bench.deadline)).toMatchObject({
      direction: "inbound",
      gateway: { id: inbound },
    });
  });

  test("does not exist when neither endpoint nor the whole list knows it", async () => {
    const bench = await benchWith(150);
    expect(await bench.account.directory.gateway("gone", {}, bench.deadline)).toBeUndefined();
    expect(bench.requests().sort()).toEqual(
      ["GET /v2/sip/inbound-gateways/gone", "GET /v2/sip/outbound-gateways/gone", page(1), page(2)].sort(),
    );
  });

  test("has a direction that is known without a request, once it was read", async () => {
    const bench = await benchWith(2);
    const { inbound } = ids(bench);
    expect(bench.account.directory.directionOf(inbound)).toBeUndefined();
    await bench.account.directory.all(bench.deadline);
    bench.requests();
    expect(bench.account.directory.directionOf(inbound)).toBe("inbound");
    expect(bench.account.directory.directionOf("other")).toBeUndefined();
    expect(bench.requests()).toEqual([]);
  });

  test("that moved is not shown as it was before a write", async () => {
    const bench = await benchWith(2);
    const { directory, api } = bench.account;
    const { outbound } = ids(bench);
    await directory.all(bench.deadline);
    await directory.write([outbound], () => api.patchGateway(outbound, { transport: "udp" }, bench.deadline));
    const found = await directory.gateway(outbound, {}, bench.deadline);
    expect(found?.gateway.transport).toBe("udp");
  });
});
