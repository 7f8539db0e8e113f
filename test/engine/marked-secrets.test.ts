import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { leaksIn } from "../support/leaks.js";
import { importInto } from "./support/imports.js";
import { declare, declareAtSignalWire, reference, setArgs } from "./support/programs.js";
import { changeGateway, gatewayArgs, onlyGateway } from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { everythingWritten } from "./support/written.js";

/** What the program marks with `pulumi.secret`, though nothing of it is a secret by itself. */
const marked = {
  set: "canary-set-name-5f1c",
  address: "canary-peer-77aa.example.com",
  gateway: "canary-gateway-name-0d2e",
  address2: "canary-tuned-91b7.example.com",
  caller: "canary-caller-3c3c",
  hook: "https://hooks.example.com/canary-6a6a",
  late: "canary-late-1b1b",
};
/** What a colleague writes over the name of the gateway, which is as secret as the name was. */
const drifted = "canary-drifted-8e8e";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

const secret = (value: string): string => reference(`pulumi.secret('${value}')`);

function program(
  changes: { transport?: string; codecs?: string[]; sendAs?: string; late?: string } = {},
): string {
  const { transport = "tls", codecs = gatewayArgs.codecs, sendAs = "random", late = marked.late } = changes;
  return [
    declare("support", "PhoneNumberSet", {
      ...setArgs,
      name: secret(marked.set),
      gatewaySettings: "initial",
      outbound: { ...setArgs.outbound, address: secret(marked.address) },
    }),
    declare("tuned", "SipGateway", {
      gatewayId: reference("support.outboundGatewayIds[0]"),
      address: secret(marked.address2),
      transport,
    }),
    declareAtSignalWire("pbx", "SipGateway", { ...gatewayArgs, name: secret(marked.gateway), codecs }),
    declareAtSignalWire("phone", "SipEndpoint", {
      username: "phone",
      password: "first-password",
      callerId: secret(marked.caller),
      sendAs,
      callHandler: { type: "laml_webhooks", requestUrl: secret(marked.hook) },
    }),
    declareAtSignalWire("desk", "SipEndpoint", {
      username: "desk",
      password: "first-password",
      callerId: late,
    }),
    "exports.name = pbx.displayName; exports.tuned = tuned.effective; exports.phone = phone.effective;\n",
    "exports.numbers = support.numbers;\n",
  ].join("");
}

/** The marked values that state or any output shows. */
async function leaks(): Promise<string[]> {
  const state = await stack.succeed("stack", "export");
  return leaksIn(state + everythingWritten(stack), { ...marked, drifted });
}

beforeAll(async () => {
  simulator = await startSimulator();
  const { videosdk, signalwire, url } = simulator;
  stack = await Stack.create(workspace, "marked-secrets", {
    simulator,
    program: program({ late: secret(marked.late) }),
    settings: { "signalwire:endpoint": url, "signalwire:projectId": signalwire.projectId },
    secrets: { "videosdk:secret": videosdk.secret, "signalwire:token": signalwire.token },
  });
  stack.environment({ NODE_DEBUG: "pulumi-sip" });
});
afterAll(() => simulator.close());

test("what a program marks is encrypted wherever it returns, after a creation", async () => {
  await stack.preview("--diff");
  await stack.up("--diff");
  expect(onlyGateway(simulator).name).toBe(marked.gateway);
  expect(await leaks()).toEqual([]);
  const clear = await stack.succeed("stack", "export", "--show-secrets");
  expect(leaksIn(clear, marked)).toEqual(Object.keys(marked));
  stack.transcript = stack.transcript.replace(clear, "");
  expect((await stack.up()).requests).toEqual([]);
});

test("after an update", async () => {
  stack.program(
    program({ transport: "udp", codecs: ["PCMU"], sendAs: "+14155550199", late: secret(marked.late) }),
  );
  expect([...(await stack.up("--diff")).steps].sort()).toEqual([
    "update pbx",
    "update phone",
    "update tuned",
  ]);
  expect(await leaks()).toEqual([]);
});

test("after a refresh, also one that finds another value, and after the correction", async () => {
  await stack.refresh("--diff");
  expect(await leaks()).toEqual([]);
  await changeGateway(simulator, { ...gatewayArgs, name: drifted });
  await stack.refresh("--diff");
  expect(await leaks()).toEqual([]);
  expect((await stack.up("--diff")).steps).toEqual(["update pbx"]);
  expect(await leaks()).toEqual([]);
  await stack.succeed("stack", "output", "--json");
  expect(await leaks()).toEqual([]);
});

test("after a failure that repeats it, and in what state keeps of it", async () => {
  const body = {
    errors: [{ detail: `name ${marked.gateway} of ${encodeURIComponent(marked.hook)}`, code: "no" }],
  };
  simulator.addFault({ method: "PATCH", kind: "status", status: 422, body });
  stack.program(program({ codecs: ["PCMA"], late: secret(marked.late) }));
  const { output } = await stack.failing("up", "--diff");
  expect(output).toContain("name [secret] of [secret] (no)");
  await stack.up("--diff");
  expect(await leaks()).toEqual([]);
});

test("a value that is marked later is encrypted by the next up, which sends nothing to the vendor", async () => {
  const other = await Stack.create(workspace, "marked-later", {
    simulator,
    vendor: "signalwire",
    program: declareAtSignalWire("late", "SipEndpoint", {
      ...{ username: "late", password: "first-password", callerId: marked.late },
    }),
  });
  await other.up();
  other.program(
    declareAtSignalWire("late", "SipEndpoint", {
      ...{ username: "late", password: "first-password", callerId: secret(marked.late) },
    }),
  );
  expect(await other.up()).toMatchObject({ steps: ["update late"], writes: [] });
  expect(leaksIn(await other.succeed("stack", "export"), marked)).toEqual([]);
  expect((await other.up()).requests).toEqual([]);
});

test("after an import, the next up encrypts it, and sends nothing to the vendor", async () => {
  const other = await Stack.create(workspace, "marked-import", {
    simulator,
    vendor: "signalwire",
    program: declareAtSignalWire("pbx", "SipGateway", {
      ...{ ...gatewayArgs, codecs: ["PCMA"], name: secret(marked.gateway) },
    }),
  });
  await importInto(workspace, simulator, other, "signalwire.SipGateway", "pbx", onlyGateway(simulator).id);
  expect(await other.up()).toMatchObject({ steps: ["update pbx"], writes: [] });
  expect(leaksIn(await other.succeed("stack", "export"), marked)).toEqual([]);
  await other.refresh();
  expect(leaksIn(await other.succeed("stack", "export"), marked)).toEqual([]);
});

test("and when everything is destroyed", async () => {
  await stack.destroy("--diff");
  expect(await leaks()).toEqual([]);
});
