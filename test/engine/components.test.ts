import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { isOurs } from "./support/state.js";
import { Stack, type Operation } from "./support/stack.js";
import { connectedNumbers, first, gatewayCounts } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
  simulator.configure({ signalwire: { ownedNumbers: [first] } });
});
afterAll(() => simulator.close());

const head = `const { components } = require("pulumi-sip");\n`;
const callHandler = { type: "relay_script", relayScriptUrl: "https://example.com/swml" };

/** A program that declares a team, by default in no other component. */
function team(people: readonly unknown[], name = "team", options = "{}", before = ""): string {
  const args = JSON.stringify({ people, callHandler });
  return `${head}${before}const team = new components.TeamPhones("${name}", ${args}, ${options});
exports.passwords = team.passwords;\n`;
}

/** User names of the endpoints, by id. */
const usernames = (): Record<string, string> =>
  Object.fromEntries(simulator.state().signalwire.endpoints.map(({ id, username }) => [id, username]));
const passwords = (): string[] =>
  simulator
    .state()
    .signalwire.endpoints.map(({ password }) => password)
    .sort();

describe("the phones of a team over a year", () => {
  let stack: Stack;
  const run = (program: string): Promise<Operation> => {
    stack.program(program);
    return stack.up();
  };
  beforeAll(async () => {
    const program = team(["ada", "grace", { name: "edsger", password: "CANARY-edsger" }]);
    stack = await Stack.create(workspace, "team", { simulator, vendor: "signalwire", program });
    await stack.up();
  });
  const rest = { name: "edsger", password: "CANARY-edsger" };

  test("each has a password of its own, which state and outputs show to nobody", async () => {
    expect(Object.values(usernames()).sort()).toEqual(["ada", "edsger", "grace"]);
    expect(new Set(passwords())).toHaveProperty("size", 3);
    const state = await stack.succeed("stack", "export");
    const printed = await stack.succeed("stack", "output");
    for (const password of passwords()) expect(state + printed).not.toContain(password);
    const shown = JSON.parse(await stack.succeed("stack", "output", "passwords", "--show-secrets")) as object;
    expect(Object.values(shown).sort()).toEqual(passwords());
  });

  test("another order of the list is no change", async () => {
    const { log, steps } = await run(team([rest, "grace", "ada"]));
    expect({ log, steps }).toEqual({ log: [], steps: [] });
  });

  test("a person who joins is one creation, one who leaves one deletion, and nobody else is touched", async () => {
    const joined = await run(team(["alan", rest, "grace", "ada"]));
    expect(joined.steps).toEqual(["create team-alan"]);
    expect(joined.writes).toEqual(["POST /api/relay/rest/endpoints/sip"]);
    const left = await run(team(["alan", rest, "grace"]));
    expect(left.steps).toEqual(["delete team-ada"]);
    expect(left.writes).toHaveLength(1);
  });

  test("a person who is renamed keeps the endpoint and the password, where formerNames has the earlier name", async () => {
    const before = { ids: Object.keys(usernames()).sort(), passwords: passwords() };
    const { writes } = await run(team([{ name: "turing", formerNames: ["alan"] }, rest, "grace"]));
    expect(writes).toEqual([expect.stringMatching(/^PUT /)]);
    expect({ ids: Object.keys(usernames()).sort(), passwords: passwords() }).toEqual(before);
    expect(Object.values(usernames()).sort()).toEqual(["edsger", "grace", "turing"]);
  });

  test("a team that is renamed with an alias is no change, also of people who had another name before", async () => {
    const people = [{ name: "turing", formerNames: ["alan"] }, rest, "grace"];
    const { log } = await run(team(people, "phones", `{ aliases: [{ name: "team" }] }`));
    expect(log).toEqual([]);
    expect((await stack.export()).resources.filter(isOurs)).toHaveLength(3);
  });

  test("a team that moves into another component, and is renamed on the way, is no change", async () => {
    const people = [{ name: "turing", formerNames: ["alan"] }, rest, "grace"];
    const before = `const office = new pulumi.ComponentResource("acme:Office", "office", {});\n`;
    const aliases = `[{ name: "phones", parent: pulumi.rootStackResource }]`;
    const { log } = await run(
      team(people, "office-phones", `{ parent: office, aliases: ${aliases} }`, before),
    );
    expect(log).toEqual([]);
    expect((await stack.export()).resources.filter(isOurs)).toHaveLength(3);
    expect((await stack.refresh()).steps).toEqual([]);
  });

  test("an endpoint that was declared by itself becomes one of a team, without a change", async () => {
    const own = await Stack.create(workspace, "joining", {
      simulator,
      vendor: "signalwire",
      program: `new signalwire.SipEndpoint("barbaras-phone", ${JSON.stringify({ username: "barbara", callHandler })});\n`,
    });
    await own.up();
    const transform =
      `({ type, props, opts }) => type.endsWith(":SipEndpoint") ? ` +
      `{ props, opts: pulumi.mergeOptions(opts, { aliases: [{ name: "barbaras-phone", parent: pulumi.rootStackResource }] }) } : undefined`;
    own.program(team(["barbara"], "team", `{ transforms: [${transform}] }`));
    expect((await own.up()).log).toEqual([]);
    await own.destroy();
  });

  test("a destroy leaves none", async () => {
    await stack.destroy();
    expect(usernames()).toEqual({});
  });
});

describe("a bridge between accounts that providers name", () => {
  let stack: Stack;
  let there: Simulator;

  /** A bridge whose VideoSDK side is in another account than that of the component around it. */
  function bridge(name: string, options: string): string {
    const { apiKey, secret } = there.videosdk;
    const other = JSON.stringify({ apiKey, secret, endpoint: there.url });
    const { projectId, token } = simulator.signalwire;
    const own = JSON.stringify({ space: "acme", projectId, token, endpoint: simulator.url });
    return `${head}
const videosdkProvider = new videosdk.Provider("v", ${other});
const signalwireProvider = new signalwire.Provider("s", ${own});
const office = new pulumi.ComponentResource("acme:Office", "office", {}, { providers: [signalwireProvider] });
new components.SipBridge("${name}", {
  name: "Front desk",
  phoneNumbers: ["${first}"],
  sipRegion: "us002",
  agentId: "ag_abcdef",
  signalwire: {
    sipDomain: "acme.sip.example.com",
    username: "videosdk",
    ownedNumbers: ["${first}"],
    videosdkHost: "sip.example.net",
    restoreOnDelete: true,
  },
  videosdkProvider,
}, ${options});\n`;
  }

  beforeAll(async () => {
    there = await startSimulator();
    stack = await Stack.create(workspace, "bridge", { simulator });
  });
  afterAll(() => there.close());

  test("each resource is in the account of its vendor's provider, and a second up does nothing", async () => {
    stack.program(bridge("desk", "{ parent: office }"));
    await stack.up();
    expect(connectedNumbers(there)).toEqual([first]);
    expect(connectedNumbers(simulator)).toEqual([]);
    const [endpoint] = simulator.state().signalwire.endpoints;
    const [outbound] = there.state().videosdk.outboundGateways;
    expect(outbound?.auth).toEqual({ username: "videosdk", password: endpoint?.password });
    expect(there.state().videosdk.routingRules).toMatchObject([{ agentId: "ag_abcdef", numbers: [first] }]);
    there.clearRequests();
    expect((await stack.up()).log).toEqual([]);
    expect(there.requests()).toEqual([]);
  });

  test("a call to the number that SignalWire owns goes to VideoSDK, and ends with the agent", () => {
    expect(simulator.callEnds({ to: first }).signalwire).toMatchObject({ kind: "script" });
    expect(there.callEnds({ to: first }).videosdk).toMatchObject({ kind: "agent", id: "ag_abcdef" });
  });

  test("renamed with an alias, it changes nothing at either vendor", async () => {
    there.clearRequests();
    stack.program(bridge("reception", `{ parent: office, aliases: [{ name: "desk" }] }`));
    expect((await stack.up()).log).toEqual([]);
    expect(there.requests()).toEqual([]);
  });

  test("a resource of the other vendor under the inherited provider is refused in the program", async () => {
    const inherited = bridge("reception", `{ parent: office, aliases: [{ name: "desk" }] }`);
    stack.program(inherited.replace("  videosdkProvider,\n", ""));
    const { output, requests } = await stack.failing("preview");
    expect(output).toContain("PhoneNumberSet reception-numbers: its provider is signalwire.Provider s");
    expect(output).toContain("takes it as videosdkProvider");
    expect(requests).toEqual([]);
    stack.program(inherited);
  });

  test("destroyed, it leaves no gateway, rule, endpoint or script, and both vendors keep the number", async () => {
    await stack.destroy();
    const { endpoints, swmlScripts, phoneNumbers } = simulator.state().signalwire;
    expect([...endpoints, ...swmlScripts]).toEqual([]);
    expect(phoneNumbers).toHaveLength(1);
    expect(gatewayCounts(there)).toEqual([0, 0]);
    expect(there.state().videosdk).toMatchObject({ routingRules: [], released: [] });
  });
});
