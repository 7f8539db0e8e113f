import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { importInto } from "./support/imports.js";
import { providerProcessOf, until } from "./support/processes.js";
import { declare, declareAtSignalWire, setArgs } from "./support/programs.js";
import { endpointArgs, onlyEndpoint } from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, gateway, gatewayCounts, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** Starts an `up`, and kills the provider once the creation has happened and before its answer is sent. */
async function cutOff(stack: Stack, path: string, happened: () => boolean): Promise<void> {
  simulator.addFault({ method: "POST", path, kind: "delay", milliseconds: 60_000, when: "after" });
  const running = stack.begin("up");
  await until(happened);
  process.kill(providerProcessOf(running.pid), "SIGKILL");
  expect((await running.finished).code).not.toBe(0);
}

/** The next run is on another machine: nothing that the package keeps next to the backend is there. */
function throwAway(stack: Stack): void {
  rmSync(join(stack.root, "pulumi-home", "pulumi-sip"), { recursive: true });
}

describe("a machine that is lost in the middle of a creation", () => {
  test("the next run takes over no gateways silently; the line that its error names takes them over", async () => {
    const program = (args: object) => declare("support", "PhoneNumberSet", { ...setArgs, ...args });
    const stack = await Stack.create(workspace, "thrown-set", { simulator, program: program({}) });
    await cutOff(stack, "/v2/sip/phone-numbers", () => connectedNumbers(simulator).length === 2);
    throwAway(stack);
    const inbound = gateway(simulator, "inbound").id;

    const { output, writes } = await stack.failing("up");
    expect(output).toContain(`${first} is attached to inbound gateway ${inbound}`);
    expect(output).toContain(`set adopt: "${inbound}"`);
    expect(writes).toEqual(["POST /v2/sip/phone-numbers 400"]);

    stack.program(program({ adopt: inbound }));
    const adopted = await stack.up();
    expect(adopted.output).toContain(`takes over`);
    // Names and passwords of gateways that exist cannot be compared, so they are sent.
    expect(adopted.writes.filter((line) => !line.startsWith("PATCH "))).toEqual([
      "POST /v2/sip/phone-numbers 400",
    ]);
    expect(gatewayCounts(simulator)).toEqual([1, 1]);
    expect(connectedNumbers(simulator)).toEqual([first, second]);
    stack.program(program({}));
    expect((await stack.up()).requests).toEqual([]);
  });

  test("nor an endpoint at SignalWire", async () => {
    const program = (args: object) =>
      declareAtSignalWire("phone", "SipEndpoint", { ...endpointArgs, ...args });
    const options = { simulator, vendor: "signalwire", program: program({}) } as const;
    const stack = await Stack.create(workspace, "thrown-endpoint", options);
    await cutOff(
      stack,
      "/api/relay/rest/endpoints/sip",
      () => simulator.state().signalwire.endpoints.length === 1,
    );
    throwAway(stack);
    const { id } = onlyEndpoint(simulator);

    const { output } = await stack.failing("up");
    expect(output).toContain(`adopt: "${id}"`);
    stack.program(program({ adopt: id }));
    expect((await stack.up()).output).toContain(`takes over`);
    expect(onlyEndpoint(simulator).id).toBe(id);
    stack.program(program({}));
    expect((await stack.up()).requests).toEqual([]);
  });
});

test("an endpoint that is renamed in the program: the error names aliases first, and the advised import deletes nothing", async () => {
  const options = { simulator, vendor: "signalwire" } as const;
  const program = (name: string) => declareAtSignalWire(name, "SipEndpoint", endpointArgs);
  const stack = await Stack.create(workspace, "renamed-endpoint", { ...options, program: program("phone") });
  await stack.up();
  const { id } = onlyEndpoint(simulator);
  stack.program(program("desk"));
  const { output } = await stack.failing("up");
  expect(output).toMatch(/alias.*adopt.*import/s);

  await importInto(workspace, simulator, stack, "signalwire.SipEndpoint", "desk", id);
  const imported = await stack.up();
  expect(imported.steps).toContain("delete phone");
  expect(imported.output).toContain(`${id} is not deleted, only removed from the state here`);
  expect(onlyEndpoint(simulator).id).toBe(id);
  expect((await stack.up()).requests).toEqual([]);
});
