import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type CallQuery, type Simulator } from "../../src/simulator";
import { readInventories, trace, type CallTrace, type Inventories } from "../../src/trace";
import { seed } from "../faults/support/sample";
import { applied, numbers, steps, type Step } from "../support/generated-accounts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const callers = [undefined, "+14155550199", "14155550199", "+919876543210", numbers[0]];
const sources = [undefined, "203.0.113.7", "203.0.113.0/24", "198.51.100.0/25", "2001:db8::7"];

/** Calls to everything that can be called, from everybody, and calls of every number and endpoint. */
function calls(sim: Simulator): CallQuery[] {
  const { videosdk, signalwire } = sim.state();
  const called = [...numbers, ...signalwire.sipAddresses.map(({ uri }) => uri)];
  const inbound = called.flatMap((to, index) =>
    callers.flatMap((from, turn) => ({ to, from, source: sources[(index + turn) % sources.length] })),
  );
  const byConnector = videosdk.connectors.flatMap(({ id }) => numbers.map((to) => ({ to, connector: id })));
  const outbound = [...numbers, ...signalwire.endpoints.map(({ username }) => username)].map((from) => ({
    to: "+14155550199",
    from,
    direction: "outbound" as const,
  }));
  return [...inbound, ...byConnector, ...outbound];
}

function tracedAt(vendor: "videosdk" | "signalwire", inventories: Inventories, query: CallQuery): CallTrace {
  const [call] = trace(inventories, { ...query, vendor });
  if (call === undefined) throw new Error("no trace");
  return call;
}

describe("the simulator and the trace", () => {
  test(
    `say the same of every call in generated accounts (PULUMI_SIP_SEED=${seed})`,
    { timeout: 180_000 },
    async () => {
      const kinds = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(steps, async (taken: readonly Step[]) => {
          simulator.reset();
          await applied(simulator, taken);
          const inventories = await readInventories({ simulator });
          for (const query of calls(simulator)) {
            const told = simulator.callEnds(query);
            for (const vendor of ["videosdk", "signalwire"] as const) {
              if (vendor === "signalwire" && query.connector !== undefined) continue;
              if (vendor === "videosdk" && query.to.startsWith("sip:")) continue;
              const { kind, id, through } = told[vendor];
              const call = tracedAt(vendor, inventories, query);
              kinds.set(`${vendor} ${kind}`, (kinds.get(`${vendor} ${kind}`) ?? 0) + 1);
              // What no answer shows, such as the id of an AI agent, the trace cannot know.
              expect({ query, kind: call.end.kind, id: call.end.id ?? id }).toEqual({ query, kind, id });
              const met = call.steps.map(({ object }) => object?.id);
              expect({ query, through: through.filter((one) => met.includes(one)) }).toEqual({
                query,
                through,
              });
            }
          }
        }),
        { seed, numRuns: Number(process.env["PULUMI_SIP_ACCOUNTS"] ?? "80"), endOnFailure: true },
      );
      // What was generated is not all of one kind.
      const ends = ["nowhere", "room", "agent", "SIP peer"].map((kind) => `videosdk ${kind}`);
      const others = ["nowhere", "phone", "script", "web server", "SIP peer"].map(
        (kind) => `signalwire ${kind}`,
      );
      for (const kind of [...ends, ...others]) expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(0);
    },
  );

  test("is asked by a control route, too, which names what is wrong with a query", async () => {
    simulator.reset();
    await applied(simulator, [{ kind: "set", phoneNumbers: [numbers[0] ?? ""] }]);
    const ask = (query: string) => fetch(`${simulator.url}/_simulator/trace?${query}`);
    const asked = await ask(`to=${encodeURIComponent(numbers[0] ?? "")}`);
    expect(await asked.json()).toEqual({
      videosdk: {
        ...{ kind: "nowhere", id: null, through: [expect.any(String)] },
        why: "no inbound routing rule has the number",
      },
      signalwire: {
        ...{ kind: "nowhere", id: null, through: [] },
        why: "the project does not own the number",
      },
    });
    const refused = await ask("direction=sideways");
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      message: expect.stringMatching(/to: .*direction: /s) as unknown,
    });
    expect(simulator.requests().filter(({ url }) => url.includes("trace"))).toEqual([]);
  });
});
