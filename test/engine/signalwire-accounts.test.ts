import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declareAtSignalWire } from "./support/programs.js";
import { accountOf } from "./support/account.js";
import { endpointArgs, gatewayArgs, onlyEndpoint, onlyGateway } from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

// One stack whose resources move between projects: every test continues where the one before it ended.
const workspace = useWorkspace();
let here: Simulator;
let there: Simulator;
let stack: Stack;

const both =
  declareAtSignalWire("pbx", "SipGateway", gatewayArgs) +
  declareAtSignalWire("phone", "SipEndpoint", endpointArgs);
const replaced = ["replace pbx [account]", "replace phone [account]"];

/** Ids of all that a project has. */
function idsAt(simulator: Simulator): string[] {
  const { gateways, endpoints } = simulator.state().signalwire;
  return [...gateways, ...endpoints].map(({ id }) => id);
}

/** Configures the stack for the project of a simulator. */
async function useProjectOf(simulator: Simulator): Promise<void> {
  const { settings, secrets } = accountOf(simulator, "signalwire");
  await stack.configure({ ...settings, "signalwire:space": "acme-eu" }, secrets);
}

beforeAll(async () => {
  [here, there] = await Promise.all([startSimulator(), startSimulator()]);
  stack = await Stack.create(workspace, "signalwire-accounts", {
    simulator: here,
    vendor: "signalwire",
    program: both,
  });
  await stack.up();
});
afterAll(() => Promise.all([here.close(), there.close()]));

test("another space replaces both, with the reason in the preview", async () => {
  const before = idsAt(here);
  await stack.configure({ "signalwire:space": "acme-eu.signalwire.com" });
  const { projectId } = here.signalwire;
  const foreseen = await stack.preview();
  expect(foreseen.steps).toEqual(expect.arrayContaining(replaced));
  expect(foreseen.output).toContain(
    `is to be replaced: the settings are those of acme-eu/${projectId}, and the object is in acme/${projectId}`,
  );
  expect(foreseen.requests).toEqual([]);
  expect((await stack.up()).steps).toEqual(expect.arrayContaining(replaced));
  expect(idsAt(here)).toHaveLength(2);
  expect(idsAt(here).filter((id) => before.includes(id))).toEqual([]);
  await stack.configure({ "signalwire:space": "acme-eu" });
  expect((await stack.up()).steps, "the same space in its short form").toEqual([]);
});

test("another project replaces both; the old ones, which its token cannot reach, stay with a warning", async () => {
  const left = idsAt(here);
  await useProjectOf(there);
  const { steps, output } = await stack.up();
  expect(steps).toEqual(expect.arrayContaining(replaced));
  for (const id of left) expect(output).toContain(`${id} stays in the account acme-eu/`);
  expect(idsAt(here)).toEqual(left);
  expect(onlyGateway(there)).toMatchObject(gatewayArgs);
  expect(onlyEndpoint(there)).toMatchObject(endpointArgs);
});

test("with the settings of a project that does not know them, nothing counts as deleted", async () => {
  await useProjectOf(here);
  const { output, steps } = await stack.failing("refresh", "--run-program");
  expect(output).toContain("it was last seen in another");
  expect(steps.filter((step) => step.startsWith("delete"))).toEqual([]);
  await useProjectOf(there);
  await stack.destroy("--run-program");
  expect(idsAt(there)).toEqual([]);
});

test("a provider configures a second project, whose token is a secret in state", async () => {
  const { projectId, token } = there.signalwire;
  const account = { space: "branch", projectId, token, endpoint: there.url };
  stack.program(
    `const branch = new signalwire.Provider("branch", ${JSON.stringify(account)});\n` +
      declareAtSignalWire("phone", "SipEndpoint", endpointArgs, "{ provider: branch }"),
  );
  const before = idsAt(here);
  expect((await stack.up()).requests).toEqual([]);
  expect(onlyEndpoint(there)).toMatchObject(endpointArgs);
  expect(idsAt(here)).toEqual(before);
  expect(await stack.succeed("stack", "export")).not.toContain(token);
  await stack.destroy();
  expect(idsAt(there)).toEqual([]);
});
