import { describe, expect, test, vi } from "vitest";
import type { Fault } from "../../../src/simulator";
import { canaries, carrier, first, second, trunkArgs } from "../../support/samples.js";
import { useStack } from "../../support/stack.js";
import { Dashboard } from "../../support/vendor-view.js";

const bench = useStack({ config: { "videosdk:maxRetries": "0" } });

const post = "POST /v2/sip-trunk";
const get = "GET /v2/sip-trunk/{trunk}";
const put = "PUT /v2/sip-trunk/{trunk}";
const body = { name: "carrier", ...trunkArgs };

function trunks() {
  return bench.current.sim.state().videosdk.trunks;
}

describe("create and update", () => {
  test("one POST with all five fields; no change sends nothing, in any order of numbers", async () => {
    const up = await bench.current.up([carrier({ numbers: [second, "+1 (415) 555-0100"] })]);
    expect(up).toMatchObject({ errors: [], ops: { carrier: "create" }, lines: [post], output: "" });
    expect(up.requests[0]?.requestBody).toEqual({ ...body, numbers: [first, second] });
    expect(bench.current.engine.state.get("carrier")?.id).toBe(trunks()[0]?.trunkId);
    const again = await bench.current.up([carrier({ numbers: [first, second] })]);
    expect(again).toMatchObject({ ops: { carrier: "same" }, lines: [] });
  });

  test.each([
    ["name", { name: "Main line" }],
    ["domain", { domain: "other.example.com:5060" }],
    ["direction", { direction: "inbound" }],
    ["numbers", { numbers: [second] }],
    ["auth", { auth: { username: "trunk-user", password: canaries.other } }],
  ])("%s changes in place, by a PUT with all five fields", async (_name, change) => {
    await bench.current.done(bench.current.up([carrier()]));
    const up = await bench.current.up([carrier(change)]);
    expect(up).toMatchObject({ errors: [], ops: { carrier: "update" }, lines: [get, put] });
    expect(up.requests[1]?.requestBody).toEqual({ ...body, ...change });
    expect(await bench.current.up([carrier(change)])).toMatchObject({ ops: { carrier: "same" }, lines: [] });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { carrier: "same" } });
  });

  test.each(["e164", "digits", "integer"] as const)(
    "extensions and digits stay as they are declared, where VideoSDK shows numbers as %s",
    async (numberForm) => {
      bench.current.sim.configure({ videosdk: { numberForm } });
      const program = [carrier({ numbers: ["1001", first, second.slice(1)] })];
      const up = await bench.current.up(program);
      expect(up.errors).toEqual([]);
      expect(up.output).not.toContain("shows another numbers");
      expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { carrier: "same" } });
      expect(await bench.current.up(program)).toMatchObject({ ops: { carrier: "same" }, writes: [] });
    },
  );

  test("attemptDelete alone changes nothing at the vendor", async () => {
    await bench.current.done(bench.current.up([carrier()]));
    const up = await bench.current.up([carrier({ attemptDelete: true })]);
    expect(up).toMatchObject({ errors: [], ops: { carrier: "update" }, writes: [] });
    expect(bench.current.outputs("carrier")).toMatchObject({ attemptDelete: true });
  });

  test.each([
    ["before its effect", "before"],
    ["after its effect", "after"],
  ] as const)(
    "a PUT that fails %s is completed by the next up, and undone if the change is reverted",
    async (_name, when) => {
      bench.current.sim.configure({ videosdk: { passwords: "masked" } });
      await bench.current.done(bench.current.up([carrier()]));
      const rotated = carrier({ auth: { username: "trunk-user", password: canaries.other } });
      const fault: Fault = { kind: "status", status: 500, method: "PUT", path: "/v2/sip-trunk/*", when };
      bench.current.sim.addFault(fault);
      expect((await bench.current.up([rotated])).errors).toHaveLength(1);
      await bench.current.done(bench.current.up([rotated]));
      expect(trunks()).toMatchObject([{ auth: { password: canaries.other } }]);

      bench.current.sim.addFault(fault);
      expect((await bench.current.up([carrier()])).errors).toHaveLength(1);
      await bench.current.done(bench.current.up([rotated]));
      expect(trunks()).toMatchObject([{ auth: { password: canaries.other } }]);
    },
  );
});

describe("what happens elsewhere", () => {
  test("a change there is found by refresh and fixed by the next up", async () => {
    const dashboard = new Dashboard(bench.current.sim);
    await bench.current.done(bench.current.up([carrier()]));
    await dashboard.putTrunk(String(trunks()[0]?.trunkId), { ...body, domain: "elsewhere.example.com" });
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { carrier: "refresh" } });
    expect(await bench.current.up([carrier()])).toMatchObject({
      errors: [],
      ops: { carrier: "update" },
      lines: [get, put],
    });
    expect(trunks()).toMatchObject([body]);
  });

  test("a trunk that is deleted there is removed from state by a refresh, and recreated by the next up", async () => {
    await bench.current.done(bench.current.up([carrier()]));
    await new Dashboard(bench.current.sim).deleteTrunk(String(trunks()[0]?.trunkId));
    expect(await bench.current.refresh()).toMatchObject({ errors: [], ops: { carrier: "delete" } });
    expect(await bench.current.up([carrier()])).toMatchObject({ errors: [], ops: { carrier: "create" } });
    expect(trunks()).toHaveLength(1);
  });

  test("an update of a trunk that is gone says so and creates nothing", async () => {
    await bench.current.done(bench.current.up([carrier()]));
    const id = String(trunks()[0]?.trunkId);
    await new Dashboard(bench.current.sim).deleteTrunk(id);
    const up = await bench.current.up([carrier({ direction: "inbound" })]);
    expect(up).toMatchObject({ writes: [], errors: [expect.stringContaining(id)] });
    expect(up.errors[0]).toContain("pulumi refresh");
  });
});

describe("destroy", () => {
  test("leaves the trunk at the vendor and says so by name, without any request", async () => {
    await bench.current.done(bench.current.up([carrier()]));
    const destroy = await bench.current.destroy();
    expect(destroy).toMatchObject({ errors: [], ops: { carrier: "delete" }, lines: [] });
    expect(destroy.output).toContain("warning: videosdk SipTrunk: trunk");
    expect(destroy.output).toContain("(carrier)");
    expect(destroy.output).not.toContain("CANARY");
    expect(trunks()).toHaveLength(1);
    expect(await bench.current.destroy()).toMatchObject({ errors: [], lines: [], output: "" });
  });

  test.each([
    ["200", 200, 0, ""],
    ["204", 204, 0, ""],
    ["that there is no such route", false, 1, "stays at VideoSDK"],
  ] as const)(
    "attemptDelete tries, and an answer that says %s is understood",
    async (_name, trunkDelete, left, warning) => {
      bench.current.sim.configure({ videosdk: { trunkDelete } });
      await bench.current.done(bench.current.up([carrier({ attemptDelete: true })]));
      const destroy = await bench.current.destroy();
      const [attempt, look] = ["DELETE /v2/sip-trunk/{trunk}", "GET /v2/sip-trunk/{trunk}"];
      // That the trunk is shown, and a second attempt is refused too, proves that it was not a proxy which refused.
      const lines = trunkDelete === false ? [attempt, look, attempt, look] : [attempt];
      expect(destroy).toMatchObject({ errors: [], lines });
      expect(destroy.output).toContain(warning);
      expect(warning === "" ? destroy.output : "").toBe("");
      expect(trunks()).toHaveLength(left);
    },
  );

  test("attemptDelete tries once more where something in front of VideoSDK has no route for a moment", async () => {
    const { sim } = bench.current;
    sim.configure({ videosdk: { trunkDelete: 200 } });
    await bench.current.done(bench.current.up([carrier({ attemptDelete: true })]));
    sim.addFault({ kind: "proxy", proxy: "kong", method: "DELETE", path: "/v2/sip-trunk/*" });
    expect(await bench.current.destroy()).toMatchObject({ errors: [], output: "" });
    expect(trunks()).toEqual([]);
  });

  test.each([404, 402])(
    "attemptDelete of a trunk that is gone is success where that is a %d",
    async (status) => {
      bench.current.sim.configure({
        videosdk: { trunkDelete: 200, notFoundStatus: status === 404 ? 404 : 402 },
      });
      await bench.current.done(bench.current.up([carrier({ attemptDelete: true })]));
      await new Dashboard(bench.current.sim).deleteTrunk(String(trunks()[0]?.trunkId));
      bench.current.sim.configure({ videosdk: { trunkDelete: 200 } });
      expect(await bench.current.destroy()).toMatchObject({ errors: [], output: "" });
    },
  );

  test("attemptDelete that fails for another reason keeps the trunk in state", async () => {
    bench.current.sim.configure({ videosdk: { trunkDelete: 200 } });
    await bench.current.done(bench.current.up([carrier({ attemptDelete: true })]));
    bench.current.sim.addFault({ kind: "status", status: 403, method: "DELETE" });
    expect((await bench.current.destroy()).errors).toHaveLength(1);
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
    expect(trunks()).toEqual([]);
  });
});

describe("a creation that was never answered", () => {
  const openEnds: [string, Fault][] = [
    ["dropped after its effect", { kind: "drop-after" }],
    ["500 before its effect", { kind: "status", status: 500 }],
    ["an answer that is cut off", { kind: "malformed", when: "after" }],
    ["an HTML page", { kind: "html", when: "after" }],
    ["an empty answer", { kind: "empty", when: "after" }],
    ["no answer in time", { kind: "delay", milliseconds: 60_000, when: "after" }],
  ];

  test.each(openEnds)(
    "%s: says what may exist, and no later run creates a duplicate",
    async (_name, fault) => {
      const { sim, engine } = bench.current;
      if (fault.kind === "delay") engine.config = { ...engine.config, "videosdk:requestTimeout": "1" };
      sim.addFault({ method: "POST", path: "/v2/sip-trunk", ...fault });
      const up = await bench.current.up([carrier()]);
      expect(up).toMatchObject({ errors: [expect.stringContaining('"carrier"')] });
      expect(up.errors[0]).toContain("may exist");
      expect(up.errors[0]).toContain("adoptTrunkId");
      expect(up.errors.join() + up.output).not.toContain("CANARY");
      const made = trunks().length;
      const again = await bench.current.up([carrier()]);
      expect(again).toMatchObject({ writes: [], errors: [expect.stringContaining("may exist")] });
      expect(trunks()).toHaveLength(made);
    },
  );

  test("a killed provider counts as one", async () => {
    const { sim, engine } = bench.current;
    sim.addFault({
      kind: "delay",
      method: "POST",
      path: "/v2/sip-trunk",
      milliseconds: 600_000,
      when: "after",
    });
    const running = bench.current.up([carrier()]);
    await vi.waitFor(() => expect(trunks()).toHaveLength(1), { timeout: 50_000, interval: 10 });
    engine.kill();
    await running;
    const again = await bench.current.up([carrier()]);
    expect(again).toMatchObject({ writes: [], errors: [expect.stringContaining("may exist")] });
    expect(trunks()).toHaveLength(1);
  });

  test("adoptTrunkId resolves it: the trunk is taken over with the declared fields", async () => {
    bench.current.sim.addFault({ kind: "drop-after", method: "POST", path: "/v2/sip-trunk" });
    await bench.current.up([carrier()]);
    const fields = { domain: "other.example.com" };
    const adopting = carrier({ ...fields, adoptTrunkId: trunks()[0]?.trunkId });
    expect(await bench.current.up([adopting])).toMatchObject({ errors: [] });
    expect(trunks()).toMatchObject([{ domain: "other.example.com" }]);
    expect(bench.current.engine.state.get("carrier")?.id).toBe(trunks()[0]?.trunkId);
    expect(await bench.current.up([adopting])).toMatchObject({ ops: { carrier: "same" }, lines: [] });
    expect(await bench.current.up([carrier(fields)])).toMatchObject({
      ops: { carrier: "same" },
      lines: [],
    });
  });

  test("so does removing it from the state, and destroying it warns that it may exist", async () => {
    bench.current.sim.addFault({ kind: "drop-before", method: "POST", path: "/v2/sip-trunk" });
    await bench.current.up([carrier()]);
    const destroy = await bench.current.destroy();
    expect(destroy).toMatchObject({ errors: [], lines: [] });
    expect(destroy.output).toContain("may exist");
    expect(await bench.current.up([carrier()])).toMatchObject({ errors: [], ops: { carrier: "create" } });
    expect(trunks()).toHaveLength(1);
  });

  test("a refusal leaves nothing open: the next up creates", async () => {
    bench.current.sim.addFault({ kind: "status", status: 400, method: "POST", path: "/v2/sip-trunk" });
    expect((await bench.current.up([carrier()])).errors).toHaveLength(1);
    expect(bench.current.engine.state.size).toBe(0);
    expect(await bench.current.up([carrier()])).toMatchObject({ errors: [] });
  });
});

describe("where trunks cannot be read", () => {
  test("a trunk can nevertheless be created, changed and destroyed, and a refresh never drops it", async () => {
    bench.current.sim.configure({ videosdk: { trunkGet: false } });
    await bench.current.done(bench.current.up([carrier()]));
    expect(await bench.current.up([carrier({ direction: "inbound" })])).toMatchObject({
      errors: [],
      writes: [put],
    });
    await bench.current.refresh();
    expect(bench.current.engine.state.has("carrier")).toBe(true);
    expect(await bench.current.up([carrier({ direction: "inbound" })])).toMatchObject({
      ops: { carrier: "same" },
    });
    expect(await bench.current.destroy()).toMatchObject({ errors: [] });
  });
});
