import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { graphCommand } from "../../src/cli/graph.js";
import { inventoriesOfStack, topologiesOf, topologyAsText, type StackObject } from "../../src/graph";
import { startSimulator, type Simulator } from "../../src/simulator";
import { Dashboard } from "../support/vendor-view";

const released = join(__dirname, "..", "states", "0.1.0", "state.json");

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await simulator.close();
});

async function graph(...args: string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  await graphCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(args, { from: "user" });
  return printed.join("\n");
}

function object(type: string, id: string, properties: object): StackObject {
  const vendor = ["SwmlScript", "SipEndpoint", "PhoneNumber"].includes(type) ? "signalwire" : "videosdk";
  return { vendor, type, id, properties: properties as StackObject["properties"] };
}

const set = object("PhoneNumberSet", "gw_in", {
  name: "support",
  inboundGatewayIds: ["gw_in"],
  outboundGatewayIds: ["gw_out"],
  outbound: { address: "sip.example.com", transport: "tls" },
  numbers: [{ e164: "+14155550100", inboundGatewayId: "gw_in", outboundGatewayId: "gw_out" }],
});
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

describe("exports of stacks", () => {
  test("show the ways of what they declare, a room with a PIN too, and say what they do not declare", () => {
    const rule = object("RoutingRule", "rr_1", {
      name: "desk",
      type: "inbound",
      phoneNumbers: ["+14155550100", "+14155550199"],
      room: secret,
      effective: { room: { type: "static", id: "abcd" }, agentId: null },
    });
    const inventories = inventoriesOfStack([set, rule]);
    expect(topologiesOf(inventories).map(topologyAsText)).toEqual([
      [
        "videosdk, inbound calls",
        "  +14155550100",
        "    -> inbound gateway support (gw_in)",
        "    -> routing rule desk (rr_1)",
        "    =  room abcd",
        "  +14155550199",
        "    -> inbound gateway not in this stack (elsewhere-inbound)",
        "    -> routing rule desk (rr_1)",
        "    =  room abcd",
      ].join("\n"),
    ]);
    expect(topologiesOf(inventories, { direction: "outbound" }).map(topologyAsText).join()).toContain(
      "-> outbound gateway support (gw_out)\n    =  SIP peer sip.example.com",
    );
  });

  test("show the handlers of SignalWire's numbers", () => {
    const script = object("SwmlScript", "res_1", {
      name: "ivr",
      requestUrl: "https://x.signalwire.com/api/relay-bins/1",
    });
    const phone = object("SipEndpoint", "ep_1", { username: "desk", password: secret });
    const numbers = [
      object("PhoneNumber", "pn_1", {
        e164: "+14155550170",
        callHandler: { type: "relay_script", relayScriptUrl: "https://x.signalwire.com/api/relay-bins/1" },
      }),
      object("PhoneNumber", "pn_2", {
        e164: "+14155550171",
        callHandler: { type: "relay_sip_endpoint", sipEndpointId: "ep_1" },
      }),
    ];
    expect(topologiesOf(inventoriesOfStack([script, phone, ...numbers])).map(topologyAsText)).toEqual([
      "signalwire, inbound calls\n  +14155550170\n    =  script ivr\n  +14155550171\n    =  phone desk",
    ]);
  });
});

describe("pulumi-sip graph", () => {
  test("reads a state of release 0.1.0, in each format, and sends nothing", async () => {
    expect(await graph("--state", released)).toContain("inbound gateway support");
    expect(await graph("--state", released, "--format", "mermaid")).toMatch(/^flowchart LR\n/);
    expect(JSON.parse(await graph("--state", released, "--json"))).toMatchObject([
      { vendor: "videosdk", direction: "inbound" },
      { vendor: "signalwire", direction: "inbound" },
    ]);
    expect(JSON.parse(await graph("--state", released, "--json", "--vendor", "signalwire"))).toHaveLength(1);
  });

  test("draws a running simulator by its url, with each list read once", async () => {
    await new Dashboard(simulator).create(["+14155550100"], { name: "support" });
    simulator.clearRequests();
    expect(await graph("--simulator", simulator.url)).toContain("inbound gateway support");
    const urls = simulator.requests().map(({ method, url }) => `${method} ${url}`);
    expect(urls).not.toEqual([]);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls.filter((url) => !url.startsWith("GET "))).toEqual([]);
  });

  test.each([
    [["--format", "mermade"], "mermade is no format; the nearest is mermaid. Accepted: text, mermaid, json."],
    [
      ["--direction", "inbond"],
      "inbond is no direction; the nearest is inbound. Accepted: inbound, outbound.",
    ],
    [
      ["--vendor", "video-sdk"],
      "video-sdk is no vendor; the nearest is videosdk. Accepted: videosdk, signalwire.",
    ],
    [["--formt", "text"], "(Did you mean --format?)"],
    [["--simulator", "localhost"], "such as http://127.0.0.1:4010"],
    [["--simulator", "http://127.0.0.1:9"], "no simulator answers at http://127.0.0.1:9: "],
    [["--simulator", "http://127.0.0.1:9", "--state", released], "give one of them"],
    [["--state", "package.json"], "package.json is no export of a stack"],
    [["--state", "missing.json"], "missing.json cannot be read: there is no such file"],
  ])("refuses %j, and says what to do", async (args, words) => {
    await expect(graph(...args)).rejects.toThrow(words);
  });
});
