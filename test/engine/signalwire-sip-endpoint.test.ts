import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declareAtSignalWire } from "./support/programs.js";
import {
  changeEndpoint,
  deleteEndpoint,
  endpointArgs,
  endpointRequests,
  onlyEndpoint,
} from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

// One stack for one resource from creation to destroy: every test continues where the one before it ended.
const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;
let args: Record<string, unknown> = endpointArgs;

const { create, list, read, update } = endpointRequests;

function declareEndpoint(changes: object): void {
  args = { ...args, ...changes };
  stack.program(declareAtSignalWire("phone", "SipEndpoint", args));
}

/** The fields that the one `PUT` of an operation sent. */
function fieldsSent(
  operation: Awaited<ReturnType<Stack["up"]>>,
  looks: readonly string[] = [],
): Record<string, unknown> {
  expect(operation.requests).toEqual([read, ...looks, update]);
  return operation.log.at(-1)?.requestBody as Record<string, unknown>;
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "signalwire-endpoint", { simulator, vendor: "signalwire" });
});
afterAll(() => simulator.close());

test("creates an endpoint with the project's defaults, and then has nothing to do", async () => {
  declareEndpoint({});
  const { steps, writes, log } = await stack.up();
  expect(steps).toEqual(["create phone"]);
  expect(writes).toEqual([create]);
  expect(log.at(-1)?.requestBody).toEqual(endpointArgs);
  const { inputs, outputs, id } = await stack.resource("phone");
  expect(id).toBe(onlyEndpoint(simulator).id);
  expect(outputs).toMatchObject({
    effective: {
      codecs: ["OPUS", "G722", "PCMU", "PCMA", "VP8", "H264"],
      encryption: "default",
      sendAs: "random",
    },
    callingHandlerResourceId: null,
  });
  for (const field of ["ciphers", "codecs", "encryption", "sendAs"]) expect(inputs).not.toHaveProperty(field);
  expect((await stack.up()).requests).toEqual([]);
  expect((await stack.refresh()).steps).toEqual([]);
});

const agent = "0823a606-0aff-4c90-9eba-f88ba118fe05";
const script = { type: "relay_script", relayScriptUrl: "https://example.com/swml" };
const changes: [string, object, object][] = [
  ["username", { username: "reception" }, { username: "reception" }],
  ["callerId", { callerId: "Reception" }, { caller_id: "Reception" }],
  ["sendAs", { sendAs: "+14155550100" }, { send_as: "+14155550100" }],
  ["ciphers", { ciphers: ["AES_CM_128_HMAC_SHA1_80"] }, { ciphers: ["AES_CM_128_HMAC_SHA1_80"] }],
  ["codecs", { codecs: ["PCMU", "OPUS"] }, { codecs: ["PCMU", "OPUS"] }],
  ["encryption", { encryption: "required" }, { encryption: "required" }],
  [
    "callHandler",
    { callHandler: script },
    { call_handler: "relay_script", call_relay_script_url: "https://example.com/swml" },
  ],
];

test.each(changes)(
  "changes the field %s in place, with one request and without the password",
  async (_, change, sent) => {
    const { id } = onlyEndpoint(simulator);
    declareEndpoint(change);
    const operation = await stack.up();
    expect(operation.steps).toEqual(["update phone"]);
    // Whether a name is free is asked before it is sent.
    const body = fieldsSent(
      operation,
      "username" in change ? [`${list}?filter_username=:username&page_size=1000`] : [],
    );
    expect(body).toMatchObject(sent);
    expect(body).not.toHaveProperty("password");
    expect(onlyEndpoint(simulator)).toMatchObject({ id, ...sent, password: "first-password" });
  },
);

test("has nothing to do once every field is as the program says", async () => {
  expect((await stack.up()).requests).toEqual([]);
});

test("another password is one request; so is the same one again, where passwordVersion says so", async () => {
  const { id } = onlyEndpoint(simulator);
  declareEndpoint({ password: "second-password" });
  const rotation = await stack.up();
  expect(rotation.steps).toEqual(["update phone"]);
  expect(fieldsSent(rotation)).toMatchObject({ password: "second-password" });

  await changeEndpoint(simulator, { password: "somebody-elses" });
  // No read shows that, so only the program can request the fix.
  expect((await stack.refresh()).steps).toEqual([]);
  declareEndpoint({ passwordVersion: 2 });
  expect(fieldsSent(await stack.up())).toMatchObject({ password: "second-password" });
  expect(onlyEndpoint(simulator)).toMatchObject({ id, password: "second-password" });
  expect((await stack.up()).requests).toEqual([]);
});

const handlers: [string, object, object][] = [
  ["relay_topic", { relayTopic: "office" }, { call_relay_topic: "office" }],
  [
    "laml_webhooks",
    { requestUrl: "https://example.com/laml", requestMethod: "POST" },
    { call_request_url: "https://example.com/laml", call_request_method: "POST" },
  ],
  ["ai_agent", { aiAgentId: agent }, { call_ai_agent_id: agent }],
  ["relay_connector", {}, {}],
];

test.each(handlers)("changes to the call handler %s in place", async (type, companions, kept) => {
  const { id } = onlyEndpoint(simulator);
  declareEndpoint({ callHandler: { type, ...companions } });
  expect((await stack.up()).steps).toEqual(["update phone"]);
  expect(onlyEndpoint(simulator)).toMatchObject({ id, call_handler: type, ...kept });
  expect((await stack.refresh()).steps, "fields of earlier handlers").toEqual([]);
});

test("a setting that was changed elsewhere is found by refresh and corrected by up", async () => {
  await changeEndpoint(simulator, {
    encryption: "optional",
    call_handler: "relay_script",
    call_relay_script_url: "https://rogue.example.com",
  });
  expect((await stack.refresh()).steps).toEqual(["update phone"]);
  expect((await stack.up()).requests).toEqual([read, update]);
  expect(onlyEndpoint(simulator)).toMatchObject({
    encryption: "required",
    call_handler: "relay_connector",
  });
});

test("fields that are removed go back to the project's; one that cannot go back is left, with a warning", async () => {
  const { username, password, passwordVersion, callHandler } = args;
  args = { username, password, passwordVersion, callHandler };
  declareEndpoint({});
  const operation = await stack.up();
  expect(fieldsSent(operation)).toMatchObject({ ciphers: [], codecs: [], encryption: "default" });
  for (const field of ["callerId", "sendAs"])
    expect(operation.output).toMatch(
      new RegExp(`warning: .*${field} of SIP endpoint .* is no longer managed and stays as it is`),
    );
  expect(onlyEndpoint(simulator)).toMatchObject({
    ciphers: null,
    codecs: null,
    encryption: "default",
    caller_id: "Reception",
  });
  expect((await stack.up()).requests).toEqual([]);
});

test("without its call handler the endpoint is replaced, old first, and the preview says why", async () => {
  const { id } = onlyEndpoint(simulator);
  delete args["callHandler"];
  declareEndpoint({});
  const foreseen = await stack.preview();
  expect(foreseen.steps).toContain("replace phone [callHandler]");
  expect(foreseen.output).toContain(
    `${id} is to be replaced: callHandler is removed, and SignalWire has no way to remove the handler of an endpoint`,
  );
  expect(foreseen.requests).toEqual([]);
  const { steps, writes } = await stack.up();
  expect(steps).toContain("replace phone [callHandler]");
  expect(writes).toEqual([endpointRequests.delete, create]);
  const made = onlyEndpoint(simulator);
  expect(made).toMatchObject({ username: "reception", call_handler: null });
  expect(made.id).not.toBe(id);
  expect((await stack.up()).requests).toEqual([]);
});

test("an endpoint that is gone is removed from state by refresh and recreated by up", async () => {
  await deleteEndpoint(simulator);
  expect((await stack.refresh()).steps).toEqual(["delete phone"]);
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["create phone"]);
  expect(writes).toEqual([create]);
  expect(onlyEndpoint(simulator)).toMatchObject({ username: "reception", password: "second-password" });
});

test("destroy deletes the endpoint, and a second one has nothing to do", async () => {
  expect(await stack.destroy()).toMatchObject({
    steps: ["delete phone"],
    requests: [endpointRequests.delete],
  });
  expect(simulator.state().signalwire.endpoints).toEqual([]);
  expect(await stack.destroy()).toMatchObject({ steps: [], requests: [] });
});
