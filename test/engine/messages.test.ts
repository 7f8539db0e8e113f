import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { numbersFrom } from "../support/seed.js";
import { declare, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "messages", { simulator });
});
afterAll(() => simulator.close());

/** The end of a URN of this package's resources. */
const at = (type: string, name: string): unknown => expect.stringMatching(new RegExp(`:${type}::${name}$`));

test("a warning is shown at the resource that it is about, and not at the stack", async () => {
  stack.program(declare("carrier", "SipTrunk", trunkArgs));
  await stack.up();
  stack.program("");
  const { messages, output } = await stack.up();
  expect(messages).toEqual([
    expect.objectContaining({
      severity: "warning",
      urn: at("SipTrunk", "carrier"),
      message: expect.stringContaining("stays at VideoSDK") as string,
    }),
  ]);
  expect(output).toMatch(/videosdk:SipTrunk \(carrier\):\s+warning: videosdk SipTrunk: trunk/);
});

test("a warning about inputs is shown at the resource in the preview already", async () => {
  stack.program(declare("open", "InboundGateway", { numbers: numbersFrom(1) }));
  const { messages } = await stack.preview();
  expect(messages).toEqual([
    expect.objectContaining({
      urn: at("InboundGateway", "open"),
      message: expect.stringContaining("anyone who knows its address may call in") as string,
    }),
  ]);
});

test("a long operation shows in the resource's own row how far it is, while it runs", async () => {
  const numbers = numbersFrom(25);
  stack.program(declare("support", "PhoneNumberSet", { ...setArgs, phoneNumbers: numbers, isShared: false }));
  await stack.up();
  simulator.configure({ videosdk: { requestsPerSecond: 10 } });
  stack.program("");
  const { messages, steps } = await stack.up();
  expect(steps).toContain("delete support");
  const progress = messages.filter(({ ephemeral }) => ephemeral === true);
  expect(progress).toContainEqual(
    expect.objectContaining({
      urn: at("PhoneNumberSet", "support"),
      message: expect.stringMatching(/^\d+ of 25 numbers detached, \d+ of 50 gateways deleted/) as string,
    }),
  );
  const shares = progress.flatMap(({ message }) => /^(\d+) of 25/.exec(message)?.[1] ?? []).map(Number);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
  expect(shares[0]).toBeLessThan(25);
});
