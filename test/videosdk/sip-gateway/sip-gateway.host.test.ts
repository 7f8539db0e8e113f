import { beforeEach, describe, expect, test } from "vitest";
import { ref, sipGateway, type Declared } from "../../support/program.js";
import { canaries, first, outbound, second, support } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { Dashboard, gateway, gateways } from "../../support/vendor-view.js";
import type { Properties } from "../../support/wire.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0" } });

/** The set only creates the gateways; the resources tested here own their settings. */
const set = support({ gatewaySettings: "initial" });
const listing = "GET /v2/sip/phone-numbers?page=1&perPage=100";

function tuned(args: Properties, direction: "inbound" | "outbound" = "outbound"): Declared {
  return sipGateway("tuned", { gatewayId: ref("support", `${direction}GatewayIds`, 0), ...args });
}

/** What the outbound gateway has, without its name, which listings hide. */
const present = { mediaEncryption: "disable", ...outbound };
const patchIn = "PATCH /v2/sip/phone-numbers/gateways/{inbound}";
const patchOut = "PATCH /v2/sip/phone-numbers/gateways/{outbound}";

beforeEach(async () => {
  await bench.current.done(bench.current.up([set]));
});

describe("create and update", () => {
  test("right after its set in one run, it needs no read of its own", async () => {
    const { engine } = bench.current;
    await bench.current.done(bench.current.destroy());
    const up = await bench.current.up([set, tuned({ mediaEncryption: "enable" })]);
    expect(up).toMatchObject({ errors: [], lines: ["POST /v2/sip/phone-numbers", listing, patchOut] });
    expect(engine.state.get("tuned")?.id).toBe(gateway(bench.current.sim, "outbound").id);
  });

  test("one PATCH with what is declared; its id is the gateway's; outputs show what it has", async () => {
    const up = await bench.current.up([set, tuned({ mediaEncryption: "enable" })]);
    const looks = ["GET /v2/sip/inbound-gateways/{outbound}", "GET /v2/sip/outbound-gateways/{outbound}"];
    expect(up).toMatchObject({ errors: [], ops: { tuned: "create" }, lines: [...looks, patchOut] });
    expect(up.requests[2]?.requestBody).toEqual({ mediaEncryption: "enable" });
    const { id, outputs } = bench.current.engine.state.get("tuned") ?? {};
    expect(id).toBe(gateway(bench.current.sim, "outbound").id);
    expect(outputs).toMatchObject({
      direction: "outbound",
      numbers: [first, second],
      effective: {
        mediaEncryption: "enable",
        sipRegion: "in002",
        address: outbound.address,
        transport: "tls",
      },
    });
    expect(JSON.stringify(outputs)).not.toContain("CANARY");
  });

  test("declaring what the gateway has already sends nothing", async () => {
    const up = await bench.current.up([set, tuned({ transport: "tls", auth: outbound.auth })]);
    expect(up).toMatchObject({ errors: [], ops: { tuned: "create" }, writes: [] });
  });

  test.each([
    ["name", { name: "Old" }, { name: "New" }],
    ["mediaEncryption", { mediaEncryption: "enable" }, { mediaEncryption: "disable" }],
    ["sipRegion", { sipRegion: "us002" }, { sipRegion: "auto" }],
    ["address", { address: "one.example.com" }, { address: "two.example.com" }],
    ["transport", { transport: "udp" }, { transport: "tcp" }],
    [
      "auth",
      { auth: { username: "a", password: "CANARY-a" } },
      { auth: { username: "a", password: "CANARY-b" } },
    ],
  ])("%s changes in place, and back to what it was; no change sends nothing", async (_name, one, two) => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([set, tuned(one)]));
    expect(await bench.current.up([set, tuned(one)])).toMatchObject({ ops: { tuned: "same" }, lines: [] });
    const up = await bench.current.up([set, tuned(two)]);
    expect(up).toMatchObject({ errors: [], ops: { tuned: "update" }, writes: [patchOut] });
    expect(up.requests.at(-1)?.requestBody).toEqual(two);
    expect(gateway(sim, "outbound")).toMatchObject("sipRegion" in two ? { geoRegion: two.sipRegion } : two);
    expect(bench.current.outputs("tuned")).toMatchObject(two);
  });

  test("an inbound gateway accepts its three fields", async () => {
    const fields = { name: "Front door", mediaEncryption: "enable", sipRegion: "auto" };
    const up = await bench.current.up([set, tuned(fields, "inbound")]);
    expect(up).toMatchObject({ errors: [], writes: [patchIn] });
    expect(up.requests.at(-1)?.requestBody).toEqual(fields);
    expect(bench.current.outputs("tuned")).toMatchObject({ direction: "inbound" });
  });

  test("removing a field leaves the gateway as it is", async () => {
    const { sim } = bench.current;
    await bench.current.done(
      bench.current.up([set, tuned({ transport: "udp", auth: { username: "a", password: "b" } })]),
    );
    const before = gateway(sim, "outbound");
    const up = await bench.current.up([set, tuned({})]);
    expect(up).toMatchObject({ errors: [], ops: { tuned: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ errors: [] });
    expect(await bench.current.up([set, tuned({})])).toMatchObject({ errors: [], writes: [] });
    expect(gateway(sim, "outbound")).toEqual(before);
  });

  test("another gatewayId replaces the resource and leaves the old gateway as it is", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([set, tuned({ name: "Mine" })]));
    const up = await bench.current.up([set, tuned({ name: "Mine" }, "inbound")]);
    expect(up).toMatchObject({
      errors: [],
      ops: { tuned: "replace" },
      replaceKeys: { tuned: ["gatewayId"] },
      writes: [patchIn],
    });
    expect(gateways(sim).map(({ name }) => name)).toEqual(["Mine", "Mine"]);
  });

  test("destroying it sends nothing to the vendor", async () => {
    await bench.current.done(bench.current.up([set, tuned({ transport: "udp" })]));
    expect(await bench.current.up([set])).toMatchObject({ errors: [], ops: { tuned: "delete" }, lines: [] });
    expect(gateway(bench.current.sim, "outbound").transport).toBe("udp");
  });
});

describe("what is refused", () => {
  const offending = {
    address: "x.example.com",
    transport: "udp",
    auth: { username: "a", password: canaries.other },
  };

  test("outbound fields on an inbound gateway, all at once, before any write, and without the password", async () => {
    const up = await bench.current.up([set, tuned(offending, "inbound")]);
    expect(up).toMatchObject({ writes: [], errors: [expect.stringContaining("inbound gateway")] });
    expect(up.errors[0]).toMatch(/address: "x\.example\.com".*\n.*transport: "udp".*\n.*auth/);
    expect(up.errors.join() + up.output).not.toContain("CANARY");
    expect(bench.current.engine.state.has("tuned")).toBe(false);
  });

  test("the same in a preview once the direction is in state, without any request", async () => {
    await bench.current.done(bench.current.up([set, tuned({ sipRegion: "auto" }, "inbound")]));
    const preview = await bench.current.preview([set, tuned(offending, "inbound")]);
    expect(preview).toMatchObject({ lines: [] });
    expect(preview.errors.join("\n")).toMatch(/address: "x\.example\.com".*\n.*transport: "udp".*\n.*auth/);
  });

  test("a gateway that does not exist: after all places were searched, the error says what an id may be", async () => {
    const up = await bench.current.up([
      set,
      sipGateway("tuned", { gatewayId: "gw-nowhere", transport: "udp" }),
    ]);
    expect(up).toMatchObject({ writes: [], errors: [expect.stringContaining("gw-nowhere")] });
    expect(up.errors[0]).toContain("outboundGatewayIds");
    expect(up.lines).toContain(listing);
  });
});

describe("what happens elsewhere", () => {
  test.each([
    ["mediaEncryption", { mediaEncryption: "enable" }],
    ["sipRegion", { sipRegion: "us002" }],
    ["address", { address: "elsewhere.example.com" }],
    ["transport", { transport: "udp" }],
    ["auth", { auth: { username: "user", password: "CANARY-elsewhere" } }],
  ])("%s changed there: found by refresh, fixed by the next up", async (_name, change) => {
    const { sim } = bench.current;
    const program = [set, tuned(present)];
    await bench.current.done(bench.current.up(program));
    const before = gateway(sim, "outbound");
    await new Dashboard(sim).patchGateway(before.id, change);
    expect(await bench.current.refresh()).toMatchObject({
      errors: [],
      ops: { tuned: "refresh", support: "same" },
    });
    expect(await bench.current.up(program)).toMatchObject({
      errors: [],
      ops: { tuned: "update" },
      writes: [patchOut],
    });
    expect(gateway(sim, "outbound")).toEqual(before);
  });

  test("a field that is not declared may change there without being undone", async () => {
    const { sim } = bench.current;
    const program = [set, tuned({ transport: "tls" })];
    await bench.current.done(bench.current.up(program));
    await new Dashboard(sim).patchGateway(gateway(sim, "outbound").id, { address: "elsewhere.example.com" });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { tuned: "same" } });
    expect(bench.current.outputs("tuned")).toMatchObject({ effective: { address: "elsewhere.example.com" } });
    expect(await bench.current.up([set, tuned({ transport: "udp" })])).toMatchObject({
      errors: [],
      writes: [patchOut],
    });
    expect(gateway(sim, "outbound")).toMatchObject({ address: "elsewhere.example.com", transport: "udp" });
  });

  test("a gateway that has lost all its numbers is still found and still updated", async () => {
    const { sim } = bench.current;
    const { id } = gateway(sim, "outbound");
    const program = [sipGateway("tuned", { gatewayId: id, transport: "udp" })];
    await bench.current.done(bench.current.up([set, ...program]));
    for (const e164 of [first, second]) await new Dashboard(sim).detach(e164);
    expect(await bench.current.refresh()).toMatchObject({ errors: [] });
    expect(bench.current.outputs("tuned")).toMatchObject({ numbers: [] });
    bench.current.engine.state.delete("support");
    const changed = [sipGateway("tuned", { gatewayId: id, transport: "tcp" })];
    expect(await bench.current.up(changed)).toMatchObject({ errors: [], writes: [patchOut] });
  });

  test("a gateway that is deleted there is removed from state; its set gets new gateways in place, and it is recreated", async () => {
    const { sim } = bench.current;
    const program = [set, tuned({ transport: "udp" })];
    await bench.current.done(bench.current.up(program));
    await new Dashboard(sim).deleteGateway(gateway(sim, "outbound"));
    expect(await bench.current.refresh()).toMatchObject({
      errors: [],
      ops: { tuned: "delete", support: "refresh" },
    });
    expect(await bench.current.up(program)).toMatchObject({
      errors: [],
      ops: { support: "update", tuned: "create" },
    });
    expect(gateway(sim, "outbound")).toMatchObject({ transport: "udp", numbers: [first, second] });
    expect(gateways(sim)).toHaveLength(2);
    expect(await bench.current.up(program)).toMatchObject({ lines: [] });
  });
});

describe("a PATCH that fails", () => {
  const patch = { method: "PATCH", path: "/v2/sip/phone-numbers/gateways/*" } as const;

  test.each([
    ["on creation", {}],
    ["on update", { transport: "tcp" }],
  ])("%s, before or after its effect: the next up completes it", async (name, before) => {
    const { sim } = bench.current;
    for (const when of ["before", "after"] as const) {
      if (name === "on update") await bench.current.done(bench.current.up([set, tuned(before)]));
      sim.addFault({ ...patch, kind: "status", status: 500, when });
      expect((await bench.current.up([set, tuned({ transport: "udp" })])).errors).toHaveLength(1);
      expect(await bench.current.up([set, tuned({ transport: "udp" })])).toMatchObject({ errors: [] });
      expect(gateway(sim, "outbound").transport).toBe("udp");
      expect(await bench.current.up([set, tuned({ transport: "udp" })])).toMatchObject({ lines: [] });
      await bench.current.done(bench.current.up([set, tuned({ transport: "tls" })]));
      await bench.current.done(bench.current.up([set]));
    }
  });

  test("after an answer without the gateway it is read", async () => {
    const { sim } = bench.current;
    sim.addFault({
      ...patch,
      kind: "status",
      status: 200,
      body: { message: "Gateway updated successfully" },
      when: "after",
    });
    expect(await bench.current.up([set, tuned({ transport: "udp" })])).toMatchObject({ errors: [] });
    expect(bench.current.outputs("tuned")).toMatchObject({ effective: { transport: "udp" } });
  });

  test("a change whose effect is unknown and that is reverted is undone, also for what the vendor hides", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { passwords: "masked" } });
    const old = { name: "Old", auth: { username: "user", password: canaries.set } };
    await bench.current.done(bench.current.up([set, tuned(old)]));
    sim.addFault({ ...patch, kind: "status", status: 500, when: "after" });
    const rotated = { name: "New", auth: { username: "user", password: canaries.other } };
    expect((await bench.current.up([set, tuned(rotated)])).errors).toHaveLength(1);
    expect(await bench.current.up([set, tuned(old)])).toMatchObject({ errors: [] });
    expect(gateway(sim, "outbound")).toMatchObject(old);
  });
});
