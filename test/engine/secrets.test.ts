import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { leaksIn as namesOfLeaksIn } from "../support/leaks.js";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { everythingWritten } from "./support/written.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

/** Passwords that cannot be part of any other text. Plain in the program, as in a careless one. */
const canaries = {
  set: "CANARY-set-5f1c",
  setAgain: "CANARY-set-again-77aa",
  gateway: "CANARY-gateway-0d2e",
  trunk: "CANARY-trunk-91b7",
  setting: "CANARY-setting-3c3c",
  provider: "CANARY-provider-secret-6a6a",
  wrong: "CANARY-wrong-8e8e",
};

function auth(password: string): object {
  return { username: "support", password };
}

function program(setPassword: string, extra = ""): string {
  return [
    'const config = new pulumi.Config();\nconst fromConfig = config.requireSecret("password");\n',
    declare("support", "PhoneNumberSet", {
      ...setArgs,
      gatewaySettings: "initial",
      outbound: { ...setArgs.outbound, auth: auth(setPassword) },
    }),
    declare("managed", "PhoneNumberSet", {
      ...setArgs,
      phoneNumbers: ["+14155550109"],
      outbound: { ...setArgs.outbound, auth: auth(setPassword) },
    }),
    declare("tuned", "SipGateway", {
      gatewayId: reference("support.outboundGatewayIds[0]"),
      auth: auth(canaries.gateway),
    }),
    declare("carrier", "SipTrunk", { ...trunkArgs, auth: auth(canaries.trunk) }),
    declare("backup", "SipTrunk", {
      ...trunkArgs,
      auth: { username: "support", password: reference("fromConfig") },
    }),
    `new videosdk.Provider("second", ${JSON.stringify({ apiKey: "key", secret: canaries.provider })});\n`,
    "exports.outbound = managed.outbound;\nexports.auth = carrier.auth;\nexports.gatewayAuth = tuned.auth;\n",
    extra,
  ].join("");
}

/** Everything that the CLI has printed and written. */
function everything(): string {
  return everythingWritten(stack);
}

/** The canaries, and the secrets of the account, that appear in a text. */
function leaksIn(text: string): string[] {
  return namesOfLeaksIn(text, { ...canaries, account: simulator.videosdk.secret });
}

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "secrets", {
    simulator,
    program: program(canaries.set),
    secrets: { "secrets:password": canaries.setting },
  });
  // The debug log is a part of what the CLI prints.
  stack.environment({ NODE_DEBUG: "pulumi-sip" });
});
afterAll(() => simulator.close());

test("passwords reach the vendor, and stay encrypted in state, whether or not the program marks them", async () => {
  await stack.preview("--diff");
  await stack.up("--diff");
  const { trunks, outboundGateways } = simulator.state().videosdk;
  expect(trunks.map(({ auth: { password } }) => password).sort()).toEqual([canaries.setting, canaries.trunk]);
  expect(outboundGateways.map((gateway) => gateway.auth?.password).sort()).toEqual([
    canaries.gateway,
    canaries.set,
  ]);
  const state = await stack.succeed("stack", "export");
  expect(leaksIn(state)).toEqual([]);
  // They are in state, readable with the passphrase.
  const clear = await stack.succeed("stack", "export", "--show-secrets");
  expect(leaksIn(clear)).toEqual(["set", "gateway", "trunk", "setting", "provider", "account"]);
  stack.transcript = stack.transcript.replace(clear, "");
});

test("nor do they show in a change of password, a refresh, or the stack's outputs", async () => {
  stack.program(program(canaries.setAgain));
  await stack.preview("--diff");
  expect((await stack.up("--diff")).steps).toEqual(["update managed"]);
  await stack.refresh("--diff");
  await stack.succeed("stack", "output", "--json");
  expect(leaksIn(everything())).toEqual([]);
});

test("nor in the error of a vendor that repeats what it was sent", async () => {
  const body = { message: `auth ${canaries.wrong} refused` };
  simulator.addFault({ method: "POST", path: "/v2/sip-trunk", kind: "status", status: 400, body });
  stack.program(
    program(canaries.setAgain, declare("failing", "SipTrunk", { ...trunkArgs, auth: auth(canaries.wrong) })),
  );
  const { output } = await stack.failing("up", "--diff");
  expect(output).toContain("auth [secret] refused (HTTP 400, POST /v2/sip-trunk, request ");
  expect(leaksIn(everything())).toEqual([]);
});

test("nor when the inputs they are in are refused", async () => {
  const wrong: [string, string][] = [
    [
      declare("set", "PhoneNumberSet", {
        ...setArgs,
        phoneNumbers: ["nonsense"],
        outbound: { ...setArgs.outbound, auth: { password: canaries.wrong } },
      }),
      "outbound.auth.username: is required",
    ],
    [
      declare("trunk", "SipTrunk", { ...trunkArgs, auth: { username: "support", passwort: canaries.wrong } }),
      "auth.passwort: is not a field here; the nearest is password",
    ],
    [declare("list", "SipTrunk", { ...trunkArgs, auth: [canaries.wrong] }), "not shown, it is a secret"],
    [
      declare("number", "SipTrunk", { ...trunkArgs, auth: { username: canaries.wrong, password: 7 } }),
      "auth.password: the value given (not shown, it is a secret) is not accepted",
    ],
  ];
  for (const [declaration, complaint] of wrong) {
    stack.program(program(canaries.setAgain, declaration));
    const { output, requests } = await stack.failing("preview", "--diff");
    expect(output).toContain(complaint);
    expect(requests).toEqual([]);
  }
  expect(leaksIn(everything())).toEqual([]);
});

test("nor when everything is destroyed", async () => {
  await stack.destroy("--diff");
  expect(leaksIn(everything())).toEqual([]);
});
