import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { allSwitches } from "../../src/simulator";
import {
  command,
  credentials,
  flagsOf,
  foreign,
  furnish,
  holdings,
  numbers,
  run,
  useAccounts,
} from "../support/live-account";
import { assertNoLeaks } from "../support/leaks";
import { allAssumptions } from "./assumptions-page";
import { asJson, asMarkdown, count, exitCode, type Report } from "./report";

const root = resolve(__dirname, "..", "..");
const accounts = useAccounts();

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
    accounts().configure({ videosdk: { autoRegion: "null" }, signalwire: { uriUnique: false } });
    const report = await run(vendor);
    expect(count(report, "refuted")).toBe(1);
    expect(asMarkdown(report)).toMatch(/^# .*\n\n1 refuted, [^]*?\n## Refuted\n[^]*\n## Confirmed\n/);
    const texts = asMarkdown(report) + asJson(report);
    const sent = JSON.stringify(
      accounts()
        .requests()
        .map(({ requestBody }) => requestBody),
    );
    const passwords = [...sent.matchAll(/"password":"\s*([^"\s]+)\s*"/g)].map(
      ([, password = ""]) => password,
    );
    expect(passwords.length).toBeGreaterThan(3);
    const secrets = [...passwords, accounts().videosdk.secret, accounts().signalwire.token];
    assertNoLeaks("output", texts, new Map(secrets.map((secret, index) => [secret, `secret ${index}`])));
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
    accounts().configure(behaviour);
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
  return spawn(
    process.execPath,
    [join(root, "scripts", "test-live.mjs"), "--endpoint", accounts().url, ...args],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...credentials(accounts()) },
    },
  );
}

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
    while (accounts().requests().length < least || holdings().own.length === 0) {
      expect(child.exitCode).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    child.kill("SIGKILL");
    await ended;
    expect(holdings().own).not.toEqual([]);

    expect(await command([...flagsOf(vendor), "--sweep", "--yes"])).toMatchObject({ code: 0 });
    expect(holdings()).toEqual({ ...before, own: [], released: [] });
    const { phoneNumbers } = accounts().state().videosdk;
    expect(phoneNumbers.filter((one) => one.inboundGatewayId !== null).map(({ e164 }) => e164)).toEqual([
      foreign,
    ]);
  });
});
