import { describe, expect, test } from "vitest";
import {
  canaries,
  first,
  openOutbound,
  outbound,
  pairs,
  second,
  support,
  third,
} from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, Dashboard, gateway, gateways, leftovers, registered } from "../../support/vendor-view.js";

const bench = useStack();

const listing = "GET /v2/sip/phone-numbers?page=1&perPage=100";

describe("create", () => {
  test("a shared set is one request, with every default sent, and one read of the result", async () => {
    const { sim } = bench.current;
    const up = await bench.current.up([support()]);
    expect(up).toMatchObject({ errors: [], ops: { support: "create" }, output: "" });
    expect(up.lines).toEqual(["POST /v2/sip/phone-numbers", listing]);
    expect(up.requests[0]?.requestBody).toEqual({
      name: "support",
      phoneNumbers: [first, second],
      isShared: true,
      mediaEncryption: "disable",
      inbound: { sipRegion: "us002" },
      outbound,
    });
    const [inbound, outboundGateway] = [gateway(sim, "inbound"), gateway(sim, "outbound")];
    expect(bench.current.engine.state.get("support")?.id).toBe(inbound.id);
    expect(bench.current.outputs("support")).toMatchObject({
      inboundGatewayIds: [inbound.id],
      outboundGatewayIds: [outboundGateway.id],
      numbers: [first, second].map((e164) => ({
        e164,
        name: "support",
        countryCode: "US",
        provider: "other",
        origin: "SIP Configured",
        status: "ACTIVE",
        inboundGatewayId: inbound.id,
        outboundGatewayId: outboundGateway.id,
      })),
    });
  });

  test("without isShared every number has its own pair, and the id is not a gateway's", async () => {
    const up = await bench.current.up([pairs()]);
    expect(up).toMatchObject({ errors: [], writes: ["POST /v2/sip/phone-numbers"] });
    const { outputs, id } = bench.current.engine.state.get("support") ?? {};
    expect(id).toMatch(/^set-[0-9a-f]{16}$/);
    expect(outputs?.["inboundGatewayIds"]).toHaveLength(2);
    expect(outputs?.["outboundGatewayIds"]).toHaveLength(2);
    expect(gateways(bench.current.sim).map(({ numbers }) => numbers)).toEqual([
      [first],
      [second],
      [first],
      [second],
    ]);
  });

  test("a set without credentials sends none", async () => {
    const up = await bench.current.up([support({ outbound: openOutbound })]);
    expect(up.errors).toEqual([]);
    expect(up.requests[0]?.requestBody).toHaveProperty("outbound", openOutbound);
  });

  test("numbers that are registered and free are used as they are", async () => {
    const dashboard = new Dashboard(bench.current.sim);
    await dashboard.create([first]);
    await dashboard.detach(first);
    const [before] = bench.current.sim.state().videosdk.phoneNumbers;
    expect(await bench.current.up([support()])).toMatchObject({ errors: [] });
    expect(bench.current.outputs("support")["numbers"]).toMatchObject([
      { e164: first, phoneNumberId: before?.phoneNumberId },
      { e164: second },
    ]);
  });
});

describe("no change", () => {
  test.each([
    ["the same program", {}],
    ["another order of numbers", { phoneNumbers: [second, first] }],
    ["numbers as people write them", { phoneNumbers: ["+1 (415) 555-0101", "+1.415.555.0100"] }],
    [
      "defaults written out",
      { isShared: true, mediaEncryption: "disable", gatewaySettings: "managed", adopt: false },
    ],
    ["adopt, which only matters for a creation", { adopt: true }],
  ])("%s leads to no request at all", async (_, changes) => {
    await bench.current.done(bench.current.up([support()]));
    const again = await bench.current.up([support(changes)]);
    expect(again).toMatchObject({ errors: [], ops: { support: "same" }, lines: [] });
    expect(await bench.current.up([support(changes)])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });

  test("a set with a pair for each number is read, found the same and left alone", async () => {
    await bench.current.done(bench.current.up([pairs()]));
    expect(await bench.current.up([pairs()])).toMatchObject({ ops: { support: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({
      errors: [],
      ops: { support: "same" },
      lines: [listing, "GET /v2/sip/routing-rule?page=1&perPage=100"],
    });
    expect(await bench.current.up([pairs()])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });
});

describe("numbers that are attached elsewhere", () => {
  test("nothing is created, and the message names the number and both gateways", async () => {
    const { sim } = bench.current;
    await new Dashboard(sim).create([second]);
    const [inboundId, outboundId] = gateways(sim).map(({ id }) => id);
    const up = await bench.current.up([support()]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain(second);
    expect(up.errors[0]).toContain(`inbound gateway ${inboundId ?? ""}`);
    expect(up.errors[0]).toContain(`outbound gateway ${outboundId ?? ""}`);
    expect(up.errors[0]).toContain("detached there and attached here in one run");
    expect(up.errors[0]).not.toContain(first);
    expect(bench.current.engine.state.size).toBe(0);
    expect(registered(sim)).toEqual([second]);
    expect(gateways(sim)).toHaveLength(2);
  });

  test("adopt takes over a pair with exactly these numbers and changes its settings to the declared ones", async () => {
    const { sim } = bench.current;
    await new Dashboard(sim).create([first, second]);
    const before = gateways(sim).map(({ id }) => id);
    const up = await bench.current.up([support({ adopt: true })]);
    expect(up).toMatchObject({ errors: [], ops: { support: "create" } });
    expect(gateways(sim)).toMatchObject([
      { id: before[0], name: "support", geoRegion: "us002" },
      { id: before[1], name: "support", geoRegion: "in002", address: outbound.address, auth: outbound.auth },
    ]);
    expect(gateways(sim)).toHaveLength(2);
    expect(bench.current.engine.state.get("support")?.id).toBe(before[0]);
    expect(await bench.current.up([support({ adopt: true })])).toMatchObject({ lines: [] });
  });

  test.each([
    ["masked", "masked" as const],
    ["left out", "omitted" as const],
  ])("adopt sets the declared password also where passwords are %s", async (_, passwords) => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { passwords } });
    await new Dashboard(sim).create([first, second], {
      name: "support",
      inbound: { sipRegion: "us002" },
      outbound: { ...outbound, auth: { username: "user", password: canaries.other } },
    });
    expect(await bench.current.up([support({ adopt: true })])).toMatchObject({ errors: [] });
    expect(gateway(sim, "outbound").auth).toEqual(outbound.auth);
  });

  test("adopt renames gateways also where listings hide their names", async () => {
    const { sim } = bench.current;
    await new Dashboard(sim).create([first, second], { ...support().inputs, name: "Elsewhere" });
    expect(await bench.current.up([support({ adopt: true })])).toMatchObject({ errors: [] });
    expect(gateways(sim).map(({ name }) => name)).toEqual(["support", "support"]);
  });

  test.each([
    ["more numbers than declared", [first, second, third], {}],
    ["fewer numbers than declared", [first], {}],
    ["a pair for each number where one is declared", [first, second], { isShared: false }],
  ])("adopt does not take over gateways that carry %s", async (_, numbers, kind) => {
    const { sim } = bench.current;
    await new Dashboard(sim).create(numbers, kind);
    const before = sim.state();
    const up = await bench.current.up([support({ adopt: true })]);
    expect(up.errors).toHaveLength(1);
    expect(sim.state()).toEqual(before);
    expect(bench.current.engine.state.size).toBe(0);
  });

  test("adopt creates where there is nothing to take over", async () => {
    expect(await bench.current.up([support({ adopt: true })])).toMatchObject({ errors: [] });
    expect(attached(bench.current.sim)).toEqual([first, second]);
    expect(leftovers(bench.current.sim)).toEqual([]);
  });
});
