import { afterEach, beforeEach, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, declareAtSignalWire, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, elsewhere, first, gateway, gateways, second, third } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const declareSet = (changes: object, options: string): string =>
  declare("support", "PhoneNumberSet", { ...setArgs, ...changes }, options);

test("ignoreChanges of a password: another one is never sent, and other fields change", async () => {
  const program = (password: string, changes: object = {}): string => {
    const auth = { username: "support", password };
    return (
      declareSet(
        { outbound: { ...setArgs.outbound, ...changes, auth } },
        '{ ignoreChanges: ["outbound.auth.password"] }',
      ) + declare("carrier", "SipTrunk", { ...trunkArgs, auth }, '{ ignoreChanges: ["auth.password"] }')
    );
  };
  const stack = await Stack.create(workspace, "ignored-password", {
    simulator,
    program: program("first-password"),
  });
  await stack.up();
  stack.program(program("second-password"));
  expect((await stack.up("--refresh")).writes).toEqual([]);
  stack.program(program("second-password", { address: "other.example.com" }));
  expect((await stack.up()).steps).toEqual(["update support"]);
  const { address, auth } = gateway(simulator, "outbound");
  expect([address, auth?.password]).toEqual(["other.example.com", "first-password"]);
  expect(simulator.state().videosdk.trunks[0]?.auth.password).toBe("first-password");
  expect((await stack.up()).requests).toEqual([]);
});

test("ignoreChanges of numbers and gateway fields: what others changed stays, and no number comes or goes", async () => {
  const ignoring = '{ ignoreChanges: ["phoneNumbers", "outbound", "name"] }';
  const stack = await Stack.create(workspace, "ignored-drift", {
    simulator,
    program: declareSet({}, ignoring),
  });
  await stack.up();
  const { id } = gateway(simulator, "outbound");
  const change = { name: "renamed", address: "drift.example.com" };
  await elsewhere(simulator, "PATCH", `/v2/sip/phone-numbers/gateways/${id}`, change);
  await stack.refresh();
  stack.program(declareSet({ phoneNumbers: [first, third], mediaEncryption: "enable" }, ignoring));
  expect((await stack.up()).steps).toEqual(["update support"]);
  expect(gateway(simulator, "outbound")).toMatchObject({
    address: "drift.example.com",
    mediaEncryption: "enable",
  });
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  expect((await stack.up()).requests).toEqual([]);
});

test("ignoreChanges of a SignalWire endpoint's password", async () => {
  const program = (password: string, callerId: string): string =>
    declareAtSignalWire(
      "desk",
      "SipEndpoint",
      { username: "desk", password, callerId },
      '{ ignoreChanges: ["password"] }',
    );
  const stack = await Stack.create(workspace, "ignored-endpoint", {
    simulator,
    vendor: "signalwire",
    program: program("first-password", "Desk"),
  });
  await stack.up();
  stack.program(program("second-password", "Front desk"));
  expect((await stack.up()).steps).toEqual(["update desk"]);
  expect(simulator.state().signalwire.endpoints).toMatchObject([
    { caller_id: "Front desk", password: "first-password" },
  ]);
  expect((await stack.up()).requests).toEqual([]);
});

test("retainOnDelete: a replacement takes the numbers along and leaves the gateways; a removal changes nothing", async () => {
  const retaining = "{ retainOnDelete: true }";
  const stack = await Stack.create(workspace, "retained", {
    simulator,
    program: declareSet({ releaseOnDelete: true }, retaining),
  });
  await stack.up();
  const before = [...gateways(simulator, "inbound"), ...gateways(simulator, "outbound")].map(({ id }) => id);
  stack.program(declareSet({ isShared: false, releaseOnDelete: true }, retaining));
  const { steps, messages } = await stack.up();
  expect(steps.some((step) => step.startsWith("replace support"))).toBe(true);
  expect(messages.map(({ message }) => message).join()).toContain(
    `gateways ${before.join(", ")} of the replaced set stay`,
  );
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  expect(gateways(simulator, "inbound").map(({ numbers }) => numbers)).toEqual([[], [first], [second]]);
  expect((await stack.up()).requests).toEqual([]);

  stack.program("");
  expect((await stack.up()).requests).toEqual([]);
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  expect(simulator.state().videosdk.released).toEqual([]);
});
