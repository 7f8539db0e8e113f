import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs } from "./support/programs.js";
import { Stack, type Operation } from "./support/stack.js";
import { connectedNumbers, first, gateway, gatewayCounts, second, third } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** A stack whose program wants these numbers. */
function stackFor(name: string, phoneNumbers: readonly string[]): Promise<Stack> {
  return Stack.create(workspace, name, {
    simulator,
    program: declare("support", "PhoneNumberSet", { ...setArgs, phoneNumbers }),
  });
}

function isCreation({ method, url, status }: Operation["log"][number]): boolean {
  return method === "POST" && url === "/v2/sip/phone-numbers" && status < 300;
}

test("of two runs at once that want one number, one wins, and the other names the number and its gateway", async () => {
  const stacks = await Promise.all([stackFor("east", [first, second]), stackFor("west", [second, third])]);
  // Late enough for both to be requested before either takes effect.
  const path = "/v2/sip/phone-numbers";
  simulator.addFault({ method: "POST", path, kind: "delay", milliseconds: 3_000, times: 2 });
  const runs = await Promise.all(stacks.map((stack) => stack.operate("up")));

  const codes = runs.map(({ code }) => code === 0);
  expect(codes.filter(Boolean)).toHaveLength(1);
  const loser = codes.indexOf(false);
  expect(simulator.requests().filter(isCreation)).toHaveLength(1);
  const { id, numbers } = gateway(simulator, "inbound");
  expect(runs[loser]?.output).toContain(`${second} is attached to inbound gateway ${id}`);
  expect(connectedNumbers(simulator)).toEqual([...numbers].sort());
  expect(gatewayCounts(simulator)).toEqual([1, 1]);

  // That does not change, and once the winner is destroyed, the other gets the number.
  const again = await stacks[loser]?.failing("up");
  expect(again?.output).toContain(`${second} is attached to inbound gateway ${id}`);
  expect(again?.log.filter(isCreation)).toEqual([]);
  await stacks[1 - loser]?.destroy();
  await stacks[loser]?.up();
  expect(connectedNumbers(simulator)).toEqual(loser === 0 ? [first, second] : [second, third]);
  expect(gatewayCounts(simulator)).toEqual([1, 1]);
});
