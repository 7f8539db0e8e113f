import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { traceCommand } from "../../src/cli/trace.js";
import type { Simulator } from "../../src/simulator";
import { Dashboard } from "../support/vendor-view";
import { endInEnvironment, startInEnvironment } from "./support.js";

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startInEnvironment();
  const dashboard = new Dashboard(simulator);
  await dashboard.create(["+14155550100", "+14155550101"], { isShared: true, name: "support" });
  await dashboard.send("POST", "/v2/sip/routing-rule", {
    name: "desk",
    type: "inbound",
    phoneNumbers: ["+14155550100"],
    agentId: "ag_1",
  });
  simulator.clearRequests();
});

afterEach(() => endInEnvironment(simulator));

async function traced(...args: string[]): Promise<{ readonly text: string; readonly code: unknown }> {
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  await traceCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(args, { from: "user" });
  return { text: printed.join("\n"), code: process.exitCode };
}

describe("pulumi-sip trace", () => {
  test("prints each step and the end; the exit code is 0 where the call ends somewhere", async () => {
    const { text, code } = await traced("--to", "+14155550100", "--from", "+14155550199");
    expect(code).toBeUndefined();
    const lines = text.split("\n").map((line) => line.replace(/\([^)]*\)/g, "(id)"));
    expect(lines).toEqual([
      "videosdk: inbound call to +14155550100 from +14155550199",
      "  -> number: +14155550100 is registered at VideoSDK",
      expect.stringMatching(/^ {2}! {2}number: \+14155550100 is held by /),
      "  -> gateway: inbound gateway support (id) takes the call",
      expect.stringMatching(/^ {2}! {2}authentication: .*anyone may call$/),
      "  -> rule: routing rule desk (id) takes the call",
      expect.stringMatching(/^ {2}= agent ag_1: routing rule desk \(id\) gives the call to agent ag_1/),
    ]);
  });

  test("exits with 2 where the call ends nowhere, and says why once", async () => {
    const { text, code } = await traced("--to", "+14155550101");
    expect(code).toBe(2);
    expect(text.match(/no inbound routing rule has \+14155550101/g)).toHaveLength(1);
    expect(text).toMatch(/\n {2}= nowhere$/);
  });

  test("prints JSON", async () => {
    const { text } = await traced("--to", "+14155550100", "--json");
    expect(JSON.parse(text)).toMatchObject([{ vendor: "videosdk", end: { kind: "agent", id: "ag_1" } }]);
  });

  test("only reads", async () => {
    await traced("--to", "+14155550100");
    expect([...new Set(simulator.requests().map(({ method }) => method))]).toEqual(["GET"]);
  });

  test.each([
    [["--to", "+14155550100", "--direction", "sideways"], /direction/],
    [["--from", "+14155550100"], /--to/],
    [["--to", "x", "--source", "y"], /to: "x".*source: "y"/],
    [["--to", "+14155550100", "--vendor", "signalwire"], /signalwire: credentials are missing/],
  ])("refuses %j", async (args, words) => {
    await expect(traced(...args)).rejects.toThrow(words);
    expect(simulator.requests()).toEqual([]);
  });
});
