import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { isOurs } from "./support/state.js";
import { Stack } from "./support/stack.js";
import { sorted } from "./support/requests.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** What every existing state holds of the code that serves it. It can never change. */
const texts = [
  'exports.handler = () => require("pulumi-sip/runtime").videosdk.PhoneNumberSet;',
  'exports.handler = () => require("pulumi-sip/runtime").videosdk.SipGateway;',
  'exports.handler = () => require("pulumi-sip/runtime").videosdk.SipTrunk;',
];

test("state names the provider in at most 80 characters, the same in inputs and outputs", async () => {
  const stack = await Stack.create(workspace, "texts", {
    simulator,
    program: [
      declare("support", "PhoneNumberSet", { ...setArgs, gatewaySettings: "initial" }),
      declare("tuned", "SipGateway", { gatewayId: reference("support.outboundGatewayIds[0]") }),
      declare("carrier", "SipTrunk", trunkArgs),
    ].join(""),
  });
  await stack.up();
  const ours = (await stack.export()).resources.filter(isOurs);
  expect(sorted(ours.map(({ inputs }) => String(inputs?.["__provider"])))).toEqual(texts);
  for (const { inputs, outputs } of ours) expect(outputs?.["__provider"]).toBe(inputs?.["__provider"]);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(80);
});

test("the engine treats the classes as the SDK's dynamic resources: one replaces the other without a change", async () => {
  const stack = await Stack.create(workspace, "likeness", { simulator });
  // What a dynamic.Resource of the same type would be, its provider serialized by the SDK.
  stack.program(`
    const provider = {
      check: (olds, news) => require("pulumi-sip/runtime").videosdk.SipTrunk.check(olds, news),
      diff: (id, olds, news) => require("pulumi-sip/runtime").videosdk.SipTrunk.diff(id, olds, news),
      create: (inputs) => require("pulumi-sip/runtime").videosdk.SipTrunk.create(inputs),
      configure: (request) => require("pulumi-sip/runtime").videosdk.SipTrunk.configure(request),
    };
    const args = ${JSON.stringify({ name: "carrier", ...trunkArgs })};
    const secret = { ...args, auth: pulumi.secret(args.auth) };
    new pulumi.dynamic.Resource(provider, "carrier", secret, {}, "videosdk", "SipTrunk");
  `);
  expect((await stack.up()).steps).toEqual(["create carrier"]);
  const before = await stack.resource("carrier");

  stack.program(declare("carrier", "SipTrunk", trunkArgs));
  const { steps, requests } = await stack.up();
  expect(steps).toEqual([]);
  expect(requests).toEqual([]);
  const after = await stack.resource("carrier");
  expect(after).toMatchObject({
    urn: before.urn,
    type: before.type,
    id: before.id,
    provider: before.provider,
  });
  // A change of the text alone changes nothing else, above all not the outputs. The class has encrypted `auth`.
  const others = { __provider: "", auth: "" };
  expect({ ...after.outputs, ...others }).toEqual({ ...before.outputs, ...others });
});
