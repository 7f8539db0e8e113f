import { describe, expect, test } from "vitest";
import { difference } from "../../../src/lifecycle/diff";
import { outboundGateway } from "../../../src/videosdk/outbound-gateway/definition";
import { rejection } from "../../support/transport";
import { first } from "../../support/videosdk-account";
import { Life, problemsIn } from "../../support/videosdk-life";

const least = { name: "Carrier", numbers: [first], address: "sip.example.com" };
const desired = outboundGateway.schema.parse({ ...least, auth: { username: "u", password: "p" } });
const collection = "/v2/sip/outbound-gateways";

test("an address and a transport are checked with all else", () => {
  const bad = { ...least, address: "sip example", transport: "TLS", allowedAddresses: [] };
  expect(problemsIn(outboundGateway, bad).map((problem) => problem.split(":")[0])).toEqual([
    "address",
    "transport",
    "allowedAddresses",
  ]);
});

describe("callers", () => {
  const restricted = { ...desired, allowedNumbers: ["+91*"] };

  test("are sent with a second request, which VideoSDK does not ignore", async () => {
    const life = await Life.start(outboundGateway);
    const made = await life.up(restricted);
    const writes = life.bench.requests().filter((line) => !line.startsWith("GET"));
    expect(writes).toEqual([`POST ${collection}`, `PATCH ${collection}/${made.id}`]);
    expect(made.inputs).toEqual(restricted);
    expect(life.bench.simulator.state().videosdk.outboundGateways).toMatchObject([
      { allowedNumbers: ["+91*"] },
    ]);
  });

  test("that could not be sent are sent by the next up, to the same gateway", async () => {
    const life = await Life.start(outboundGateway);
    life.bench.simulator.addFault({ kind: "status", status: 400, method: "PATCH" });
    await rejection(life.up(restricted));
    const [gateway] = life.bench.simulator.state().videosdk.outboundGateways;
    const prior = { id: gateway?.id ?? "", inputs: { ...desired, auth: undefined }, outputs: {} };
    expect(await life.up(restricted, prior as never)).toMatchObject({ id: gateway?.id, inputs: restricted });
    expect(life.bench.simulator.state().videosdk.outboundGateways).toMatchObject([
      { allowedNumbers: ["+91*"] },
    ]);
  });
});

test("all settings are sent with a change, because VideoSDK resets what is left out", async () => {
  const life = await Life.start(outboundGateway);
  const rich = { ...desired, record: true, enableDtmf: true, geoRegion: "in002" };
  const made = await life.up(rich);
  await life.up({ ...rich, tags: ["a"] }, made);
  expect(life.bench.simulator.state().videosdk.outboundGateways).toMatchObject([
    { record: true, enableDtmf: true, geoRegion: "in002", tags: ["a"] },
  ]);
});

test("removed credentials replace it; added or changed ones do not", () => {
  const old = { id: "gw", inputs: desired, outputs: {} };
  const effect = (changes: object) =>
    difference(outboundGateway, { old, desired: { ...desired, ...changes } });
  expect(effect({ auth: undefined }).replaces).toEqual(["auth"]);
  expect(effect({ auth: { username: "u", password: "q" } })).toMatchObject({ changes: true, replaces: [] });
});
