import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { packageCommand } from "./support/imports.js";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { isOurs } from "./support/state.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const resources =
  declare("support", "PhoneNumberSet", setArgs, "{ protect: true }") +
  declare("out", "SipGateway", { gatewayId: reference("support.outboundGatewayIds[0]"), name: "support" }) +
  declare("carrier", "SipTrunk", trunkArgs);
const others = `
  class Group extends pulumi.ComponentResource {
    constructor(name) { super("test:index:Group", name); }
  }
`;

test("leaves everything at the vendor and no trace in the state; the same program then imports it elsewhere", async () => {
  const stack = await Stack.create(workspace, "forget", {
    simulator,
    program: `${resources}${others}new Group("others", { dependsOn: [support, carrier] });`,
  });
  await stack.up();
  const before = simulator.state();
  simulator.clearRequests();

  const shown = await packageCommand(workspace, stack, "forget");
  expect(shown.stdout).toContain("Nothing was changed. Run it again with --yes.");
  expect((await stack.export()).resources.filter(isOurs)).toHaveLength(3);

  const { code, stdout } = await packageCommand(
    workspace,
    stack,
    "forget",
    "--list",
    "objects.json",
    "--yes",
  );
  expect(code).toBe(0);
  expect(stdout).toContain("3 out of the state");
  expect(simulator.requests()).toEqual([]);
  const state = await stack.succeed("stack", "export");
  expect(state).not.toContain("pulumi-nodejs");
  expect(state).toContain("test:index:Group");
  // The state is whole: the program without them runs, and a destroy finds nothing of them.
  stack.program(`${others}new Group("others");`);
  expect(await stack.up()).toMatchObject({ steps: [], requests: [] });

  await stack.succeed("stack", "init", "second");
  const { settings, secrets } = {
    settings: { "videosdk:endpoint": simulator.url, "videosdk:apiKey": simulator.videosdk.apiKey },
    secrets: { "videosdk:secret": simulator.videosdk.secret },
  };
  await stack.configure(settings, secrets);
  const moved = await packageCommand(
    workspace,
    stack,
    "import",
    "--from",
    "objects.json",
    "--stack",
    "second",
  );
  expect(moved.code).toBe(0);
  stack.program(resources);
  expect(await stack.up()).toMatchObject({ steps: [], writes: [] });
  expect(simulator.state()).toEqual(before);
});

test("a set with a pair of gateways for each number goes by its numbers, because its id says nothing elsewhere", async () => {
  const program = declare("support", "PhoneNumberSet", { ...setArgs, isShared: false });
  const stack = await Stack.create(workspace, "forget-pairs", { simulator, program });
  await stack.up();
  expect((await stack.resource("support")).id).toMatch(/^set-/);
  const before = simulator.state();
  const flags = ["--list", "objects.json", "--yes"];
  await packageCommand(workspace, stack, "forget", ...flags);
  const imported = await packageCommand(workspace, stack, "import", "--from", "objects.json");
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(await stack.up()).toMatchObject({ steps: [], writes: [] });
  expect(simulator.state()).toEqual(before);
  // Gateways that others set may differ, and then no import takes them as one set.
  expect((await packageCommand(workspace, stack, "forget", ...flags.slice(0, 2))).stdout).not.toContain(
    "adopt",
  );
  stack.program(
    declare("support", "PhoneNumberSet", { ...setArgs, isShared: false, gatewaySettings: "initial" }),
  );
  await stack.up();
  const { stdout } = await packageCommand(workspace, stack, "forget", ...flags.slice(0, 2));
  expect(stdout).toContain("PhoneNumberSet support: an import refuses it where the settings");
  for (const { id } of simulator.state().videosdk.inboundGateways) expect(stdout).toContain(id);
});

test("takes a part, by class or name, and refuses nothing for being protected or depended on", async () => {
  const stack = await Stack.create(workspace, "forget-part", { simulator, program: resources });
  await stack.up();
  const left = async (): Promise<string[]> =>
    (await stack.export()).resources.filter(isOurs).map(({ urn }) => urn.split("::").at(-1) ?? "");
  const misspelt = await packageCommand(workspace, stack, "forget", "--only", "videosdk.SipTrnk", "--yes");
  expect(misspelt.stderr).toContain("the nearest is videosdk.SipTrunk");
  await packageCommand(workspace, stack, "forget", "--match", "supp*", "--yes");
  expect((await left()).sort()).toEqual(["carrier", "out"]);
  await packageCommand(workspace, stack, "forget", "--only", "videosdk.SipTrunk", "--yes");
  expect(await left()).toEqual(["out"]);
  expect((await stack.destroy()).code).toBe(0);
});
