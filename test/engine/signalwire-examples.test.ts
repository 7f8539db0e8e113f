import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { softphoneRequests } from "./documented-requests.js";
import { accountOf } from "./support/account.js";
import { deleteEndpoint } from "./support/signalwire.js";
import { requestsOf } from "./support/commands.js";
import { sorted } from "./support/requests.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { leaksIn } from "../support/leaks.js";
import { everythingWritten } from "./support/written.js";

const workspace = useWorkspace();
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** A stack of an example, copied as a user would, at the simulator. */
async function exampleStack(
  example: string,
  settings: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): Promise<Stack> {
  const project = workspace.folder(example);
  cpSync(join(__dirname, "..", "..", "examples", example), project, {
    recursive: true,
    filter: (source) => !/[\\/]node_modules$|Pulumi\.[^\\/]+\.yaml$/.test(source),
  });
  const account = accountOf(simulator, "signalwire");
  return Stack.create(workspace, example, {
    simulator,
    project,
    settings: { ...account.settings, ...settings },
    secrets: { ...account.secrets, ...secrets },
  });
}

describe("a softphone account at SignalWire", () => {
  const [first, second] = ["CANARY-softphone-1", "CANARY-softphone-2"];
  let stack: Stack;

  beforeAll(async () => {
    const settings = { username: "front-desk", scriptUrl: "https://example.com/swml" };
    stack = await exampleStack("signalwire-endpoint", settings, { password: first });
  });

  test("is created, and a second up does nothing at all", async () => {
    await stack.up();
    expect(simulator.state().signalwire.endpoints).toMatchObject([
      {
        username: "front-desk",
        password: first,
        call_handler: "relay_script",
        call_relay_script_url: "https://example.com/swml",
      },
    ]);
    expect((await stack.up()).log).toEqual([]);
  });

  test("gets a new password by one PUT, and is not replaced", async () => {
    const [before] = simulator.state().signalwire.endpoints;
    await stack.configure({}, { password: second });
    const { writes } = await stack.up();
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatch(/^PUT /);
    expect(simulator.state().signalwire.endpoints).toMatchObject([{ id: before?.id, password: second }]);
  });

  test("is recreated after it was deleted elsewhere", async () => {
    await deleteEndpoint(simulator);
    expect((await stack.refresh()).writes).toEqual([]);
    await stack.up();
    expect(simulator.state().signalwire.endpoints).toMatchObject([
      { username: "front-desk", password: second },
    ]);
  });

  test("never shows its password or the token, and is gone after the destroy", async () => {
    await stack.refresh();
    const { token } = simulator.signalwire;
    expect(leaksIn(everythingWritten(stack), { first, second, token })).toEqual([]);
    await stack.destroy();
    expect(simulator.state().signalwire.endpoints).toEqual([]);
  });

  test.each(softphoneRequests)("sends exactly the documented requests: $step", async (documented) => {
    const made = await requestsOf(stack, documented.commands);
    expect(sorted(made)).toEqual(sorted(documented.requests));
  });
});

describe("VideoSDK and SignalWire, connected in both directions", () => {
  const password = "CANARY-trunk-between";
  let stack: Stack;

  beforeAll(async () => {
    const settings = {
      phoneNumber: "+14155550100",
      signalwireSipDomain: "acme-0123456789ab.sip.example.com",
      videosdkSipHost: "sip.videosdk.example.com",
    };
    stack = await exampleStack("videosdk-over-signalwire", settings, { trunkPassword: password });
  });

  test("values pass from one vendor to the other, also a secret one", async () => {
    await stack.up();
    const { videosdk, signalwire } = simulator.state();
    expect(signalwire.endpoints).toMatchObject([{ username: "videosdk-trunk", password }]);
    const [outbound] = videosdk.outboundGateways.filter(({ deleted }) => !deleted);
    expect(outbound?.auth).toEqual({ username: "videosdk-trunk", password });
    expect(signalwire.gateways).toMatchObject([
      { uri: "+14155550100@sip.videosdk.example.com", encryption: "required" },
    ]);
  });

  test("a second up does nothing, a refresh finds nothing", async () => {
    expect((await stack.up()).log).toEqual([]);
    expect((await stack.refresh()).steps).toEqual([]);
  });

  test("another host updates the SignalWire gateway in place, by one PATCH with all five fields", async () => {
    const [before] = simulator.state().signalwire.gateways;
    await stack.configure({ videosdkSipHost: "sip2.videosdk.example.com" });
    const { writes, log } = await stack.up();
    expect(writes).toHaveLength(1);
    const patch = log.find(({ method }) => method === "PATCH");
    expect(Object.keys(patch?.requestBody as object).sort()).toEqual([
      "ciphers",
      "codecs",
      "encryption",
      "name",
      "uri",
    ]);
    expect(simulator.state().signalwire.gateways).toMatchObject([
      { id: before?.id, uri: "+14155550100@sip2.videosdk.example.com" },
    ]);
  });

  test("no secret is visible, and the destroy leaves nothing behind", async () => {
    const { token } = simulator.signalwire;
    expect(leaksIn(everythingWritten(stack), { password, token })).toEqual([]);
    await stack.destroy();
    const { videosdk, signalwire } = simulator.state();
    expect([...signalwire.endpoints, ...signalwire.gateways]).toEqual([]);
    expect([...videosdk.inboundGateways, ...videosdk.outboundGateways].every(({ deleted }) => deleted)).toBe(
      true,
    );
    expect(videosdk.released).toEqual([]);
  });
});
