import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declareAtSignalWire } from "./support/programs.js";
import { endpointArgs, gatewayArgs } from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

const declare = (usernames: readonly string[], uris: readonly string[]): string =>
  [
    ...usernames.map((username, index) =>
      declareAtSignalWire(`phone${index}`, "SipEndpoint", { ...endpointArgs, username }),
    ),
    ...uris.map((uri, index) => declareAtSignalWire(`line${index}`, "SipGateway", { ...gatewayArgs, uri })),
  ].join("");

const peers = ["calls@one.example.com", "calls@two.example.com"] as const;

/** Values by id, sorted. */
function held(): string[] {
  const { endpoints, gateways } = simulator.state().signalwire;
  return [
    ...endpoints.map(({ id, username }) => `${id} ${username}`),
    ...gateways.map(({ id, uri }) => `${id} ${uri}`),
  ].sort();
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "signalwire-swap", {
    simulator,
    vendor: "signalwire",
    program: declare(["alice", "bob", "carol"], peers),
  });
  await stack.up();
});
afterAll(() => simulator.close());

test.each([[[]], [["--parallel", "2"]], [["--parallel", "1"]]])(
  "values that change hands in one up: %j",
  async (parallel) => {
    const before = held();
    stack.program(declare(["bob", "carol", "alice"], [...peers].reverse()));
    const { steps } = await stack.up(...parallel);
    expect(steps.every((step) => step.startsWith("update"))).toBe(true);
    expect(held()).not.toEqual(before);
    // With few workers, state learns of some in the next run, which sends nothing but looks.
    const { requests } = parallel.length === 0 ? { requests: [] } : await stack.up();
    expect(requests.filter((line) => !line.startsWith("GET "))).toEqual([]);
    expect((await stack.up("--expect-no-changes")).requests).toEqual([]);
    stack.program(declare(["alice", "bob", "carol"], peers));
    await stack.up(...parallel);
    expect(held()).toEqual(before);
    if (parallel.length > 0) await stack.up();
  },
);

test("another spelling of the account shows no change", async () => {
  const { projectId } = simulator.signalwire;
  for (const settings of [
    { "signalwire:projectId": projectId.toUpperCase() },
    { "signalwire:space": "ACME.signalwire.com" },
    { "signalwire:endpoint": `${simulator.url}/` },
  ]) {
    await stack.configure(settings);
    expect((await stack.preview("--expect-no-changes")).requests).toEqual([]);
    expect((await stack.up("--expect-no-changes")).requests).toEqual([]);
  }
  await stack.refresh("--expect-no-changes", "--run-program");
  await stack.succeed("config", "rm", "signalwire:space");
  expect((await stack.up("--expect-no-changes")).requests).toEqual([]);
  await stack.destroy();
});
