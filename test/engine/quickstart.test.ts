import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { quickstartRequests } from "./documented-requests.js";
import { copyQuickstart, quickstartSecrets, quickstartSettings } from "./support/quickstart.js";
import { sorted } from "./support/requests.js";
import { requestsOf } from "./support/commands.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = await startSimulator();
  const project = workspace.folder("quickstart");
  copyQuickstart(project);
  stack = await Stack.create(workspace, "quickstart", {
    simulator,
    project,
    settings: quickstartSettings,
    secrets: quickstartSecrets,
  });
});
afterAll(() => simulator.close());

describe("the quick-start example with two numbers", () => {
  test.each(quickstartRequests)("sends exactly the documented requests: $step", async (documented) => {
    const made = await requestsOf(stack, documented.commands);
    expect(sorted(made)).toEqual(sorted(documented.requests));
  });

  test("leaves no gateway and releases no number", () => {
    const { inboundGateways, outboundGateways, phoneNumbers, released } = simulator.state().videosdk;
    expect([...inboundGateways, ...outboundGateways].filter(({ deleted }) => !deleted)).toEqual([]);
    expect(phoneNumbers.map(({ e164 }) => e164)).toEqual(["+14155550100", "+14155550101"]);
    expect(released).toEqual([]);
  });
});
