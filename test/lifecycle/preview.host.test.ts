import { beforeAll, describe, expect, test } from "vitest";
import { unknownValue } from "../../src/lifecycle/unknown.js";
import { phoneNumberSet, ref, sipGateway, sipTrunk, type Declared } from "../support/program.js";
import {
  carrier,
  first,
  openOutbound,
  outbound,
  pairs,
  second,
  setArgs,
  support,
  trunkArgs,
} from "../support/samples.js";
import { engineFor, Stack, useSharedStack, useStack } from "../support/stack.js";
import { gateway } from "../support/vendor-view.js";

const bench = useStack();

/** A value that no preview knows while its resource is still to be created. */
const later = ref("source", "id");
const source = sipTrunk("source", { ...trunkArgs, name: "source" });

const { auth } = outbound;

const unknowns: [string, Declared][] = [
  ["the whole list of numbers", support({ phoneNumbers: later })],
  ["one number of two", support({ phoneNumbers: [later, first] })],
  ["two numbers, which may differ", support({ phoneNumbers: [later, ref("source", "secondId")] })],
  ["one number that is listed twice", support({ phoneNumbers: [later, later] })],
  ["a name", support({ name: later })],
  ["isShared", support({ isShared: later })],
  ["mediaEncryption", support({ mediaEncryption: later })],
  ["inbound", support({ inbound: later })],
  ["inbound.sipRegion", support({ inbound: { sipRegion: later } })],
  ["outbound", support({ outbound: later })],
  ["outbound.address", support({ outbound: { ...outbound, address: later } })],
  ["outbound.auth", support({ outbound: { ...outbound, auth: later } })],
  ["outbound.auth.password", support({ outbound: { ...outbound, auth: { ...auth, password: later } } })],
  ["gatewaySettings", support({ gatewaySettings: later })],
  ["a trunk's name", carrier({ name: later })],
  ["a trunk's numbers", carrier({ numbers: [later] })],
  ["a trunk's credentials", carrier({ auth: later })],
  ["a trunk's password", carrier({ auth: { username: "u", password: later } })],
];

describe("a value that is not known yet is neither a failure nor a request", () => {
  const shared = useSharedStack();
  beforeAll(async () => {
    await shared.current.done(shared.current.up([support(), carrier()]));
  });

  test.each(unknowns)("%s, of a new resource", async (_name, declared) => {
    const empty = new Stack(shared.current.sim, engineFor(shared.current.sim, shared.home));
    const preview = await empty.preview([source, declared]);
    expect(preview).toMatchObject({ errors: [], ops: { [declared.name]: "create" }, lines: [], output: "" });
  });

  test.each(unknowns)("%s, of one that exists", async (_name, declared) => {
    const other = declared.name === "support" ? carrier() : support();
    const preview = await shared.current.preview([source, other, declared]);
    expect(preview).toMatchObject({
      errors: [],
      ops: { source: "create", [declared.name]: "update", [other.name]: "same" },
      replaceKeys: {},
      lines: [],
      output: "",
    });
  });
});

describe("next to values that are not known yet", () => {
  test("a gateway's id: no request about a gateway that does not exist yet", async () => {
    const tuned = sipGateway("tuned", {
      gatewayId: ref("support", "inboundGatewayIds", 0),
      transport: "udp",
    });
    const preview = await bench.current.preview([support(), tuned]);
    expect(preview).toMatchObject({ errors: [], ops: { support: "create", tuned: "create" }, lines: [] });
  });

  test("what is known is still checked", async () => {
    const wrong = support({
      phoneNumbers: [later, "123"],
      outbound: { ...outbound, address: later, transport: "x" },
    });
    const preview = await bench.current.preview([source, wrong]);
    expect(preview.errors.map((error) => error.split(":")[0])).toEqual([
      "phoneNumbers[1]",
      "outbound.transport",
    ]);
    expect(preview.errors.join()).not.toContain(unknownValue);
  });

  test.each([
    ["isShared changed", support(), pairs({ outbound: { ...outbound, address: later } }), ["isShared"]],
    [
      "credentials removed",
      support(),
      support({ outbound: { ...openOutbound, address: later } }),
      ["outbound"],
    ],
  ])("a replacement that is certain nevertheless is announced: %s", async (_name, before, after, keys) => {
    await bench.current.done(bench.current.up([before]));
    const preview = await bench.current.preview([source, after]);
    expect(preview).toMatchObject({ errors: [], replaceKeys: { support: keys }, lines: [] });
  });

  test("they reach the vendor as the values that they turn out to be", async () => {
    const { sim } = bench.current;
    const program = [
      source,
      phoneNumberSet("support", {
        ...setArgs,
        name: ref("source", "name"),
        phoneNumbers: [ref("source", "numbers", 0), second],
        outbound: { ...outbound, address: ref("source", "domain") },
      }),
      sipGateway("tuned", {
        gatewayId: ref("support", "outboundGatewayIds", 0),
        address: ref("source", "domain"),
      }),
    ];
    expect(await bench.current.preview(program)).toMatchObject({ errors: [], lines: [] });
    const up = await bench.current.up(program);
    expect(up).toMatchObject({ errors: [] });
    expect(JSON.stringify(up.requests)).not.toContain(unknownValue);
    expect(gateway(sim, "outbound")).toMatchObject({
      address: trunkArgs["domain"],
      numbers: [first, second],
    });
    expect(JSON.stringify([...bench.current.engine.state])).not.toContain(unknownValue);
    expect(await bench.current.preview(program)).toMatchObject({
      ops: { source: "same", support: "same", tuned: "same" },
    });
  });
});

describe("a preview of changes", () => {
  test("sends nothing to the vendor and shows what the up then does", async () => {
    await bench.current.done(bench.current.up([support(), carrier()]));
    const programs = [
      [support({ mediaEncryption: "enable" }), carrier()],
      [pairs({ mediaEncryption: "enable" }), carrier({ direction: "inbound" })],
      [carrier({ direction: "inbound" })],
    ];
    for (const program of programs) {
      const preview = await bench.current.preview(program);
      expect(preview).toMatchObject({ errors: [], lines: [] });
      const { ops, replaceKeys } = await bench.current.done(bench.current.up(program));
      expect({ ops, replaceKeys }).toEqual({ ops: preview.ops, replaceKeys: preview.replaceKeys });
    }
  });

  test("an update in place leaves the id known, so that what uses it shows no change", async () => {
    const user = sipTrunk("user", { ...trunkArgs, name: ref("support", "id") });
    await bench.current.done(bench.current.up([support(), user]));
    const preview = await bench.current.preview([support({ mediaEncryption: "enable" }), user]);
    expect(preview).toMatchObject({ errors: [], ops: { support: "update", user: "same" } });
  });
});
