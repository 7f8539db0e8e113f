import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { endsSomewhere, readInventories, trace } from "../../src/trace";
import { leaksIn } from "../support/leaks.js";
import { accountOf } from "./support/account.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { everythingWritten } from "./support/written.js";

const workspace = useWorkspace();
const owned = ["+14155550170", "+14155550171", "+14155550172"] as const;
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
  simulator.configure({ signalwire: { ownedNumbers: owned } });
});
afterAll(() => simulator.close());

/** What the vendors have, without numbers: nothing releases those. */
function objects(): object[] {
  const { videosdk, signalwire } = simulator.state();
  const kinds = { ...videosdk, ...signalwire, phoneNumbers: [], deleted: [], releasedNumbers: [] };
  return Object.values(kinds)
    .flatMap((list) => (Array.isArray(list) ? (list as object[]) : []))
    .filter((object) => (object as { deleted?: boolean }).deleted !== true);
}

const examples = [
  {
    example: "answering-agent",
    vendors: ["videosdk"],
    settings: {
      phoneNumber: "+14155550100",
      sipAddress: "sip.example.com",
      agentId: "ag_abcdef",
      webhookHost: "calls.example.com",
    },
    secrets: { webhookSecret: "CANARY-webhook" },
    made: { routingRules: [{ agentId: "ag_abcdef", numbers: ["+14155550100"] }], webhooks: [{}] },
    calls: [{ query: { to: "+14155550100" }, ends: "agent", id: "ag_abcdef" }],
  },
  {
    example: "carrier-gateways",
    vendors: ["videosdk"],
    settings: {
      numbers: '["+14155550110"]',
      carrierAddresses: '["203.0.113.0/24"]',
      carrierHost: "sip.example.com",
      username: "user",
    },
    secrets: { password: "CANARY-carrier" },
    made: { connectors: [{ provider: "twilio" }] },
    calls: [
      {
        query: { to: "+14155550199", from: "+14155550110", direction: "outbound" },
        ends: "SIP peer",
        id: "sip.example.com",
      },
      // The number is not registered at VideoSDK, so no rule can have it.
      { query: { to: "+14155550110", source: "203.0.113.7" }, ends: "nowhere", id: null },
    ],
  },
  {
    example: "signalwire-routing",
    vendors: ["signalwire"],
    settings: {
      officeUri: "sip:office@pbx.example.com",
      phoneNumber: owned[0],
      secondNumber: owned[1],
      carrierNetwork: "203.0.113.0/24",
    },
    secrets: { answeringUrl: "https://user:CANARY-url@example.com/swml", deskPassword: "CANARY-desk" },
    made: {
      swmlScripts: [{}],
      swmlWebhooks: [{}],
      sipAddresses: [{ ip_auth: ["203.0.113.0/24"] }],
      phoneNumberAddresses: [{}],
      subscribers: [{ email: "ada@example.com" }],
      subscriberEndpoints: [{ username: "ada" }],
    },
    calls: [
      { query: { to: owned[0] }, ends: "script" },
      { query: { to: owned[1] }, ends: "web server", id: "example.com" },
    ],
  },
  {
    example: "team-phones",
    vendors: ["videosdk", "signalwire"],
    settings: {
      people: '["ada", "grace"]',
      scriptUrl: "https://example.com/swml",
      phoneNumber: owned[2],
      agentId: "ag_abcdef",
      videosdkHost: "sip.videosdk.example.com",
    },
    secrets: {},
    made: {
      endpoints: [{}, {}, {}],
      swmlScripts: [
        {
          contents: { sections: { main: [{ connect: { to: `sip:${owned[2]}@sip.videosdk.example.com` } }] } },
        },
      ],
      routingRules: [{ agentId: "ag_abcdef", numbers: [owned[2]] }],
    },
    // The program asks for the domain of the SIP profile each time.
    lookUps: ["GET /api/relay/rest/sip_profile"],
    calls: [
      { vendor: "signalwire", query: { to: owned[2] }, ends: "script" },
      { vendor: "videosdk", query: { to: owned[2] }, ends: "agent", id: "ag_abcdef" },
    ],
  },
] as const;

describe.each(examples)(
  "the example $example",
  ({ example, vendors, settings, secrets, made, calls, ...more }) => {
    let stack: Stack;
    const lookUps = "lookUps" in more ? more.lookUps : [];

    beforeAll(async () => {
      const project = workspace.folder(example);
      cpSync(join(__dirname, "..", "..", "examples", example), project, {
        recursive: true,
        filter: (source) => !/[\\/]node_modules$|Pulumi\.[^\\/]+\.yaml$/.test(source),
      });
      const accounts = vendors.map((vendor) => accountOf(simulator, vendor));
      stack = await Stack.create(workspace, example, {
        simulator,
        project,
        settings: Object.assign({}, ...accounts.map((one) => one.settings), settings) as Record<
          string,
          string
        >,
        secrets: Object.assign({}, ...accounts.map((one) => one.secrets), secrets) as Record<string, string>,
      });
    });

    test("is created, shows no secret, and a second up does nothing at all", async () => {
      await stack.up();
      const state = simulator.state();
      expect(Object.assign({}, ...vendors.map((vendor) => state[vendor]))).toMatchObject(made);
      expect((await stack.up()).requests).toEqual(lookUps);
      expect(leaksIn(everythingWritten(stack), secrets)).toEqual([]);
    });

    test("leads calls where it says, as a trace and the simulator see it", async () => {
      const inventories = await readInventories({ simulator });
      for (const call of calls) {
        const { query, ends } = call;
        const vendor = "vendor" in call ? call.vendor : vendors[0];
        const end = "id" in call ? { kind: ends, id: call.id } : { kind: ends };
        const [traced] = trace(inventories, { ...query, vendor });
        expect(traced?.end).toMatchObject(end);
        expect(simulator.callEnds(query)[vendor]).toMatchObject(end);
        expect(traced !== undefined && endsSomewhere(traced)).toBe(ends !== "nowhere");
        expect(leaksIn(JSON.stringify(traced), secrets)).toEqual([]);
      }
    });

    test("is destroyed: what it made is gone, and its numbers stay", async () => {
      await stack.destroy();
      expect(objects()).toEqual([]);
      const numbers = [
        ...simulator.state().videosdk.phoneNumbers,
        ...simulator.state().signalwire.phoneNumbers,
      ];
      expect(numbers).not.toEqual([]);
    });
  },
);
