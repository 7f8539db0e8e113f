import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { providerProcessOf, until } from "./support/processes.js";
import { declare, setArgs } from "./support/programs.js";
import { isOurs } from "./support/state.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, gatewayCounts, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** A creation that has taken effect at the vendor and whose answer is not sent. */
async function creationUnderWay(
  name: string,
): Promise<{ stack: Stack; running: ReturnType<Stack["begin"]> }> {
  const stack = await Stack.create(workspace, name, {
    simulator,
    program: declare("support", "PhoneNumberSet", setArgs),
  });
  const path = "/v2/sip/phone-numbers";
  simulator.addFault({ method: "POST", path, kind: "delay", milliseconds: 60_000, when: "after" });
  const running = stack.begin("up");
  await until(() => connectedNumbers(simulator).length === 2);
  return { stack, running };
}

/** What the next run must find: the objects of the creation that was cut off, and no others. */
function expectOnePair(): void {
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  expect(gatewayCounts(simulator)).toEqual([1, 1]);
  expect(simulator.state().videosdk.inboundGateways).toHaveLength(1);
}

test("a provider that is killed after the creation and before its answer: the next up takes the objects over", async () => {
  const { stack, running } = await creationUnderWay("provider-killed");
  process.kill(providerProcessOf(running.pid), "SIGKILL");
  expect((await running.finished).code).not.toBe(0);
  expect((await stack.export()).resources.filter(isOurs)).toEqual([]);

  const next = await stack.up();
  expect(next.steps).toEqual(["create support"]);
  expectOnePair();
  expect((await stack.up()).requests).toEqual([]);
  await stack.destroy();
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
});

test("a CLI that is killed: cancel and up take the objects over, a refresh clears the engine's record", async () => {
  const { stack, running } = await creationUnderWay("cli-killed");
  running.killAll();
  await running.finished;
  const locked = await stack.failing("up");
  expect(locked.output).toContain("delete the lock file with `pulumi cancel`");
  await stack.succeed("cancel", "--yes");
  expect((await stack.export()).pendingOperations).toMatchObject([{ type: "creating" }]);

  const next = await stack.up();
  expect(next.steps).toEqual(["create support"]);
  expect(next.output).toContain("interrupted while creating");
  expectOnePair();
  // The engine keeps its record of the interruption until a command clears it; nothing depends on it.
  expect((await stack.export()).pendingOperations).toHaveLength(1);
  await stack.refresh("--clear-pending-creates");
  expect((await stack.export()).pendingOperations).toEqual([]);
  expect((await stack.up()).requests).toEqual([]);
});

test("objects of another owner are not taken over, even if they look the same", async () => {
  const { stack, running } = await creationUnderWay("owner-killed");
  running.killAll();
  await running.finished;
  const other = await Stack.create(workspace, "other", {
    simulator,
    program: declare("support", "PhoneNumberSet", setArgs),
  });
  const { output } = await other.failing("up");
  expect(output).toContain(`${first} is attached to inbound gateway`);
  await stack.succeed("cancel", "--yes");
  await stack.up();
  expectOnePair();
});
