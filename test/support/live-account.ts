import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import type { VendorName } from "../live/assumption";
import { main } from "../live/main";
import type { Report } from "../live/report";
import { prepare } from "../live/run";
import type { RunOptions } from "../live/vendor";
import { Dashboard } from "./vendor-view";

/** What names of the suite begin with. */
export const prefix = "pulumi-sip-test-";
/** The numbers of the user. The second is the one that `purchasedNumbers` makes a bought one. */
export const numbers = ["+14155550198", "+14155550199"];
/** A number of others. */
export const foreign = "+14155550150";

let sim: Simulator;

/** Starts a simulator for the tests of a file, empty before each of them. */
export function useAccounts(): () => Simulator {
  beforeAll(async () => {
    sim = await startSimulator();
  });
  afterAll(() => sim.close());
  beforeEach(() => {
    sim.reset();
  });
  return () => sim;
}

/** The environment with the credentials of the simulated accounts. */
export function credentials(of: Simulator): RunOptions["env"] {
  return {
    VIDEOSDK_API_KEY: of.videosdk.apiKey,
    VIDEOSDK_SECRET: of.videosdk.secret,
    SIGNALWIRE_SPACE: "example",
    SIGNALWIRE_PROJECT_ID: of.signalwire.projectId,
    SIGNALWIRE_API_TOKEN: of.signalwire.token,
  };
}

/** What a run of a vendor is told, unless the test says otherwise. */
export function optionsFor(vendor: VendorName, changes: Partial<RunOptions> = {}): RunOptions {
  const own = vendor === "videosdk" ? numbers : [];
  const env = credentials(sim);
  return { vendor, prefix, tag: "run", numbers: own, trunk: false, endpoint: sim.url, env, ...changes };
}

/** A whole run. */
export async function run(vendor: VendorName, changes: Partial<RunOptions> = {}): Promise<Report> {
  return await prepare(optionsFor(vendor, changes), () => undefined).all();
}

/** Everything that the simulated vendors hold and that the suite may not touch or leave. */
export function holdings(): {
  readonly own: readonly string[];
  readonly others: string;
  readonly released: readonly string[];
} {
  const { videosdk, signalwire } = sim.state();
  const gateways = [...videosdk.inboundGateways, ...videosdk.outboundGateways].filter(
    ({ deleted }) => !deleted,
  );
  const named = [
    ...[...gateways, ...signalwire.gateways].map((one) => ({ name: one.name, one })),
    ...signalwire.endpoints.map((one) => ({ name: one.username, one })),
    ...videosdk.trunks.map((one) => ({ name: one.name, one })),
  ];
  const others = named.filter(({ name }) => !name.startsWith(prefix)).map(({ one }) => one);
  const strangers = videosdk.phoneNumbers.filter(({ e164 }) => !numbers.includes(e164));
  return {
    own: named.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name),
    others: JSON.stringify([others, strangers]),
    released: videosdk.released,
  };
}

/** Sends a request to the simulated SignalWire as another client of the project. */
async function elsewhere(path: string, body: object): Promise<void> {
  const { projectId, token } = sim.signalwire;
  const response = await fetch(sim.url + path, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${projectId}:${token}`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The URI that the run gives a gateway of the package. */
export const uri = `sip:run-managed@Edge.pulumi-sip-test.example.com`;

/** Objects of others: without the prefix, with it in the middle of the name, with the natural key of one of the suite's. */
export async function furnish(): Promise<void> {
  const videosdk = new Dashboard(sim);
  await videosdk.create([foreign], { name: `our ${prefix}line` });
  const gateway = { encryption: "optional", ciphers: ["AEAD_AES_256_GCM_8"], codecs: ["OPUS"] };
  const path = "/api/fabric/resources/sip_gateways";
  await elsewhere(path, { ...gateway, name: `our ${prefix}gateway`, uri });
  const endpoint = { username: `our-${prefix}phone`, password: "CANARY-elsewhere" };
  await elsewhere("/api/relay/rest/endpoints/sip", endpoint);
}

/** Runs the command line in this process; returns the exit code and what was said. */
export async function command(
  args: readonly string[],
  ask?: (question: string) => Promise<boolean>,
): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const folder = mkdtempSync(join(tmpdir(), "pulumi-sip-live-"));
  try {
    const code = await main(["--endpoint", sim.url, ...args], { env: credentials(sim), say, ask, folder });
    return { code, said: lines.join("\n") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The flags of a run of a vendor. */
export const flagsOf = (vendor: VendorName): string[] => [
  ...["--vendor", vendor],
  ...(vendor === "videosdk" ? numbers.flatMap((number) => ["--number", number]) : []),
];
