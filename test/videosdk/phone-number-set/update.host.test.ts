import { describe, expect, test } from "vitest";
import { canaries, first, outbound, pairs, second, support, third } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import type { Properties } from "../../support/wire.js";
import { attached, Dashboard, gateway, gateways, leftovers, registered } from "../../support/vendor-view.js";

const bench = useStack();

const patchIn = "PATCH /v2/sip/phone-numbers/gateways/{inbound}";
const patchOut = "PATCH /v2/sip/phone-numbers/gateways/{outbound}";
const detach = "POST /v2/sip/phone-numbers/detach";
const create = "POST /v2/sip/phone-numbers";
const deleteIn = "DELETE /v2/sip/inbound-gateways/{inbound}";
const deleteOut = "DELETE /v2/sip/outbound-gateways/{outbound}";

/** What an update sends: every field that the direction allows, changed or not. */
const inboundBody = { name: "support", mediaEncryption: "disable", sipRegion: "us002" };
const outboundBody = { name: "support", mediaEncryption: "disable", ...outbound };

describe("settings change in place", () => {
  const auth = { username: "user", password: canaries.other };
  test.each<[string, Properties, ...[string, Properties][]]>([
    [
      "name",
      { name: "Sales" },
      [patchIn, { ...inboundBody, name: "Sales" }],
      [patchOut, { ...outboundBody, name: "Sales" }],
    ],
    [
      "mediaEncryption",
      { mediaEncryption: "enable" },
      [patchIn, { ...inboundBody, mediaEncryption: "enable" }],
      [patchOut, { ...outboundBody, mediaEncryption: "enable" }],
    ],
    [
      "inbound.sipRegion",
      { inbound: { sipRegion: "auto" } },
      [patchIn, { ...inboundBody, sipRegion: "auto" }],
    ],
    [
      "outbound.sipRegion",
      { outbound: { ...outbound, sipRegion: "auto" } },
      [patchOut, { ...outboundBody, sipRegion: "auto" }],
    ],
    [
      "outbound.address",
      { outbound: { ...outbound, address: "sip2.example.com" } },
      [patchOut, { ...outboundBody, address: "sip2.example.com" }],
    ],
    [
      "outbound.transport",
      { outbound: { ...outbound, transport: "udp" } },
      [patchOut, { ...outboundBody, transport: "udp" }],
    ],
    ["outbound.auth", { outbound: { ...outbound, auth } }, [patchOut, { ...outboundBody, auth }]],
  ])("%s: one PATCH with all fields for each gateway that it concerns", async (_, changes, ...patches) => {
    await bench.current.done(bench.current.up([support()]));
    const ids = gateways(bench.current.sim).map(({ id }) => id);
    const up = await bench.current.up([support(changes)]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" }, output: "" });
    expect(up.writes).toEqual(patches.map(([line]) => line));
    const bodies = up.requests
      .filter(({ method }) => method === "PATCH")
      .map(({ requestBody }) => requestBody);
    expect(bodies).toEqual(patches.map(([, body]) => body));
    expect(gateways(bench.current.sim).map(({ id }) => id)).toEqual(ids);
    expect(await bench.current.up([support(changes)])).toMatchObject({ ops: { support: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ ops: { support: "same" } });
  });

  test("credentials can be added in place", async () => {
    const { auth: added, ...plain } = outbound;
    await bench.current.done(bench.current.up([support({ outbound: plain })]));
    const up = await bench.current.up([support()]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" }, writes: [patchOut] });
    expect(gateway(bench.current.sim, "outbound").auth).toEqual(added);
  });

  test("with a pair for each number, every gateway of the direction is updated and no other", async () => {
    await bench.current.done(bench.current.up([pairs()]));
    const up = await bench.current.up([pairs({ outbound: { ...outbound, address: "sip2.example.com" } })]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" }, writes: [patchOut, patchOut] });
    expect(new Set(up.requests.filter(({ method }) => method === "PATCH").map(({ url }) => url)).size).toBe(
      2,
    );
  });

  test.each([
    ["releaseOnDelete", { releaseOnDelete: true }],
    ["gatewaySettings", { gatewaySettings: "initial" }],
  ])("%s alone changes nothing at the vendor", async (_, changes) => {
    await bench.current.done(bench.current.up([support()]));
    const up = await bench.current.up([support(changes)]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" }, writes: [] });
    expect(bench.current.outputs("support")).toMatchObject(changes);
    expect(await bench.current.up([support(changes)])).toMatchObject({ ops: { support: "same" }, lines: [] });
  });
});

describe("numbers change in place", () => {
  test("a number that is removed from a shared set is detached and stays registered", async () => {
    await bench.current.done(bench.current.up([support()]));
    const up = await bench.current.up([support({ phoneNumbers: [second] })]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" }, writes: [detach] });
    expect(attached(bench.current.sim)).toEqual([second]);
    expect(registered(bench.current.sim)).toEqual([first, second]);
    expect(bench.current.outputs("support")["numbers"]).toMatchObject([{ e164: second }]);
    expect(await bench.current.up([support({ phoneNumbers: [second] })])).toMatchObject({ lines: [] });
  });

  test("a number that is removed from a set of pairs is detached, and its own gateways are deleted", async () => {
    await bench.current.done(bench.current.up([pairs()]));
    const up = await bench.current.up([pairs({ phoneNumbers: [second] })]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" } });
    expect([...up.writes].sort()).toEqual([deleteIn, deleteOut, detach]);
    expect(attached(bench.current.sim)).toEqual([second]);
    expect(leftovers(bench.current.sim)).toEqual([]);
    expect(bench.current.outputs("support")["inboundGatewayIds"]).toEqual([
      gateway(bench.current.sim, "inbound").id,
    ]);
  });

  test("a number that is added to a set of pairs is created alone; calls of the others are not interrupted", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([pairs()]));
    const before = gateways(sim).map(({ id }) => id);
    const up = await bench.current.up([pairs({ phoneNumbers: [third, first, second] })]);
    expect(up).toMatchObject({ errors: [], ops: { support: "update" }, writes: [create] });
    const body = up.requests.find(({ method }) => method === "POST")?.requestBody;
    expect(body).toMatchObject({ phoneNumbers: [third], isShared: false });
    expect(attached(sim)).toEqual([first, second, third]);
    expect(gateways(sim).map(({ id }) => id)).toEqual(expect.arrayContaining(before));
    expect(bench.current.outputs("support")["outboundGatewayIds"]).toHaveLength(3);
    expect(await bench.current.up([pairs({ phoneNumbers: [first, second, third] })])).toMatchObject({
      lines: [],
    });
  });

  test("one number of a set of pairs may be exchanged for another, with new settings, in one run", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([pairs()]));
    const changes = { phoneNumbers: [second, third], mediaEncryption: "enable" };
    expect(await bench.current.up([pairs(changes)])).toMatchObject({
      errors: [],
      ops: { support: "update" },
    });
    expect(attached(sim)).toEqual([second, third]);
    expect(gateways(sim).map(({ mediaEncryption }) => mediaEncryption)).toEqual(Array(4).fill("enable"));
    expect(leftovers(sim)).toEqual([]);
  });

  test("a number that is attached elsewhere cannot be added: the error names it, and the rest of the set stays", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([pairs()]));
    await new Dashboard(sim).create([third]);
    const up = await bench.current.up([pairs({ phoneNumbers: [first, second, third] })]);
    expect(up.errors).toHaveLength(1);
    expect(up.errors[0]).toContain(`${third} is attached to inbound gateway`);
    expect(attached(sim)).toEqual([first, second, third]);
    expect(gateways(sim)).toHaveLength(6);
    await new Dashboard(sim).detach(third);
    expect(await bench.current.up([pairs({ phoneNumbers: [first, second, third] })])).toMatchObject({
      errors: [],
    });
    expect(bench.current.outputs("support")["numbers"]).toHaveLength(3);
  });

  test("with adopt, a number is added with the pair that it has, and its settings become the set's", async () => {
    const { sim } = bench.current;
    await bench.current.done(bench.current.up([pairs({ adopt: true })]));
    await new Dashboard(sim).create([third]);
    const program = [pairs({ adopt: true, phoneNumbers: [first, second, third] })];
    expect(await bench.current.up(program)).toMatchObject({ errors: [], ops: { support: "update" } });
    expect(gateways(sim)).toHaveLength(6);
    const settings = new Set(
      gateways(sim).map(({ direction, name, address, auth }) =>
        JSON.stringify({ direction, name, address, auth }),
      ),
    );
    expect(settings.size).toBe(2);
    expect(await bench.current.up(program)).toMatchObject({ ops: { support: "same" }, lines: [] });
  });
});
