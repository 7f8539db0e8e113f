import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs } from "./support/programs.js";
import { Stack, type Operation } from "./support/stack.js";
import { connectedNumbers, first, gateway, gatewayCounts, second, third } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

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

/** The same set of numbers with the settings of one stack. */
function stackOf(name: string, changes: object = {}): Promise<Stack> {
  return Stack.create(workspace, name, { simulator, program: programOf(name, changes) });
}

function programOf(name: string, changes: object): string {
  const outbound = {
    address: `${name}.example.com`,
    sipRegion: "us002",
    auth: { username: name, password: `${name}-password` },
  };
  return declare("support", "PhoneNumberSet", { ...setArgs, name, outbound, ...changes });
}

test("a second stack is refused; what it took over all the same is not changed or deleted under it, and goes back", async () => {
  const production = await stackOf("production");
  await production.up();
  const numbers = connectedNumbers(simulator);
  const { id } = gateway(simulator, "inbound");

  const dev = await stackOf("dev");
  const refused = await dev.failing("up");
  expect(refused.output).toContain(`is attached to inbound gateway ${id}`);
  expect(refused.output).toContain("another stack");
  expect(refused.output).toContain("pulumi state delete");
  expect(refused.writes).toEqual(["POST /v2/sip/phone-numbers 400"]);

  // The advice is not followed.
  dev.program(programOf("dev", { adopt: true }));
  const taken = await dev.up();
  expect(taken.output).toMatch(new RegExp(`warning: .*takes over .*${id}`));
  expect(connectedNumbers(simulator)).toEqual(numbers);
  production.program(programOf("production", { inbound: { sipRegion: "in002" } }));
  for (const command of ["up", "destroy"] as const) {
    const stopped = await production.failing(command);
    expect(stopped.output).toMatch(/shows the name "dev" and the address dev\.example\.com/);
    expect(stopped.writes).toEqual([]);
  }
  expect(connectedNumbers(simulator)).toEqual(numbers);
  expect(gateway(simulator, "inbound").id).toBe(id);

  // Production takes its own back: out of the other stack first, then by the id.
  await dev.succeed("state", "delete", (await dev.resource("support")).urn, "--yes");
  production.program(programOf("production", { adopt: id, inbound: { sipRegion: "in002" } }));
  await production.up();
  expect(gateway(simulator, "outbound").address).toBe("production.example.com");
  expect(connectedNumbers(simulator)).toEqual(numbers);
  dev.program(programOf("dev", {}));
  const last = await dev.failing("up");
  expect(last.output).toContain(`is attached to inbound gateway ${id}`);
  expect(last.writes).toEqual(["POST /v2/sip/phone-numbers 400"]);
  expect(connectedNumbers(simulator)).toEqual(numbers);
  await production.destroy();
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
});
