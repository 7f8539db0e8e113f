import { describe, expect, test } from "vitest";
import type { Fault } from "../../src/simulator";
import { allHandlers, barePhone, pbx, pbxArgs, phone, phoneCanaries } from "../support/signalwire-samples.js";
import { SignalWireDashboard, signalwireEndpoints, signalwireGateways } from "../support/signalwire-view.js";
import { useStack } from "../support/stack.js";

const bench = useStack({ config: { "signalwire:maxRetries": "0" } });

const gateways = "/api/fabric/resources/sip_gateways";
const endpoints = "/api/relay/rest/endpoints/sip";
const readGateway = `GET ${gateways}/{gateway}`;
const patch = `PATCH ${gateways}/{gateway}`;
const readEndpoint = `GET ${endpoints}/{endpoint}`;
const put = `PUT ${endpoints}/{endpoint}`;

function dashboard(): SignalWireDashboard {
  return new SignalWireDashboard(bench.current.sim);
}

describe("what is changed elsewhere", () => {
  test.each([
    ["name", { name: "Elsewhere" }],
    ["uri", { uri: "elsewhere@example.com" }],
    ["encryption", { encryption: "optional" }],
    ["ciphers", { ciphers: ["AES_256_CM_HMAC_SHA1_80"] }],
    ["codecs", { codecs: ["G722"] }],
  ])("a gateway's %s is found by refresh and corrected by up", async (_name, change) => {
    await bench.current.done(bench.current.up([pbx()]));
    await dashboard().patchGateways(change);
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { pbx: "refresh" } });
    const up = await bench.current.up([pbx()]);
    expect(up).toMatchObject({ errors: [], ops: { pbx: "update" }, writes: [patch] });
    expect(signalwireGateways(bench.current.sim)).toMatchObject([pbxArgs]);
  });

  test.each([
    ["username", { username: "elsewhere" }],
    ["callerId", { caller_id: "Elsewhere" }],
    ["sendAs", { send_as: "+14155550199" }],
    ["ciphers", { ciphers: ["AES_256_CM_HMAC_SHA1_80"] }],
    ["codecs", { codecs: [] }],
    ["encryption", { encryption: "optional" }],
    ["callHandler", { call_handler: "relay_connector" }],
    ["callHandler.requestUrl", { call_request_url: "https://elsewhere.example.com" }],
  ])("an endpoint's %s is found by refresh and corrected by up", async (name, change) => {
    await bench.current.done(bench.current.up([phone()]));
    const before = signalwireEndpoints(bench.current.sim);
    await dashboard().putEndpoints(change);
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { phone: "refresh" } });
    const up = await bench.current.up([phone()]);
    // Before it takes a name, it looks whether another endpoint has it.
    const look = name === "username" ? [expect.stringContaining(`GET ${endpoints}?`) as string] : [];
    const lines = [readEndpoint, ...look, put];
    expect(up).toMatchObject({ errors: [], ops: { phone: "update" }, lines });
    expect(up.requests.at(-1)?.requestBody).not.toHaveProperty("password");
    const [handler] = signalwireEndpoints(bench.current.sim).map((one) => one.calling_handler_resource_id);
    expect(signalwireEndpoints(bench.current.sim)).toEqual(
      before.map((one) => ({ ...one, calling_handler_resource_id: handler })),
    );
  });

  test("in fields that the program leaves to the project, it is an output and no change", async () => {
    await bench.current.done(bench.current.up([barePhone()]));
    await dashboard().putEndpoints({ caller_id: "Elsewhere", codecs: ["VP8"], encryption: "required" });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { phone: "same" } });
    expect(bench.current.outputs("phone")).toMatchObject({
      effective: { callerId: "Elsewhere", codecs: ["VP8"], encryption: "required" },
    });
    expect(await bench.current.up([barePhone()])).toMatchObject({ ops: { phone: "same" }, lines: [] });
  });

  test("deleted objects are removed from state by a refresh and recreated by the next up", async () => {
    const program = [pbx(), phone()];
    await bench.current.done(bench.current.up(program));
    await dashboard().deleteGateways();
    await dashboard().deleteEndpoints();
    const stale = await bench.current.up([pbx({ name: "Other" }), phone({ callerId: "Other" })]);
    expect(stale).toMatchObject({ writes: [] });
    for (const error of stale.errors) expect(error).toContain("Run 'pulumi refresh'");
    expect(await bench.current.refresh()).toMatchObject({
      errors: [],
      ops: { pbx: "delete", phone: "delete" },
    });
    expect(await bench.current.up(program)).toMatchObject({ ops: { pbx: "create", phone: "create" } });
    expect(signalwireEndpoints(bench.current.sim)).toMatchObject([{ password: phoneCanaries.first }]);
  });

  test("deleted objects do not prevent a destroy", async () => {
    await bench.current.done(bench.current.up([pbx(), phone()]));
    await dashboard().deleteGateways();
    await dashboard().deleteEndpoints();
    expect(await bench.current.destroy()).toMatchObject({ errors: [], output: "" });
    expect(await bench.current.destroy()).toMatchObject({ errors: [], lines: [] });
  });
});

describe("a gateway whose addresses cannot be read", () => {
  const noAddresses: Fault = { kind: "status", status: 500, path: `${gateways}/*/addresses` };

  test("is in state after its creation, and the next up completes it without a second creation", async () => {
    bench.current.sim.addFault(noAddresses);
    const up = await bench.current.up([pbx()]);
    expect(up.errors).toEqual([expect.stringMatching(/addresses/)]);
    const [made] = signalwireGateways(bench.current.sim);
    expect(bench.current.engine.state.get("pbx")).toMatchObject({
      id: made?.id,
      initErrors: [expect.stringContaining("HTTP 500")],
      outputs: { addresses: [] },
    });
    const again = await bench.current.up([pbx()]);
    expect(again).toMatchObject({ errors: [], ops: { pbx: "update" }, writes: [] });
    expect(bench.current.outputs("pbx")).toMatchObject({ addresses: [{ name: "carrier" }] });
    expect(await bench.current.up([pbx()])).toMatchObject({ ops: { pbx: "same" }, lines: [] });
  });

  test("is not updated a second time after an update that reached that point", async () => {
    await bench.current.done(bench.current.up([pbx()]));
    bench.current.sim.addFault(noAddresses);
    const changed = pbx({ codecs: ["G722"] });
    expect((await bench.current.up([changed])).errors).toHaveLength(1);
    const again = await bench.current.up([changed]);
    expect(again).toMatchObject({ errors: [], writes: [] });
    expect(again.lines).toEqual([readGateway, `${readGateway}/addresses`]);
  });
});

describe("a rotation of the password that fails", () => {
  const rotated = phone({ password: phoneCanaries.second });

  test.each([
    ["refused", { kind: "status", status: 422 }, phoneCanaries.first],
    ["lost before its effect", { kind: "drop-before" }, phoneCanaries.first],
    ["lost after its effect", { kind: "drop-after" }, phoneCanaries.second],
  ] as const)("%s: does not count as done, and can be completed or reverted", async (_name, fault, then) => {
    for (const next of [rotated, phone()]) {
      await bench.current.done(bench.current.up([phone()]));
      bench.current.sim.addFault({ ...fault, method: "PUT" });
      const failed = await bench.current.up([rotated]);
      expect(failed.errors).toHaveLength(1);
      expect(failed.errors.join() + failed.output).not.toContain("CANARY");
      expect(signalwireEndpoints(bench.current.sim)).toMatchObject([{ password: then }]);
      await bench.current.done(bench.current.up([next]));
      expect(signalwireEndpoints(bench.current.sim)).toMatchObject([
        { password: next === rotated ? phoneCanaries.second : phoneCanaries.first },
      ]);
      expect(await bench.current.up([next])).toMatchObject({ ops: { phone: "same" }, lines: [] });
      await bench.current.done(bench.current.destroy());
    }
  });
});

describe("an endpoint whose replacement is cut off between deletion and creation", () => {
  test("is created by the next up, once", async () => {
    await bench.current.done(bench.current.up([phone()]));
    const [old] = signalwireEndpoints(bench.current.sim);
    bench.current.sim.addFault({ kind: "status", status: 422, method: "POST" });
    const bare = phone({ callHandler: undefined });
    const cut = await bench.current.up([bare]);
    expect(cut).toMatchObject({ ops: { phone: "replace" }, replaceKeys: { phone: ["callHandler"] } });
    expect(cut.errors).toHaveLength(1);
    expect(cut.output).toContain("is to be replaced: callHandler is removed");
    expect(signalwireEndpoints(bench.current.sim)).toEqual([]);
    await bench.current.done(bench.current.up([bare]));
    const made = signalwireEndpoints(bench.current.sim);
    expect(made).toMatchObject([{ call_handler: null, username: "front-desk" }]);
    expect(made[0]?.id).not.toBe(old?.id);
    expect(await bench.current.up([bare])).toMatchObject({ ops: { phone: "same" }, lines: [] });
  });

  test("with any handler that it had, the replacement deletes the old one first and says why", async () => {
    for (const callHandler of allHandlers.slice(0, 3)) {
      await bench.current.done(bench.current.up([barePhone({ callHandler })]));
      const up = await bench.current.up([barePhone()]);
      expect(up).toMatchObject({ errors: [], replaceKeys: { phone: ["callHandler"] } });
      expect(up.writes).toEqual([`DELETE ${endpoints}/{endpoint}`, `POST ${endpoints}`]);
    }
  });
});
