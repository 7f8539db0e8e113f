import { describe, expect, test } from "vitest";
import { topologiesAsMermaid, topologiesOf, topologyAsText, type Topology } from "../../src/graph";
import { canaries, furnishSignalWire, furnishVideoSdk } from "../support/full-accounts";
import { readInventories } from "../../src/inventory";
import { startTraced, made, type Traced } from "../trace/support";

/** The ways of an account as text, without ids. */
async function drawn(bench: Traced, options: Parameters<typeof topologiesOf>[1] = {}): Promise<string> {
  const topologies = await read(bench, options);
  return topologies
    .map(topologyAsText)
    .join("\n")
    .replace(/ \([^)]*[0-9a-f-]{36}\)/g, "");
}

async function read(
  { simulator }: Traced,
  options: Parameters<typeof topologiesOf>[1] = {},
): Promise<readonly Topology[]> {
  return topologiesOf(await readInventories({ simulator }), options);
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1415555${String(1000 + index)}`);
}

async function rule(bench: Traced, name: string, phoneNumbers: readonly string[], agentId: string) {
  await made(bench.videosdk, "/v2/sip/routing-rule", { name, type: "inbound", phoneNumbers, agentId });
}

describe("the ways of all calls", () => {
  test("begin with no numbers", async () => {
    expect(await drawn(await startTraced())).toBe(
      "videosdk, inbound calls\n  no numbers\nsignalwire, inbound calls\n  no numbers",
    );
  });

  test("lead from number to gateway to rule to agent; what rings nowhere says why", async () => {
    const bench = await startTraced();
    await bench.videosdk.create(["+14155550100", "+14155550101"], { name: "support", isShared: true });
    await rule(bench, "desk", ["+14155550100"], "ag_1");
    expect((await drawn(bench)).split("\nsignalwire")[0]?.split("\n")).toEqual([
      "videosdk, inbound calls",
      "  +14155550100",
      "    -> inbound gateway support",
      "    -> routing rule desk",
      "    =  agent ag_1",
      "  +14155550101",
      "    -> inbound gateway support",
      "    x  nowhere: no inbound routing rule has the number, so it rings nowhere. Declare a RoutingRule with it in phoneNumbers",
    ]);
  });

  test("of full accounts name every kind of end, what is on no way, and no secret", async () => {
    const bench = await startTraced();
    await furnishVideoSdk(bench.simulator);
    await furnishSignalWire(bench.simulator);
    const text = await drawn(bench);
    for (const words of [
      "=  agent ag_1",
      "=  SIP peer sip:pbx.example.com",
      "=  web server hooks.example.com",
      "=  phone front-desk",
      "=  script forward",
      "on no way: inbound gateway Elsewhere",
      "on no way: subscriber",
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/on no way: (?:SWML script|SIP endpoint)/);
    const outbound = await drawn(bench, { direction: "outbound" });
    expect(outbound).toMatch(/-> outbound gateway support\n {4}= {2}SIP peer sip\.example\.com/);
    for (const canary of canaries) expect(text + outbound).not.toContain(canary);
  });

  test("of 120 numbers with a gateway each are one, with counts; --all draws each", async () => {
    const bench = await startTraced();
    await bench.videosdk.create(many(120), { name: "line", isShared: false });
    await rule(bench, "desk", many(120), "ag_1");
    const [folded] = await read(bench);
    expect(folded?.ways).toMatchObject([{ numbers: many(120), end: { kind: "agent", names: ["ag_1"] } }]);
    expect(await drawn(bench)).toContain(
      [
        "  120 numbers: +14155551000 to +14155551119",
        "    -> 120 inbound gateways: line",
        "    -> routing rule desk",
        "    =  agent ag_1",
      ].join("\n"),
    );
    const [whole] = await read(bench, { all: true });
    expect(whole?.ways).toHaveLength(120);
  });

  test("keep the largest apart where even then there are too many", async () => {
    const bench = await startTraced();
    const numbers = many(40);
    await bench.videosdk.create(numbers, { name: "line", isShared: true });
    await rule(bench, "large", numbers.slice(0, 20), "ag_large");
    for (const [index, number] of numbers.slice(20).entries())
      await rule(bench, `rule ${index}`, [number], `ag_${index}`);
    const [topology] = await read(bench);
    expect(topology?.ways.map((way) => way.numbers.length)).toEqual([20, 1, 1, 1, 1, 1, 1, 14]);
    expect(await drawn(bench)).toMatch(
      /-> 14 routing rules: rule 6, rule 7, rule 8 and 11 more\n {4}= {2}14 agents: /,
    );
  });
});

describe("as Mermaid", () => {
  test("what several ways pass is drawn once, and links say how many numbers", async () => {
    const bench = await startTraced();
    await bench.videosdk.create(many(3), { name: "support", isShared: true });
    await rule(bench, "desk", many(2), "ag_1");
    const chart = topologiesAsMermaid(await read(bench));
    expect(chart.match(/inbound gateway support/g)).toHaveLength(1);
    expect(chart).toMatch(/^flowchart LR\n {2}subgraph videosdk_inbound\["videosdk, inbound calls"\]\n/);
    expect(chart).toMatch(/n1 -->\|2\| n2\n/);
    expect(chart).toMatch(/n5 --> n2\n/);
    expect(chart).toMatch(/\["nowhere: .*"\]:::nowhere/);
  });

  test("no name breaks out of its label", async () => {
    const bench = await startTraced();
    const name = "`**x**` \"] --> y[\"<b onclick='z'>&#35; \n end; %%{init}%%\\";
    await bench.videosdk.create(many(1), { name, isShared: true });
    const chart = topologiesAsMermaid(await read(bench));
    const labels = [...chart.matchAll(/[[(]"(.*)"[\])]/g)].map(([, label = ""]) => label);
    expect(
      labels.some((label) => label.includes("#42;#42;x#42;#42;#96; #34;#93; --#62; y#91;#34;#60;b")),
    ).toBe(true);
    for (const label of labels) expect(label.replace(/#\d+;/g, "")).not.toMatch(/["<>&`;#[\]{}%\\]/);
  });
});
