import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { until } from "./support/processes.js";
import { declare, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, gatewayCounts, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

const names = ["carrier", "backup", "spare", "reserve", "last"];

/** Five trunks that depend on nothing, so that the engine handles all at the same time. */
function program(changes: object = {}): string {
  return names
    .map((name) =>
      declare(
        name,
        "SipTrunk",
        { ...trunkArgs, attemptDelete: true, ...(name === "carrier" ? changes : {}) },
        '{ replaceOnChanges: ["domain"] }',
      ),
    )
    .join("");
}

beforeAll(async () => {
  simulator = await startSimulator({ videosdk: { trunkDelete: 200 } });
  stack = await Stack.create(workspace, "traps", { simulator, program: program() });
  await stack.up();
});
afterAll(() => simulator.close());

test("replaceOnChanges has no effect, as documented: what can change in place does", async () => {
  stack.program(program({ domain: "other.example.com" }));
  // Once an engine supports it, the documentation must change.
  expect((await stack.up()).steps).toEqual(["update carrier"]);
});

test("a vendor that never answers: the operation ends by its own deadline, and says which request was open", async () => {
  simulator.addFault({ method: "PUT", kind: "delay", milliseconds: 600_000, times: 100 });
  stack.environment({ VIDEOSDK_REQUEST_TIMEOUT: "1", VIDEOSDK_OPERATION_TIMEOUT: "2" });
  stack.program(program({ domain: "third.example.com" }));
  const { output } = await stack.failing("up");
  expect(output).toMatch(/videosdk SipTrunk: update failed: .*PUT \/v2\/sip-trunk/s);
  simulator.clearFaults();
  stack.environment({ VIDEOSDK_REQUEST_TIMEOUT: "", VIDEOSDK_OPERATION_TIMEOUT: "" });
  expect((await stack.up()).steps).toEqual(["update carrier"]);
});

test("a package that only another package depends on is not found, and the engine's error names it", async () => {
  const modules = join(workspace.root, "node_modules");
  const wrapper = join(modules, "wrapper");
  mkdirSync(join(wrapper, "node_modules"), { recursive: true });
  writeFileSync(join(wrapper, "index.js"), 'module.exports = require("pulumi-sip");\n');
  renameSync(join(modules, "pulumi-sip"), join(wrapper, "node_modules", "pulumi-sip"));
  const args = JSON.stringify(trunkArgs);
  writeFileSync(
    join(stack.folder, "index.js"),
    `const { videosdk } = require("wrapper");\nnew videosdk.SipTrunk("carrier", ${args});\n`,
  );
  const { output, requests } = await stack.failing("preview");
  renameSync(join(wrapper, "node_modules", "pulumi-sip"), join(modules, "pulumi-sip"));
  expect(output).toContain("Cannot find module 'pulumi-sip/runtime'");
  expect(requests).toEqual([]);
});

test("with settings that cannot be used nothing is removed", async () => {
  stack.program(program());
  await stack.configure({ "videosdk:maxRetries": "many" });
  const { output, requests } = await stack.failing("destroy", "--run-program");
  expect(output).toContain('videosdk:maxRetries (or VIDEOSDK_MAX_RETRIES) is "many"');
  expect(requests).toEqual([]);
  expect(simulator.state().videosdk.trunks).toHaveLength(names.length);
});

test("five removals at once, the first operations of a process: each has the credentials", async () => {
  await stack.configure({ "videosdk:maxRetries": "4" });
  const { log } = await stack.destroy("--run-program");
  const removals = log.filter(({ method }) => method === "DELETE");
  expect(removals.map(({ status }) => status)).toEqual(names.map(() => 200));
  expect(simulator.state().videosdk.trunks).toEqual([]);
});

/** A creation that has taken effect at the vendor and whose answer is not sent. */
async function creationUnderWay(name: string): Promise<{ set: Stack; running: ReturnType<Stack["begin"]> }> {
  const set = await Stack.create(workspace, name, {
    simulator,
    program: declare("support", "PhoneNumberSet", setArgs),
  });
  const path = "/v2/sip/phone-numbers";
  simulator.addFault({ method: "POST", path, kind: "delay", milliseconds: 600_000, when: "after" });
  set.environment({ VIDEOSDK_REQUEST_TIMEOUT: "5" });
  const running = set.begin("up");
  await until(() => connectedNumbers(simulator).length === 2);
  return { set, running };
}

test("one Ctrl-C in the middle of a creation: the engine waits for its end, and state holds what was created", async () => {
  const { set, running } = await creationUnderWay("interrupted");
  interrupt(running.pid);
  const { code, output } = await running.finished;
  expect(code).not.toBe(0);
  expect(output).toContain("^C received; cancelling");
  expect((await set.resource("support")).initErrors).toBeUndefined();
  expect((await set.up()).requests).toEqual([]);
  expect(gatewayCounts(simulator)).toEqual([1, 1]);
  await set.destroy();
});

test("a second Ctrl-C in the middle of a creation: the next up finds what was created, and creates no duplicate", async () => {
  const { set, running } = await creationUnderWay("interrupted-twice");
  const over = new AbortController();
  void running.finished.finally(() => over.abort());
  // Repeatedly: of two that are sent too fast, the CLI sees only one.
  while (!over.signal.aborted) {
    interrupt(running.pid);
    await delay(200);
  }
  expect((await running.finished).output).toContain("^C received; terminating");
  expect((await set.export()).pendingOperations).toMatchObject([{ type: "creating" }]);

  const next = await set.up();
  expect(next.steps).toEqual(["create support"]);
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  expect(gatewayCounts(simulator)).toEqual([1, 1]);
  await set.refresh("--clear-pending-creates");
  expect((await set.export()).pendingOperations).toEqual([]);
  expect((await set.up()).requests).toEqual([]);
});

function interrupt(pid: number): void {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    // It has ended.
  }
}
