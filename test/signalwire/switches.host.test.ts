import { describe, expect, test } from "vitest";
import type { SignalWireBehaviour } from "../../src/simulator";
import { signalwireEndpoint, signalwireGateway, type Declared } from "../support/program.js";
import { allHandlers, pbx, pbxArgs, phone, phoneArgs, uuid } from "../support/signalwire-samples.js";
import { SignalWireDashboard, signalwireEndpoints, signalwireGateways } from "../support/signalwire-view.js";
import { engineFor, Stack, useStack } from "../support/stack.js";
import { complete, variantsOf } from "../support/variants.js";

const bench = useStack({ config: { "signalwire:maxRetries": "0" } });

/** Each switch at each of its values. */
const cases = [{ name: "the defaults", behaviour: {} }, ...variantsOf("signalwire")];

const flow = { type: "call_flow", flowId: uuid };
const topic = { type: "relay_topic", relayTopic: "office" };
const plain = { username: "lobby", password: "CANARY-lobby" };

/** Two gateways and three endpoints, before a change of each and after it. */
function program(changed: boolean): Declared[] {
  return [
    pbx(changed ? { codecs: ["OPUS", "G722"], name: "Carrier line" } : {}),
    signalwireGateway("backup", { ...pbxArgs, uri: `sip:backup@${changed ? "two" : "one"}.example.com` }),
    phone(changed ? { callerId: "Reception", callHandler: topic } : {}),
    signalwireEndpoint("lobby", {
      ...plain,
      callHandler: changed ? { ...flow, flowVersion: "working_copy" } : flow,
    }),
    signalwireEndpoint("bare", changed ? { ...phoneArgs, username: "bare" } : { ...plain, username: "bare" }),
  ];
}

describe("a project at a SignalWire where", () => {
  test.each(cases)("$name: is created, changed, read and destroyed", async ({ behaviour }) => {
    const { current: stack } = bench;
    stack.sim.configure(behaviour);
    for (const changed of [false, true]) {
      const declared = complete(program(changed));
      const op = changed ? "update" : "create";
      const ops = { pbx: op, backup: op, phone: op, lobby: op, bare: op };
      expect(await stack.up(declared)).toMatchObject({ errors: [], ops });
      const refresh = await stack.refresh();
      expect(refresh).toMatchObject({ errors: [], writes: [] });
      expect(Object.values(refresh.ops).filter((one) => one !== "same")).toEqual([]);
      expect(await stack.up(declared)).toMatchObject({ errors: [], lines: [] });
    }
    const byUri = signalwireGateways(stack.sim).toSorted((a, b) => (a.uri < b.uri ? 1 : -1));
    expect(byUri).toMatchObject([
      { name: "Carrier line", codecs: ["OPUS", "G722"], uri: pbxArgs.uri },
      { uri: "sip:backup@two.example.com" },
    ]);
    const byName = signalwireEndpoints(stack.sim).toSorted((a, b) => (a.username < b.username ? -1 : 1));
    expect(byName).toMatchObject([
      { username: "bare", encryption: "required" },
      { username: "front-desk", caller_id: "Reception", call_relay_topic: "office" },
      { username: "lobby", call_flow_version: "working_copy" },
    ]);
    expect(await stack.destroy()).toMatchObject({ errors: [], output: "" });
    expect([...signalwireGateways(stack.sim), ...signalwireEndpoints(stack.sim)]).toEqual([]);
  });
});

describe("errors of another form", () => {
  test.each<[Partial<SignalWireBehaviour>, string]>([
    [{ errorShape: "relay" }, "Uri must be unique within project (not_unique_within_project)"],
    [{ errorShape: "fabric" }, "uri: Uri must be unique within project (not_unique_within_project)"],
    [{ errorShape: "plain" }, "Uri must be unique within project"],
    [{ relayErrorCodes: "status" }, "uri: Uri must be unique within project (not_unique_within_project)"],
  ])("%j: are shown completely, and not found is still not found", async (signalwire, words) => {
    const { current: stack } = bench;
    const elsewhere = new Stack(stack.sim, engineFor(stack.sim, bench.home, {}, "shop/prod"));
    await elsewhere.done(elsewhere.up([pbx({ name: "First" }), phone()]));
    const ids = [...signalwireGateways(stack.sim), ...signalwireEndpoints(stack.sim)].map(({ id }) => id);
    stack.sim.configure({ signalwire });
    const { errors } = await stack.up([pbx()]);
    expect(errors).toEqual([expect.stringContaining(`create failed: ${words} (HTTP 422, POST `)]);
    expect(errors[0]).toContain(`SIP gateway ${ids[0] ?? ""} has the URI ${pbxArgs.uri} already`);
    const taken = await stack.up([phone()]);
    expect(taken.errors).toEqual([expect.stringContaining("Username must be unique within project")]);
    expect(taken.errors[0]).toContain(`SIP endpoint ${ids[1] ?? ""} has the user name "front-desk" already`);

    const own = signalwireEndpoint("own", { ...plain, callHandler: allHandlers[0] });
    await stack.done(stack.up([own]));
    await new SignalWireDashboard(stack.sim).deleteEndpoints();
    expect(await stack.refresh()).toMatchObject({ errors: [], ops: { own: "delete" } });
  });
});

test("a project that is not that of the settings is an error on read, and never gone", async () => {
  const { current: stack } = bench;
  await stack.done(stack.up([pbx()]));
  stack.sim.configure({ signalwire: { foreignProject: true } });
  const refresh = await stack.refresh();
  expect(refresh.errors).toEqual([
    expect.stringMatching(/is in the project .* and the settings name the project/),
  ]);
  expect(stack.engine.state.has("pbx")).toBe(true);
  stack.sim.configure({ signalwire: { foreignProject: false } });
  expect(await stack.refresh()).toMatchObject({ errors: [], ops: { pbx: "same" } });
});

test("a link to another host is followed on the configured one, and no credentials reach the other", async () => {
  const { current: stack } = bench;
  stack.sim.configure({ signalwire: { nextLinks: "foreign-host", pageSize: 1 } });
  const first = signalwireGateway("first", { ...pbxArgs, uri: "first@example.com" });
  const second = signalwireGateway("second", { ...pbxArgs, uri: "second@example.com" });
  await stack.done(stack.up([first, second]));
  const up = await stack.up([first, second, pbx()]);
  // The simulator listens on one address only, so a request elsewhere would be an error.
  expect(up).toMatchObject({ errors: [], ops: { pbx: "create" } });
  expect(up.requests.filter(({ url }) => url.includes("page_token"))).toHaveLength(1);
});
