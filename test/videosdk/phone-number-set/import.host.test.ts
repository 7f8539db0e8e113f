import { beforeAll, describe, expect, test } from "vitest";
import type { Declared } from "../../support/program.js";
import { sipGateway } from "../../support/program.js";
import {
  carrier,
  first,
  openOutbound,
  pairs,
  second,
  support,
  third,
  trunkFields,
} from "../../support/samples.js";
import { useSharedStack, useStack } from "../../support/stack.js";
import { Dashboard, gateway, gateways } from "../../support/vendor-view.js";

const bench = useStack();

/** Reads an object by its id alone, and puts it into state as an import does. */
async function importById(declared: Declared, id: string): Promise<void> {
  const read = await bench.current.engine.get(declared, id);
  if (read === undefined) throw new Error(`${id} was not found`);
  const { vendor, type, name } = declared;
  expect(read.inputs).toBeDefined();
  expect(JSON.stringify(read)).not.toContain("CANARY");
  bench.current.engine.state.set(name, {
    ...{ vendor, type, name, id: read.id },
    inputs: read.inputs ?? {},
    outputs: read.properties,
    initErrors: [],
    pendingReplacement: false,
    dependencies: {},
  });
}

/**
 * A program's `get` of what does not exist must fail: after «gone», the engine continues with an object without
 * properties.
 */
async function expectNoSuchObject(declared: Declared, id: string, { engine } = bench.current): Promise<void> {
  await expect(engine.get(declared, id)).rejects.toThrow(`videosdk has no such object: ${id}`);
}

/** Creates the vendor's objects and removes them from the state of this stack. */
async function makeAndForget(declared: Declared): Promise<void> {
  await bench.current.done(bench.current.up([declared]));
  bench.current.engine.state.clear();
}

describe("a set that is known by its id alone", () => {
  test.each([
    ["the inbound gateway of a shared set", support(), () => gateway(bench.current.sim, "inbound").id],
    ["the numbers of a shared set", support(), () => `${second}, ${first}`],
    ["the numbers of a set of pairs", pairs(), () => `${first},${second}`],
  ])(
    "%s: everything but the password is read, and the program that created it changes nothing",
    async (_name, set, id) => {
      await makeAndForget(set);
      await importById(set, id());
      expect(bench.current.outputs("support")).toMatchObject({
        phoneNumbers: [first, second],
        isShared: set.inputs["isShared"] ?? true,
        mediaEncryption: "disable",
        inbound: { sipRegion: "us002" },
        outbound: openOutbound,
      });
      const before = gateways(bench.current.sim);
      const up = await bench.current.up([set]);
      expect(up).toMatchObject({ errors: [], ops: { support: "update" }, writes: [] });
      expect(gateways(bench.current.sim)).toEqual(before);
      expect(await bench.current.up([set])).toMatchObject({ ops: { support: "same" }, lines: [] });
      await bench.current.done(bench.current.destroy());
      expect(gateways(bench.current.sim)).toEqual([]);
    },
  );

  test.each([
    ["one number, by its number", () => first, [first]],
    ["one number, by its gateway", () => gateway(bench.current.sim, "inbound").id, [first]],
    ["several numbers with a pair each", () => `${first},${second}`, [first, second]],
  ])("is shared if its program says so, where nothing else tells: %s", async (_name, id, phoneNumbers) => {
    for (const isShared of [true, false]) {
      const set = support({ phoneNumbers, isShared: false });
      await makeAndForget(set);
      await importById(set, id());
      const imported = await bench.current.up([support({ phoneNumbers, isShared })]);
      expect(imported).toMatchObject({ errors: [], ops: { support: "update" } });
      // The password, which this import does not hold.
      expect(imported.writes.every((line) => line.startsWith("PATCH"))).toBe(true);
      const again = support({ phoneNumbers: [...phoneNumbers, third], isShared });
      expect((await bench.current.preview([again])).ops).toMatchObject({ support: "update" });
      await bench.current.done(bench.current.destroy());
    }
  });

  test.each([[[first]], [[first, "+14155550199"]]])(
    "is not known by a part of its numbers: %j; the error names the gateway",
    async (part) => {
      await makeAndForget(support());
      const { id } = gateway(bench.current.sim, "inbound");
      await expect(bench.current.engine.get(support(), part.join(","))).rejects.toThrow(
        new RegExp(`is not a whole set: inbound gateway ${id} carries \\${second}, too`),
      );
    },
  );

  /** A set that is in no state, with pairs of gateways that differ. */
  async function makeUnequal(): Promise<{ readonly inbound: string[]; readonly outbound: string[] }> {
    const { sim } = bench.current;
    await makeAndForget(pairs());
    const idsOf = (direction: string): string[] =>
      gateways(sim).flatMap((one) => (one.direction === direction ? [one.id] : []));
    const made = { inbound: idsOf("inbound"), outbound: idsOf("outbound") };
    await new Dashboard(sim).patchGateway(String(made.outbound[1]), { transport: "udp" });
    return made;
  }

  test("gateways with different settings cannot be one set: the error names them, and the ways that are left", async () => {
    const { inbound, outbound } = await makeUnequal();
    const refused = bench.current.engine.get(pairs(), `${first},${second}`);
    const message = await refused.then(String, String);
    for (const id of [...inbound, ...outbound]) expect(message).toContain(id);
    expect(message).toContain("pulumi-sip export");
    expect(message).toContain('gatewaySettings: "initial"');
    expect(message).toContain("adopt: [");
    expect(message).toContain("pulumi state move");
  });

  test("they can be one set that leaves their settings to others: adopt takes them over as they are", async () => {
    const { inbound } = await makeUnequal();
    const before = gateways(bench.current.sim);
    const set = pairs({ gatewaySettings: "initial", adopt: inbound });
    const up = await bench.current.up([set]);
    expect(up).toMatchObject({ errors: [], ops: { support: "create" } });
    expect(bench.current.outputs("support")["inboundGatewayIds"]).toHaveLength(2);
    expect(gateways(bench.current.sim)).toEqual(before);
    const after = pairs({ gatewaySettings: "initial" });
    expect(await bench.current.up([after])).toMatchObject({ errors: [], writes: [] });
    expect(gateways(bench.current.sim)).toEqual(before);
    await bench.current.done(bench.current.destroy());
    expect(gateways(bench.current.sim)).toEqual([]);
  });

  test("or each pair is imported as a set of its own", async () => {
    await makeUnequal();
    for (const [e164, transport] of [
      [first, "tls"],
      [second, "udp"],
    ] as const) {
      const read = await bench.current.engine.get(pairs({ phoneNumbers: [e164] }), e164);
      expect(read?.properties).toMatchObject({ phoneNumbers: [e164], outbound: { transport } });
    }
  });

  test("numbers that are registered and attached to nothing are no set", async () => {
    await makeAndForget(support());
    for (const e164 of [first, second]) await new Dashboard(bench.current.sim).detach(e164);
    await expectNoSuchObject(support(), `${first},${second}`);
  });
});

describe("ids of no object", () => {
  const shared = useSharedStack();
  beforeAll(async () => {
    await shared.current.done(shared.current.up([support()]));
  });

  test.each([
    ["a gateway that does not exist", "no-such-gateway"],
    ["a number that is not registered", "+14155559999"],
    ["an id that is known from state only", "set-0123456789abcdef"],
  ])("%s is an error that names it, and no empty object", async (_name, id) => {
    await expectNoSuchObject(support(), id, shared.current);
  });

  test.each(["a/../b", "..", "gw?x=1", "gw#1", "%2e%2e"])(
    "the id %s stays in its place in the path",
    async (id) => {
      shared.current.sim.clearRequests();
      await expect(shared.current.engine.get(support(), id)).rejects.toThrow(
        /cannot be used as an id|has no such object/,
      );
      const segment = encodeURIComponent(id);
      for (const { url } of shared.current.sim.requests()) {
        expect(url).toMatch(/^\/v2\/sip\/(phone-numbers|inbound-gateways|outbound-gateways)/);
        if (url.includes("-gateways/")) expect(url.split("/").at(-1)).toBe(segment);
      }
    },
  );
});

describe("a gateway that is known by its id alone", () => {
  test.each([
    ["inbound", { mediaEncryption: "disable", sipRegion: "us002" }],
    ["outbound", { mediaEncryption: "disable", ...openOutbound }],
  ] as const)("%s: its settings but the password", async (direction, settings) => {
    await makeAndForget(support());
    const { id } = gateway(bench.current.sim, direction);
    const tuned = sipGateway("tuned", { gatewayId: id, ...settings });
    await importById(tuned, id);
    expect(bench.current.outputs("tuned")).toMatchObject({ ...settings, gatewayId: id, direction });
    expect(await bench.current.up([tuned])).toMatchObject({ errors: [], ops: { tuned: "same" }, lines: [] });
  });

  test("one that does not exist is an error that names it", async () => {
    await expectNoSuchObject(sipGateway("tuned", {}), "gw-nowhere");
  });
});

describe("a trunk that is known by its id alone", () => {
  test("all fields but the password; declaring it sends that, once", async () => {
    await makeAndForget(carrier());
    const [trunk] = bench.current.sim.state().videosdk.trunks;
    await importById(carrier(), String(trunk?.trunkId));
    expect(bench.current.outputs("carrier")).toMatchObject({ name: "carrier", ...trunkFields });
    expect(await bench.current.up([carrier()])).toMatchObject({ errors: [], ops: { carrier: "update" } });
    expect(bench.current.sim.state().videosdk.trunks).toEqual([trunk]);
    expect(await bench.current.up([carrier()])).toMatchObject({ ops: { carrier: "same" }, lines: [] });
  });

  test("one that does not exist is an error that names it", async () => {
    await expectNoSuchObject(carrier(), "no-such-trunk");
  });
});
