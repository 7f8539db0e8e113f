// The program of the matrix, one resource of each class, and its life at the simulator.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { lastWords, runCommand } from "./run.mjs";

/** @typedef {import("../../src/simulator/index.js").Simulator} Simulator */

/**
 * What a program ran on.
 * @typedef {object} Ran
 * @property {string} node
 * @property {string} sdk
 */

/** What no command and no state may show. */
const passwords = ["first-password", "endpoint-password"];

/** The stack `dev` declares; `reader` looks at what that one has put out. */
const program = `import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { signalwire, videosdk } from "pulumi-sip";

const outbound = {
  address: "sip.example.com:5061",
  sipRegion: "us002",
  auth: { username: "support", password: "first-password" },
} as const;

function declared(): pulumi.Output<unknown> {
  const support = new videosdk.PhoneNumberSet("support", {
    phoneNumbers: ["+14155550100", "+14155550101"],
    inbound: { sipRegion: "us002" },
    outbound,
    gatewaySettings: "initial",
  });
  new videosdk.SipGateway("tuned", { gatewayId: support.outboundGatewayIds[0], mediaEncryption: "enable" });
  new videosdk.SipTrunk("carrier", {
    domain: "example.pstn.provider.com",
    direction: "outbound",
    numbers: ["+14155550100"],
    auth: outbound.auth,
  });
  new signalwire.SipGateway("line", {
    name: "Line",
    uri: "line@sip.example.com",
    encryption: "required",
    ciphers: ["AEAD_AES_256_GCM_8"],
    codecs: ["OPUS"],
  });
  new signalwire.SipEndpoint("phone", { username: "c3p0", password: "endpoint-password" });
  return support.outbound;
}

function read(): pulumi.Output<unknown> {
  return new pulumi.StackReference("organization/matrix/dev").requireOutput("peer");
}

export const peer = pulumi.getStack() === "reader" ? read() : declared();
const manifest = readFileSync(require.resolve("@pulumi/pulumi/package.json"), "utf8");
export const ran = { node: process.versions.node, sdk: (JSON.parse(manifest) as { version: string }).version };
`;

const compilerOptions = {
  target: "ES2022",
  module: "node16",
  moduleResolution: "node16",
  strict: true,
  skipLibCheck: true,
  types: ["node"],
};

/**
 * Takes the program of a project through `up`, an `up` that has nothing to do, `refresh` and `destroy`.
 * @param {object} options
 * @param {string} options.folder a project with everything installed
 * @param {string} options.pulumi path of the CLI
 * @param {Readonly<Record<string, string>>} options.env with a home and a backend of its own
 * @param {Simulator} options.simulator an empty one
 * @returns {Promise<Ran>}
 * @throws {Error} saying which step failed, or did more than it should
 */
export async function liveThrough({ folder, pulumi, env, simulator }) {
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: matrix\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "index.ts"), program);
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  const settings = environmentOf(simulator);
  /** @param {string[]} args */
  const run = async (...args) => {
    simulator.clearRequests();
    const result = await runCommand(pulumi, [...args, "--non-interactive"], {
      cwd: folder,
      env: { ...env, ...settings },
      signal: AbortSignal.timeout(300_000),
    });
    if (result.code !== 0) throw new Error(`${args[0]}: ${lastWords(result, 12)}`);
    return result.stdout;
  };

  await run("stack", "init", "dev");
  await run("up", "--yes", "--skip-preview");
  expectHeld(simulator, { gateways: 2, trunks: 1, lines: 1, phones: 1 });
  await run("up", "--yes", "--skip-preview", "--expect-no-changes");
  if (simulator.requests().length > 0) throw new Error("up: asked the vendors though nothing had changed");
  await run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  if (simulator.requests().length === 0) throw new Error("refresh: asked the vendors nothing");
  await expectSealed(run, "dev");
  const ran = JSON.parse(await run("stack", "output", "ran", "--json"));
  await run("stack", "init", "reader");
  await run("up", "--yes", "--skip-preview");
  await expectSealed(run, "reader");
  await run("stack", "select", "dev");
  const destroyed = await run("destroy", "--yes", "--skip-preview");
  // A trunk stays at VideoSDK, with a warning: at the resource, which needs the SDK's client of the engine.
  if (!/SipTrunk \(carrier\):\s+warning: videosdk SipTrunk: /.test(destroyed))
    throw new Error(`destroy: no warning at the trunk:\n${destroyed}`);
  expectHeld(simulator, { gateways: 0, trunks: 1, lines: 0, phones: 0 });
  return ran;
}

/**
 * Of the peer's settings the password alone is secret, in a stack's outputs as in its state.
 * @param {(...args: string[]) => Promise<string>} run
 * @param {string} stack
 */
async function expectSealed(run, stack) {
  const state = await run("stack", "export");
  const shown = await run("stack", "output", "--json");
  const clear = passwords.filter((password) => state.includes(password) || shown.includes(password));
  if (clear.length > 0) throw new Error(`${stack}: ${clear.join(", ")} is in clear:\n${shown}`);
  const { peer } = JSON.parse(await run("stack", "output", "--json", "--show-secrets"));
  if (peer?.auth?.password !== passwords[0]) throw new Error(`${stack}: the password is lost:\n${shown}`);
}

/**
 * The settings that lead to a simulator, as environment variables.
 * @param {Simulator} simulator
 * @returns {Record<string, string>}
 */
export function environmentOf({ url, videosdk, signalwire }) {
  return {
    VIDEOSDK_API_ENDPOINT: url,
    VIDEOSDK_API_KEY: videosdk.apiKey,
    VIDEOSDK_SECRET: videosdk.secret,
    SIGNALWIRE_API_ENDPOINT: url,
    SIGNALWIRE_SPACE: "example",
    SIGNALWIRE_PROJECT_ID: signalwire.projectId,
    SIGNALWIRE_API_TOKEN: signalwire.token,
  };
}

/**
 * @param {Simulator} simulator
 * @param {Readonly<Record<string, number>>} expected
 */
function expectHeld(simulator, expected) {
  const { videosdk, signalwire } = simulator.state();
  const gateways = [...videosdk.inboundGateways, ...videosdk.outboundGateways];
  const held = {
    gateways: gateways.filter(({ deleted }) => !deleted).length,
    trunks: videosdk.trunks.length,
    lines: signalwire.gateways.length,
    phones: signalwire.endpoints.length,
  };
  if (JSON.stringify(held) !== JSON.stringify(expected)) {
    throw new Error(`the vendors hold ${JSON.stringify(held)}, not ${JSON.stringify(expected)}`);
  }
}
