import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { sorted } from "./support/requests.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, second } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

const names = ["carrier", "support", "tuned", "sales", "backup"];

/** Every resource uses a value that only the vendor knows, at the top, inside a list and inside an object. */
function program(changes: object): string {
  return [
    declare("carrier", "SipTrunk", trunkArgs),
    declare("support", "PhoneNumberSet", { ...setArgs, gatewaySettings: "initial", ...changes }),
    declare("tuned", "SipGateway", {
      gatewayId: reference("support.outboundGatewayIds[0]"),
      name: reference("pulumi.interpolate`out ${carrier.id}`"),
      auth: { username: "support", password: reference("support.id") },
    }),
    declare("sales", "PhoneNumberSet", {
      ...setArgs,
      name: reference("support.id"),
      phoneNumbers: [
        reference("support.numbers[0].e164.apply((e164) => e164.slice(0, -1) + '9')"),
        "+14155550108",
      ],
    }),
    declare("backup", "SipTrunk", { ...trunkArgs, numbers: reference("support.phoneNumbers") }),
  ].join("");
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "unknowns", { simulator, program: program({}) });
});
afterAll(() => simulator.close());

test("a preview of a first run accepts values that are not known yet, and sends nothing", async () => {
  const { steps, requests } = await stack.preview("--diff");
  expect(sorted(steps)).toEqual(sorted(names.map((name) => `create ${name}`)));
  expect(requests).toEqual([]);
});

test("the run after it uses the values, and no placeholder reaches the vendor", async () => {
  const { steps, log } = await stack.up();
  expect(sorted(steps)).toEqual(sorted(names.map((name) => `create ${name}`)));
  expect(JSON.stringify(log)).not.toContain("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
  expect(connectedNumbers(simulator)).toEqual([first, second, "+14155550108", "+14155550109"]);
  expect((await stack.up()).requests).toEqual([]);
});

test("a preview of a replacement sends nothing and announces no replacement that is uncertain", async () => {
  stack.program(program({ isShared: false }));
  const { steps, requests } = await stack.preview("--diff");
  expect(steps).toContain("replace support [isShared]");
  expect(steps).toContain("update tuned");
  expect(steps.filter((step) => step.startsWith("replace"))).toHaveLength(1);
  expect(requests).toEqual([]);
});
