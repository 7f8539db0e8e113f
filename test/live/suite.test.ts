import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { allSwitches, startSimulator, type Simulator } from "../../src/simulator";
import { Dashboard } from "../support/vendor-view";
import { Findings, type VendorName } from "./assumption";
import { allAssumptions } from "./assumptions-page";
import { main } from "./main";
import { asJson, asMarkdown, count, exitCode, type Report } from "./report";
import { prepare } from "./run";
import { runSteps } from "./step";
import type { RunOptions } from "./vendor";
import { Owned as SignalWireOwned } from "./signalwire/owned";
import { VideoSdkBench } from "./videosdk/bench";
import { changingSteps } from "./videosdk/changing";
import { Owned as VideoSdkOwned } from "./videosdk/owned";
import { registeringSteps } from "./videosdk/registering";

const root = resolve(__dirname, "..", "..");
const prefix = "pulumi-sip-test-";
/** The second is the one that `purchasedNumbers` makes a bought one. */
const numbers = ["+14155550198", "+14155550199"];
const foreign = "+14155550150";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.reset();
});

function credentials(of: Simulator): RunOptions["env"] {
  return {
    VIDEOSDK_API_KEY: of.videosdk.apiKey,
    VIDEOSDK_SECRET: of.videosdk.secret,
    SIGNALWIRE_SPACE: "example",
    SIGNALWIRE_PROJECT_ID: of.signalwire.projectId,
    SIGNALWIRE_API_TOKEN: of.signalwire.token,
  };
}

function optionsFor(vendor: VendorName, changes: Partial<RunOptions> = {}): RunOptions {
  const own = vendor === "videosdk" ? numbers : [];
  const env = credentials(sim);
  return { vendor, prefix, tag: "run", numbers: own, trunk: false, endpoint: sim.url, env, ...changes };
}

async function run(vendor: VendorName, changes: Partial<RunOptions> = {}): Promise<Report> {
  return await prepare(optionsFor(vendor, changes), () => undefined).all();
}

/** Everything that the simulated vendors hold and that the suite may not touch or leave. */
function holdings(): {
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

const uri = `sip:run-managed@Edge.pulumi-sip-test.example.com`;

/** Objects of others: without the prefix, with it in the middle of the name, with the natural key of one of the suite's. */
async function furnish(): Promise<void> {
  const videosdk = new Dashboard(sim);
  await videosdk.create([foreign], { name: `our ${prefix}line` });
  const gateway = { encryption: "optional", ciphers: ["AEAD_AES_256_GCM_8"], codecs: ["OPUS"] };
  const path = "/api/fabric/resources/sip_gateways";
  await elsewhere(path, { ...gateway, name: `our ${prefix}gateway`, uri });
  const endpoint = { username: `our-${prefix}phone`, password: "CANARY-elsewhere" };
  await elsewhere("/api/relay/rest/endpoints/sip", endpoint);
}

/** The ids of the assumptions with a verdict. */
function withVerdict({ findings }: Report, wanted: string): string[] {
  return findings.filter(({ verdict }) => verdict === wanted).map(({ assumption }) => assumption.id);
}

describe.each(["videosdk", "signalwire"] as const)("the suite of %s", (vendor) => {
  test("confirms every assumption that it asks, and leaves nothing behind", { timeout: 30_000 }, async () => {
    const report = await run(vendor);
    const asked = allAssumptions.filter((one) => one.vendor === vendor && one.unasked === undefined);
    expect(report.steps.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(withVerdict(report, "confirmed").sort()).toEqual(asked.map(({ id }) => id).sort());
    expect({ ...report, ...holdings(), code: exitCode(report) }).toMatchObject({
      left: [],
      own: [],
      released: [],
      code: 0,
    });
  });

  test("shows no secret in its reports, and refuted assumptions first", { timeout: 30_000 }, async () => {
    sim.configure({ videosdk: { autoRegion: "null" }, signalwire: { uriUnique: false } });
    const report = await run(vendor);
    expect(count(report, "refuted")).toBe(1);
    expect(asMarkdown(report)).toMatch(/^# .*\n\n1 refuted, [^]*?\n## Refuted\n[^]*\n## Confirmed\n/);
    const texts = asMarkdown(report) + asJson(report);
    const sent = JSON.stringify(sim.requests().map(({ requestBody }) => requestBody));
    const passwords = [...sent.matchAll(/"password":"\s*([^"\s]+)\s*"/g)].map(
      ([, password = ""]) => password,
    );
    expect(passwords.length).toBeGreaterThan(3);
    const secrets = [...passwords, sim.videosdk.secret, sim.signalwire.token];
    expect(secrets.filter((secret) => texts.includes(secret))).toEqual([]);
  });
});

/** Values of a switch under which something else is seen than the assumption that the switch turns over. */
const seenElsewhere: Readonly<Record<string, string>> = {
  // The order of lists is another assumption.
  "signalwire.normalises=lists-reversed": "signalwire.listOrder",
};
/** Values under which steps fail or objects stay, as they must. */
const failing: Readonly<Record<string, string>> = {
  "signalwire.foreignProject=true": "the package refuses a gateway of another project",
};

const all = process.env["PULUMI_SIP_SWITCHES"] === "all";
const cases = allSwitches.flatMap(({ vendor, name, others }) => {
  const { unasked } = allAssumptions.find(({ id }) => id === `${vendor}.${name}`) ?? {};
  if (unasked !== undefined) return [];
  return (all ? others : others.slice(0, 1)).map((value) => ({
    title: `${vendor}.${name}=${String(value)}`,
    vendor,
    id: `${vendor}.${name}`,
    behaviour: { [vendor]: { [name]: value } },
  }));
});

describe("an assumption is refuted by its switch, and no other is", () => {
  test.each(cases)("under $title", { timeout: 60_000 }, async ({ title, vendor, id, behaviour }) => {
    sim.configure(behaviour);
    const own = vendor === "videosdk" ? numbers.toReversed() : [];
    // In npm test only the steps that decide it. The order of a list needs what the others make.
    const only = all || id === "videosdk.listOrder" ? undefined : id;
    const report = await run(vendor, { numbers: own, only });
    expect(withVerdict(report, "refuted")).toEqual([seenElsewhere[title] ?? id]);
    const failed = report.steps.filter(({ outcome }) => outcome === "failed");
    if (failing[title] === undefined) expect(failed).toEqual([]);
    expect(holdings().released).toEqual([]);
    if (id !== "videosdk.gatewayEndpoints") expect(holdings().own).toEqual([]);
  });
});

/** Sends a command of another process: the script with these arguments. */
function script(...args: readonly string[]): ReturnType<typeof spawn> {
  return spawn(process.execPath, [join(root, "scripts", "test-live.mjs"), "--endpoint", sim.url, ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...credentials(sim) },
  });
}

/** Runs the command line in this process; returns the exit code and what was said. */
async function command(
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

const flagsOf = (vendor: VendorName): string[] => [
  ...["--vendor", vendor],
  ...(vendor === "videosdk" ? numbers.flatMap((number) => ["--number", number]) : []),
];

describe.each([
  ["videosdk", 70],
  ["signalwire", 20],
] as const)("a run at %s that is killed after %i requests", (vendor, least) => {
  test("is swept: nothing with the prefix is left, all else is untouched", { timeout: 60_000 }, async () => {
    await furnish();
    const before = holdings();
    const child = script(...flagsOf(vendor), "--yes");
    const ended = once(child, "exit");
    // Killed where something of its own is there, or it would prove nothing.
    while (sim.requests().length < least || holdings().own.length === 0) {
      expect(child.exitCode).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    child.kill("SIGKILL");
    await ended;
    expect(holdings().own).not.toEqual([]);

    expect(await command([...flagsOf(vendor), "--sweep", "--yes"])).toMatchObject({ code: 0 });
    expect(holdings()).toEqual({ ...before, own: [], released: [] });
    const { phoneNumbers } = sim.state().videosdk;
    expect(phoneNumbers.filter((one) => one.inboundGatewayId !== null).map(({ e164 }) => e164)).toEqual([
      foreign,
    ]);
  });
});

describe("what is not the suite's", () => {
  test("a gateway with the URI of one of the suite's fails that step, and is neither changed nor swept", async () => {
    await furnish();
    const before = holdings();
    const report = await run("signalwire");
    const failed = report.steps.filter(({ outcome }) => outcome === "failed");
    expect(failed).toMatchObject([
      {
        name: expect.stringMatching(/^SipGateway/) as string,
        reason: expect.stringContaining(uri) as string,
      },
    ]);
    expect(exitCode(report)).toBe(1);
    expect(holdings()).toEqual({ ...before, own: [] });
  });

  test("a number on a gateway of others stops the run before it writes, and no sweep takes it off", async () => {
    await furnish();
    const before = holdings();
    sim.clearRequests();
    const named = ["--vendor", "videosdk", "--number", foreign, "--yes"];
    expect(await command(named)).toMatchObject({
      code: 1,
      said: expect.stringContaining("not the suite's") as string,
    });
    expect(await command([...named, "--sweep"])).toMatchObject({ code: 0 });
    expect(sim.requests().filter(({ method }) => method !== "GET")).toEqual([]);
    expect(holdings()).toEqual(before);
  });

  test("a number that others attach during the run keeps their gateways, and the steps say so", async () => {
    await furnish();
    const before = holdings();
    const bench = new VideoSdkBench(optionsFor("videosdk", { numbers: [foreign] }));
    const findings = new Findings(allAssumptions);
    const writing = [...registeringSteps, ...changingSteps].filter(({ numbers: count }) => count === 1);
    const results = await runSteps(writing, bench, findings, () => undefined);
    expect(results.map(({ outcome }) => outcome)).toEqual(writing.map(() => "failed"));
    expect(await bench.sweep()).toEqual([]);
    expect(holdings()).toEqual(before);
  });

  test("a number that was not named stays on the suite's gateway, which is then named as left", async () => {
    await new Dashboard(sim).create([foreign], { name: `${prefix}shared` });
    const { code, said } = await command(["--vendor", "videosdk", "--sweep", "--yes"]);
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining(`carries ${foreign}`) as string,
    });
    expect(sim.state().videosdk.phoneNumbers).toMatchObject([
      { inboundGatewayId: expect.any(String) as string },
    ]);
  });

  test.each([
    ["POST", "/v2/sip/phone-numbers/pn/release", undefined],
    ["POST", "/v2/sip/phone-numbers", { name: "Support", phoneNumbers: [foreign] }],
    ["POST", "/v2/sip/phone-numbers", { name: `${prefix}a`, phoneNumbers: ["+14155550111"] }],
    ["POST", "/v2/sip/phone-numbers/detach", { phoneNumber: "+14155550111" }],
    ["PATCH", "/v2/sip/phone-numbers/gateways/gw", { name: `${prefix}a` }],
    ["PATCH", "/v2/sip/inbound-gateways/own", { numbers: ["+14155550111"] }],
    ["PATCH", "/v2/sip/phone-numbers/gateways/own", { name: "Support" }],
    ["DELETE", "/v2/sip/outbound-gateways/gw", undefined],
    ["POST", "/v2/sip-trunk", { name: `${prefix}a` }],
  ] as const)("%s %s of it is never sent to VideoSDK", (method, path, body) => {
    const owned = new VideoSdkOwned(prefix, [foreign]);
    owned.admit("own");
    expect(owned.refusal({ method, path, body })).toEqual(expect.any(String));
  });

  test.each([
    ["POST", "/api/relay/rest/phone_numbers", { name: `${prefix}a` }],
    ["DELETE", "/api/relay/rest/phone_numbers/own", undefined],
    ["POST", "/api/relay/rest/endpoints/sip", { username: "support" }],
    ["PUT", "/api/relay/rest/endpoints/sip/other", { caller_id: "x" }],
    ["PUT", "/api/relay/rest/endpoints/sip/own", { username: "support" }],
    ["DELETE", "/api/fabric/resources/sip_gateways/other", undefined],
  ] as const)("%s %s of it is never sent to SignalWire", (method, path, body) => {
    const owned = new SignalWireOwned(prefix);
    owned.admit("own");
    expect(owned.refusal({ method, path, body })).toEqual(expect.any(String));
  });
});

describe("the command line", () => {
  test("asks before it writes, and refuses where nobody can be asked", async () => {
    const refused = await command(flagsOf("videosdk"));
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringContaining("give --yes to start") as string,
    });
    const asked: string[] = [];
    const declined = await command(flagsOf("videosdk"), (question) => {
      asked.push(question);
      return Promise.resolve(false);
    });
    expect([declined.code, asked]).toEqual([1, ["Start?"]]);
    expect(declined.said).toContain("No number is bought or released");
    expect(sim.requests()).toEqual([]);
  });

  test(
    "without a number only reads at VideoSDK, and says what it could not see",
    { timeout: 30_000 },
    async () => {
      const report = await run("videosdk", { numbers: [] });
      expect(sim.requests().filter(({ method, status }) => method !== "GET" && status < 300)).toEqual([]);
      expect(report.findings.find(({ assumption }) => assumption.id === "videosdk.rosters")).toMatchObject({
        verdict: "not seen",
        saw: "skipped: needs 2 numbers (--number)",
      });
      expect(exitCode(report)).toBe(0);
    },
  );

  test(
    "tries a trunk only when told so, goes on with one that is left, and exits 1 while it stays",
    { timeout: 30_000 },
    async () => {
      const first = await command(["--vendor", "videosdk", "--yes", "--trunk"]);
      const [trunk] = sim.state().videosdk.trunks;
      expect(first).toMatchObject({
        code: 1,
        said: expect.stringContaining(`--trunk ${trunk?.trunkId ?? ""}`) as string,
      });
      const again = await command(["--vendor", "videosdk", "--yes", "--trunk", trunk?.trunkId ?? ""]);
      expect([again.code, sim.state().videosdk.trunks.length]).toEqual([1, 1]);
      sim.configure({ videosdk: { trunkDelete: 204 } });
      const swept = await command([
        "--vendor",
        "videosdk",
        "--yes",
        "--sweep",
        "--trunk",
        trunk?.trunkId ?? "",
      ]);
      expect([swept.code, sim.state().videosdk.trunks]).toEqual([0, []]);
    },
  );

  test.each([
    [["--vendor", "twilio"], "Allowed choices are videosdk, signalwire"],
    [["--vendor", "videosdk", "--number", "14155550100"], "Accepted: a number such as +14155550100"],
    [["--vendor", "videosdk", "--prefix", "a-"], "Accepted: 8 to 32"],
    [["--vendor", "videosdk", "--only", "videosdk.colour"], "no step of videosdk decides videosdk.colour"],
  ])("refuses %j", async (args, words) => {
    expect(await command(args)).toMatchObject({ code: 1, said: expect.stringContaining(words) as string });
  });

  test("names the variables of credentials that are missing, and starts nothing", async () => {
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    const code = await main(["--vendor", "signalwire", "--yes"], {
      env: {},
      say,
      ask: undefined,
      folder: tmpdir(),
    });
    expect([code, lines.join()]).toEqual([1, expect.stringContaining("SIGNALWIRE_PROJECT_ID")]);
  });

  test(
    "writes the report as Markdown and JSON, with the exit code 0 for a refuted assumption",
    { timeout: 30_000 },
    async () => {
      sim.configure({ signalwire: { uriUnique: false } });
      const folder = mkdtempSync(join(tmpdir(), "pulumi-sip-live-"));
      try {
        const files = ["--report", join(folder, "live.md"), "--json", join(folder, "live.json")];
        const { code, said } = await command(["--vendor", "signalwire", "--yes", ...files]);
        expect([code, said]).toEqual([0, expect.stringContaining("refuted: signalwire.uriUnique")]);
        const json = JSON.parse(readFileSync(join(folder, "live.json"), "utf8")) as {
          findings: { id: string }[];
        };
        expect(json.findings[0]?.id).toBe("signalwire.uriUnique");
        expect(readFileSync(join(folder, "live.md"), "utf8")).toContain("## Refuted");
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
