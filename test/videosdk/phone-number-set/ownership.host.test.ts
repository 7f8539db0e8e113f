import { describe, expect, test } from "vitest";
import { phoneNumberSet, ref, sipGateway, type Declared } from "../../support/program.js";
import { canaries, first, outbound, second, setArgs, support, third } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { attached, gateway, gateways, leftovers } from "../../support/vendor-view.js";

const bench = useStack();

const gatewayId = ref("support", "outboundGatewayIds", 0);

describe("two sets that claim one number", () => {
  const other = phoneNumberSet("other", { ...setArgs, phoneNumbers: ["+1 415 555 0101", third] });

  test.each([
    ["in the preview of a first run", false],
    ["in the preview when one of them exists", true],
  ])("an error names the number and the other set, %s", async (_name, exists) => {
    if (exists) await bench.current.done(bench.current.up([support()]));
    const preview = await bench.current.preview([support(), other]);
    expect(preview.errors).toHaveLength(1);
    expect(preview.errors[0]).toContain(second);
    expect(preview.errors[0]).toContain("videosdk:PhoneNumberSet::support)");
    expect(preview.lines).toEqual([]);
  });

  test("one may give a number to the other in two runs, and it is never on both", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    await bench.current.done(bench.current.up([support({ phoneNumbers: [first] })]));
    await bench.current.done(bench.current.up([support({ phoneNumbers: [first] }), other]));
    expect(attached(sim)).toEqual([first, second, third]);
    expect(gateways(sim)).toHaveLength(4);
  });
});

describe("a set under a new name in the program", () => {
  const renamed = phoneNumberSet("sales", { ...setArgs, name: "support" });

  test("without adopt: the error says where the numbers are, and the old set keeps working", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([support()]));
    const up = await bench.current.up([renamed]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain(`${first} is attached to`);
    expect(attached(sim)).toEqual([first, second]);
    expect([...bench.current.engine.state.keys()]).toEqual(["support"]);
  });

  test.each([false, true])(
    "with adopt: the removal of the old one does not destroy what the new one took over (releaseOnDelete: %s)",
    async (releaseOnDelete) => {
      const { sim } = bench.current;
      await bench.current.done(bench.current.up([support({ releaseOnDelete })]));
      const program = [phoneNumberSet("sales", { ...renamed.inputs, adopt: true })];
      await bench.current.up(program);
      await bench.current.done(bench.current.up(program));
      expect(attached(sim)).toEqual([first, second]);
      expect(sim.state().videosdk.released).toEqual([]);
      expect(leftovers(sim)).toEqual([]);
      expect([...bench.current.engine.state.keys()]).toEqual(["sales"]);
    },
  );
});

describe("a SipGateway and the set that manages the same gateway", () => {
  const rival = sipGateway("rival", { gatewayId, transport: "udp" });

  test("one value, one owner: the run with the conflict ends with an error that says how to choose", async () => {
    const up = await bench.current.up([support(), rival]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain("transport");
    expect(up.errors[0]).toContain("videosdk:PhoneNumberSet::support)");
    expect(up.errors[0]).toContain('gatewaySettings: "initial"');
    expect(gateway(bench.current.sim, "outbound").transport).toBe("tls");
  });

  test.each([
    [
      "the set first",
      (id: string): Declared[] => [support(), sipGateway("rival", { gatewayId: id, transport: "udp" })],
    ],
    [
      "the gateway first",
      (id: string): Declared[] => [sipGateway("rival", { gatewayId: id, transport: "udp" }), support()],
    ],
  ])("a preview finds it too when the gateway is known by its id, %s", async (_name, program) => {
    await bench.current.done(bench.current.up([support()]));
    const preview = await bench.current.preview(program(gateway(bench.current.sim, "outbound").id));
    expect(preview.errors).toHaveLength(1);
    expect(preview.errors[0]).toContain("transport");
    expect(preview.lines).toEqual([]);
  });

  test("the same value in both is no conflict", async () => {
    const program = [support(), sipGateway("rival", { gatewayId, transport: "tls", sipRegion: "in002" })];
    expect(await bench.current.up(program)).toMatchObject({ errors: [] });
    expect(await bench.current.up(program)).toMatchObject({ errors: [], lines: [] });
  });

  test("passwords that differ are a conflict that shows neither of them", async () => {
    const auth = { username: "user", password: canaries.other };
    const up = await bench.current.up([support(), sipGateway("rival", { gatewayId, auth })]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain("auth");
    expect(up.errors.join() + up.output).not.toContain("CANARY");
  });
});

describe("two SipGateways on one gateway", () => {
  const set = support({ gatewaySettings: "initial" });
  const one = sipGateway("one", { gatewayId, mediaEncryption: "enable" });

  test("that want different values are an error that names both", async () => {
    const up = await bench.current.up([
      set,
      one,
      sipGateway("two", { gatewayId, mediaEncryption: "disable" }),
    ]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toMatch(/mediaEncryption.*\(urn:.*::(one|two)\)/);
  });

  test("may each own different fields", async () => {
    const program = [set, one, sipGateway("two", { gatewayId, transport: "udp" })];
    expect(await bench.current.up(program)).toMatchObject({ errors: [] });
    expect(gateway(bench.current.sim, "outbound")).toMatchObject({
      mediaEncryption: "enable",
      transport: "udp",
    });
    expect(await bench.current.refresh()).toMatchObject({ errors: [] });
    expect(await bench.current.up(program)).toMatchObject({ errors: [], lines: [] });
  });
});

describe('gatewaySettings: "initial"', () => {
  const set = support({ gatewaySettings: "initial" });
  const tuned = sipGateway("tuned", { gatewayId, transport: "udp", address: "sip2.example.com" });

  test("the set creates the gateways, SipGateway owns them from then on, and no resource sees drift", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([set, tuned]));
    expect(gateway(sim, "outbound")).toMatchObject({
      transport: "udp",
      address: "sip2.example.com",
      auth: outbound.auth,
    });
    expect(await bench.current.up([set, tuned])).toMatchObject({ errors: [], lines: [] });
    expect(await bench.current.refresh()).toMatchObject({
      errors: [],
      ops: { support: "same", tuned: "same" },
    });
    expect(await bench.current.up([set, tuned])).toMatchObject({ errors: [], lines: [] });
  });

  test("a refresh shows what is there, even after an `up` that was interrupted between two owners", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([set, tuned]));
    sim.addFault({ kind: "status", status: 500, method: "PATCH", times: 100 });
    const broken = await bench.current.up([support({ mediaEncryption: "enable" })]);
    expect(broken.errors).toHaveLength(1);
    expect([...bench.current.engine.state.keys()]).toEqual(["support", "tuned"]);
    sim.clearFaults();
    expect(await bench.current.refresh()).toMatchObject({ errors: [] });
    expect(await bench.current.up([support({ mediaEncryption: "enable" })])).toMatchObject({
      errors: [],
      ops: { support: "update", tuned: "delete" },
    });
  });

  test("settings in the set's arguments may change without effect on its gateways", async () => {
    await bench.current.done(bench.current.up([set, tuned]));
    const changed = support({ gatewaySettings: "initial", name: "Sales", mediaEncryption: "enable" });
    const up = await bench.current.up([changed, tuned]);
    expect(up).toMatchObject({ errors: [], ops: { support: "same" }, lines: [] });
  });

  test("gateways that are created later get the settings of that time", async () => {
    const { sim } = bench.current;
    const kind = { gatewaySettings: "initial", isShared: false };
    await bench.current.done(bench.current.up([support(kind)]));
    const grown = support({ ...kind, mediaEncryption: "enable", phoneNumbers: [first, second, third] });
    await bench.current.done(bench.current.up([grown]));
    const byNumber = gateways(sim).map(({ numbers, mediaEncryption }) => [numbers[0], mediaEncryption]);
    expect(byNumber).toEqual(
      ["inbound", "outbound"].flatMap(() => [
        [first, "disable"],
        [second, "disable"],
        [third, "enable"],
      ]),
    );
  });

  test("returning the settings to the set changes them to its arguments", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([set, tuned]));
    expect(await bench.current.up([support()])).toMatchObject({
      errors: [],
      ops: { support: "update", tuned: "delete" },
    });
    expect(gateway(sim, "outbound")).toMatchObject({ transport: "tls", address: outbound.address });
    expect(await bench.current.up([support()])).toMatchObject({ lines: [] });
  });
});
