import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { leaksIn } from "../support/leaks.js";
import { declareAtSignalWire, reference } from "./support/programs.js";
import { endpointArgs, gatewayArgs } from "./support/signalwire.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { everythingWritten } from "./support/written.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

/** Passwords that cannot be part of any other text. Plain in the program, as in a careless one. */
const canaries = {
  plain: "CANARY-endpoint-5f1c",
  again: "CANARY-endpoint-again-77aa",
  setting: "CANARY-setting-3c3c",
  provider: "CANARY-provider-token-6a6a",
  wrong: "CANARY-wrong-8e8e",
};

function endpoint(name: string, changes: object): string {
  return declareAtSignalWire(name, "SipEndpoint", { ...endpointArgs, username: name, ...changes });
}

function program(password: string, extra = ""): string {
  const account = { space: "branch", projectId: "branch-project", token: canaries.provider };
  return [
    'const fromConfig = new pulumi.Config().requireSecret("password");\n',
    endpoint("plain", { password }),
    endpoint("configured", { password: reference("fromConfig") }),
    declareAtSignalWire("pbx", "SipGateway", gatewayArgs),
    `new signalwire.Provider("branch", ${JSON.stringify(account)});\n`,
    "exports.plain = plain.password;\nexports.effective = configured.effective;\n",
    extra,
  ].join("");
}

/** The names of the secrets in a text: the canaries, the token, and the form in which the token is sent. */
function leaks(text: string): string[] {
  const { projectId, token } = simulator.signalwire;
  const basic = Buffer.from(`${projectId}:${token}`).toString("base64");
  return leaksIn(text, { ...canaries, token, basic });
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "signalwire-secrets", {
    simulator,
    vendor: "signalwire",
    program: program(canaries.plain),
    secrets: { "signalwire-secrets:password": canaries.setting },
  });
  // The debug log is a part of what the CLI prints.
  stack.environment({ NODE_DEBUG: "pulumi-sip" });
});
afterAll(() => simulator.close());

/** The passwords that SignalWire has. */
function passwords(): string[] {
  return simulator
    .state()
    .signalwire.endpoints.map(({ password }) => password)
    .sort();
}

test("passwords reach SignalWire, and stay encrypted in state, whether or not the program marks them", async () => {
  await stack.preview("--diff");
  await stack.up("--diff");
  expect(passwords()).toEqual([canaries.plain, canaries.setting]);
  expect(leaks(await stack.succeed("stack", "export"))).toEqual([]);
  // They are in state, readable with the passphrase.
  const clear = await stack.succeed("stack", "export", "--show-secrets");
  expect(leaks(clear)).toEqual(["plain", "setting", "provider", "token"]);
  stack.transcript = stack.transcript.replace(clear, "");
});

test("nor do they show in a rotation, a refresh, or the stack's outputs", async () => {
  stack.program(program(canaries.again));
  await stack.preview("--diff");
  expect((await stack.up("--diff")).steps).toEqual(["update plain"]);
  expect(passwords()).toEqual([canaries.again, canaries.setting]);
  await stack.refresh("--diff");
  await stack.succeed("stack", "output", "--json");
  expect(leaks(everythingWritten(stack))).toEqual([]);
});

test("nor in the error of a vendor that repeats what it was sent", async () => {
  const item = { title: "Invalid Attribute", status: "422", code: "invalid_parameter" };
  const body = { errors: [{ ...item, detail: `Password ${canaries.wrong} is too weak` }] };
  simulator.addFault({ method: "PUT", kind: "status", status: 422, body });
  stack.program(program(canaries.wrong));
  const { output } = await stack.failing("up", "--diff");
  expect(output).toContain("Password [secret] is too weak (invalid_parameter) (HTTP 422, PUT ");
  expect(leaks(everythingWritten(stack))).toEqual([]);
  // The failed rotation does not count as done.
  stack.program(program(canaries.again));
  await stack.up();
  expect(passwords()).toEqual([canaries.again, canaries.setting]);
});

test("nor in messages about wrong input", async () => {
  const wrong: [string, string][] = [
    [
      endpoint("spaced", { username: "front desk", password: canaries.wrong }),
      'username: "front desk" is not accepted',
    ],
    [
      endpoint("list", { password: [canaries.wrong] }),
      "password: the value given (not shown, it is a secret)",
    ],
    [
      endpoint("mistyped", { passwort: canaries.wrong }),
      "passwort: is not a field here; the nearest is password",
    ],
  ];
  for (const [declaration, complaint] of wrong) {
    stack.program(program(canaries.again, declaration));
    const { output, requests } = await stack.failing("preview", "--diff");
    expect(output).toContain(complaint);
    expect(requests).toEqual([]);
  }
  expect(leaks(everythingWritten(stack))).toEqual([]);
});

test("nor in a refusal of the credentials", async () => {
  stack.program(program(canaries.again));
  simulator.addFault({ kind: "status", status: 401, times: 10 });
  const { output } = await stack.failing("refresh");
  simulator.clearFaults();
  expect(output).toContain("SIP endpoints need Voice");
  expect(leaks(everythingWritten(stack))).toEqual([]);
});

test("nor when everything is destroyed", async () => {
  await stack.destroy("--diff");
  expect(leaks(everythingWritten(stack))).toEqual([]);
});
