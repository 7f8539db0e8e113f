import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Fault, type Simulator } from "../../src/simulator";
import { ref, sipGateway, type Program } from "../support/program.js";
import { carrier, first, pairs, support, third } from "../support/samples.js";
import { settingsFor, useSharedStack, useStack, type Stack } from "../support/stack.js";
import { gateways } from "../support/vendor-view.js";

const options = { config: { "videosdk:maxRetries": "0" } };

const tuned = sipGateway("tuned", { gatewayId: ref("support", "outboundGatewayIds", 0), transport: "tls" });
const everything: Program = [support(), tuned, carrier()];

/** The state as JSON, to be compared before and after. */
function stateText({ engine }: Stack): string {
  return JSON.stringify([...engine.state]);
}

describe("an unusable answer never means «gone»", () => {
  const shared = useSharedStack(options);
  beforeAll(async () => {
    await shared.current.done(shared.current.up(everything));
  });
  afterEach(() => shared.current.sim.clearFaults());

  test.each<[string, Omit<Fault, "times">]>([
    ["401", { kind: "status", status: 401 }],
    ["403", { kind: "status", status: 403 }],
    ["429", { kind: "status", status: 429, retryAfter: 600 }],
    ["500", { kind: "status", status: 500 }],
    ["503 as HTML", { kind: "html", status: 503 }],
    ["404 as HTML, from a proxy or a missing route", { kind: "html", status: 404 }],
    ["200 as HTML", { kind: "html", status: 200 }],
    ["an empty body", { kind: "empty" }],
    ["a body cut off", { kind: "malformed" }],
    ["JSON of another shape", { kind: "status", status: 200, body: { hello: "there" } }],
    ["a redirect", { kind: "redirect", location: "/v2/elsewhere" }],
    ["a dropped connection", { kind: "drop-before" }],
  ])("%s: refresh fails for every resource and keeps the state", async (_name, fault) => {
    const before = stateText(shared.current);
    shared.current.sim.addFault({ method: "GET", times: 1000, ...fault });
    const refresh = await shared.current.refresh();
    expect(refresh.errors).toHaveLength(3);
    expect(refresh.ops).toEqual({});
    expect(stateText(shared.current)).toBe(before);
  });

  test("and when the vendor works again, nothing has changed", async () => {
    expect(await shared.current.up(everything)).toMatchObject({ errors: [], lines: [] });
  });
});

describe("credentials of another account", () => {
  const bench = useStack(options);
  let other: Simulator | undefined;
  afterEach(() => other?.close());

  /** A program is up in one account; then the settings name another, in which none of it exists. */
  async function upThenSwitch(program: Program): Promise<Simulator> {
    await bench.current.done(bench.current.up(program));
    other = await startSimulator();
    bench.current.engine.config = settingsFor(other);
    return other;
  }

  test("a refresh drops nothing and names both accounts", async () => {
    await upThenSwitch(everything);
    const before = stateText(bench.current);
    const refresh = await bench.current.refresh();
    expect(refresh.errors).toHaveLength(3);
    const { account } = bench.current.outputs("carrier");
    for (const error of refresh.errors) {
      expect(error).toMatch(/account of the present credentials \(videosdk-[0-9a-f]{12}\)/);
      expect(error).toContain(String(account));
    }
    expect(stateText(bench.current)).toBe(before);
  });

  test("a destroy of what lives in the first account fails, and state keeps it", async () => {
    await upThenSwitch([support(), carrier({ attemptDelete: true })]);
    other?.configure({ videosdk: { trunkDelete: 200 } });
    const destroy = await bench.current.destroy();
    expect(destroy.errors).toHaveLength(2);
    expect([...bench.current.engine.state.keys()].sort()).toEqual(["carrier", "support"]);
  });

  test.each([
    ["a set with one pair", [support()], [support({ mediaEncryption: "enable" })]],
    ["a set of pairs", [pairs()], [pairs({ mediaEncryption: "enable" })]],
    ["a set of pairs that a number joins", [pairs()], [pairs({ phoneNumbers: [first, third] })]],
    ["a set to be replaced", [support()], [pairs()]],
    ["a trunk", [carrier()], [carrier({ domain: "other.example.com" })]],
  ] as const)(
    "%s cannot be changed: nothing is created in the second account, and the first still knows it",
    async (_name, before, after) => {
      const { sim, engine } = bench.current;
      const second = await upThenSwitch(before);
      const made = gateways(sim).map(({ id }) => id);
      const up = await bench.current.up(after);
      expect(up.errors).toHaveLength(1);
      expect(second.state().videosdk).toMatchObject({ phoneNumbers: [], trunks: [] });
      expect(gateways(second)).toEqual([]);

      engine.config = settingsFor(sim);
      await bench.current.done(bench.current.up(before));
      expect(gateways(sim).map(({ id }) => id)).toEqual(made);
      await bench.current.done(bench.current.destroy());
      expect(gateways(sim)).toEqual([]);
    },
  );

  test("without a change no request goes to either account", async () => {
    await upThenSwitch(everything);
    expect(await bench.current.up(everything)).toMatchObject({ errors: [] });
    expect(other?.requests()).toEqual([]);
  });
});
