import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  command,
  flagsOf,
  foreign,
  furnish,
  holdings,
  optionsFor,
  prefix,
  run,
  uri,
  useAccounts,
} from "../support/live-account";
import { Dashboard } from "../support/vendor-view";
import { Findings } from "./assumption";
import { allAssumptions } from "./assumptions-page";
import { main } from "./main";
import { exitCode } from "./report";
import { Owned as SignalWireOwned } from "./signalwire/owned";
import { runSteps } from "./step";
import { VideoSdkBench } from "./videosdk/bench";
import { changingSteps } from "./videosdk/changing";
import { Owned as VideoSdkOwned } from "./videosdk/owned";
import { registeringSteps } from "./videosdk/registering";

const accounts = useAccounts();

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
    accounts().clearRequests();
    const named = ["--vendor", "videosdk", "--number", foreign, "--yes"];
    expect(await command(named)).toMatchObject({
      code: 1,
      said: expect.stringContaining("not the suite's") as string,
    });
    expect(await command([...named, "--sweep"])).toMatchObject({ code: 0 });
    expect(
      accounts()
        .requests()
        .filter(({ method }) => method !== "GET"),
    ).toEqual([]);
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
    await new Dashboard(accounts()).create([foreign], { name: `${prefix}shared` });
    const { code, said } = await command(["--vendor", "videosdk", "--sweep", "--yes"]);
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining(`carries ${foreign}`) as string,
    });
    expect(accounts().state().videosdk.phoneNumbers).toMatchObject([
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
    expect(accounts().requests()).toEqual([]);
  });

  test(
    "without a number only reads at VideoSDK, and says what it could not see",
    { timeout: 30_000 },
    async () => {
      const report = await run("videosdk", { numbers: [] });
      expect(
        accounts()
          .requests()
          .filter(({ method, status }) => method !== "GET" && status < 300),
      ).toEqual([]);
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
      const [trunk] = accounts().state().videosdk.trunks;
      expect(first).toMatchObject({
        code: 1,
        said: expect.stringContaining(`--trunk=${trunk?.trunkId ?? ""}`) as string,
      });
      const again = await command(["--vendor", "videosdk", "--yes", `--trunk=${trunk?.trunkId ?? ""}`]);
      expect([again.code, accounts().state().videosdk.trunks.length]).toEqual([1, 1]);
      accounts().configure({ videosdk: { trunkDelete: 204 } });
      const swept = await command([
        "--vendor",
        "videosdk",
        "--yes",
        "--sweep",
        // One of 64 ids begins with a dash.
        `--trunk=${trunk?.trunkId ?? ""}`,
      ]);
      expect([swept.code, accounts().state().videosdk.trunks]).toEqual([0, []]);
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
      accounts().configure({ signalwire: { uriUnique: false } });
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
