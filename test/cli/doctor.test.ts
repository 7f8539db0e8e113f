import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { doctorCommand } from "../../src/cli/doctor.js";
import { checkProxy } from "../../src/cli/doctor-checks.js";
import { startSimulator, type Simulator } from "../../src/simulator";
import { elsewhere } from "../engine/support/vendor.js";
import { assertNoLeaks } from "../support/leaks.js";
import { SignalWireDashboard } from "../support/signalwire-view.js";
import { endInEnvironment, startInEnvironment } from "./support.js";

interface Check {
  readonly what: string;
  readonly verdict: string;
  readonly text: string;
}

const number = "+14155550100";
let simulator: Simulator;

beforeEach(async () => {
  simulator = await startInEnvironment();
  for (const name of Object.keys(process.env))
    if (/^(?:https?|all|no)_proxy$/i.test(name)) vi.stubEnv(name, "");
  await elsewhere(simulator, "POST", "/v2/sip/phone-numbers", {
    ...{ name: "Support", isShared: true, phoneNumbers: [number], mediaEncryption: "disable" },
    inbound: { sipRegion: "us002" },
    outbound: { address: "sip.example.com", sipRegion: "us002", transport: "tls" },
  });
  simulator.clearRequests();
});

afterEach(() => endInEnvironment(simulator));

async function doctor(...args: string[]): Promise<{ checks: readonly Check[]; code: unknown; text: string }> {
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  await doctorCommand()
    .exitOverride()
    .parseAsync(["--vendor", "videosdk", "--json", ...args], { from: "user" });
  const text = printed.join("\n");
  assertNoLeaks("output", text, new Map([[simulator.videosdk.secret, "secret"]]));
  const { checks } = JSON.parse(text) as { checks: readonly Check[] };
  return { checks, code: process.exitCode, text };
}

const textOf = (checks: readonly Check[], what: string): string =>
  checks.find((check) => check.what === what)?.text ?? "";

test("says where settings came from, what the account has, and which numbers lead nowhere; it only reads", async () => {
  const { checks, code, text } = await doctor();
  expect(textOf(checks, "settings")).toContain("the environment variable VIDEOSDK_SECRET");
  expect(textOf(checks, "account")).toContain("answers");
  expect(textOf(checks, "objects")).toContain("phone numbers: 1");
  expect(textOf(checks, "numbers")).toContain(`1 of 1 lead nowhere: ${number}`);
  expect(textOf(checks, "clock")).toContain("within a minute");
  expect(text).not.toContain(simulator.videosdk.secret);
  expect(code).toBe(2);
  expect(simulator.requests().every(({ method }) => method === "GET")).toBe(true);
});

test("all is well where numbers lead somewhere and the stacks have everything", async () => {
  await elsewhere(simulator, "POST", "/v2/sip/routing-rule", {
    ...{ name: "desk", type: "inbound", phoneNumbers: [number], room: { type: "static", id: "desk" } },
  });
  const { inboundGateways, outboundGateways, routingRules } = simulator.state().videosdk;
  const set = {
    urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/videosdk:PhoneNumberSet::support",
    type: "pulumi-nodejs:dynamic/videosdk:PhoneNumberSet",
    id: inboundGateways[0]?.id,
    outputs: {
      phoneNumbers: [number],
      inboundGatewayIds: inboundGateways.map(({ id }) => id),
      outboundGatewayIds: outboundGateways.map(({ id }) => id),
    },
  };
  const file = join(mkdtempSync(join(tmpdir(), "doctor-")), "state.json");
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [set] } }));
  const strangers = await doctor("--state", file);
  expect(textOf(strangers.checks, "states")).toContain(`routing rules ${routingRules[0]?.id ?? ""}`);
  expect(strangers.code).toBe(2);
  const rule = { ...set, type: set.type.replace("PhoneNumberSet", "RoutingRule"), id: routingRules[0]?.id };
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [set, rule] } }));
  const { checks, code } = await doctor("--state", file);
  expect(checks.filter(({ verdict }) => verdict === "finding" || verdict === "trouble")).toEqual([]);
  expect(code).toBe(0);
});

test("a number that a stack's address or gateway has is no stranger", async () => {
  const owned = "+14155561000";
  const other = await startSimulator({ signalwire: { ownedNumbers: [owned, "+14155561001"] } });
  vi.stubEnv("SIGNALWIRE_API_ENDPOINT", other.url);
  vi.stubEnv("SIGNALWIRE_SPACE", "acme");
  vi.stubEnv("SIGNALWIRE_PROJECT_ID", other.signalwire.projectId);
  vi.stubEnv("SIGNALWIRE_API_TOKEN", other.signalwire.token);
  const { data } = (await new SignalWireDashboard(other).get(
    "/api/relay/rest/phone_numbers?page_size=100",
  )) as {
    data: { readonly id: string }[];
  };
  const [bound, free] = data;
  const type = "pulumi-nodejs:dynamic/signalwire:PhoneNumberAddress";
  const address = { urn: `urn:pulumi:dev::shop::${type}::to-pbx`, type, id: "an-address" };
  const file = join(mkdtempSync(join(tmpdir(), "doctor-")), "state.json");
  const resources = [{ ...address, outputs: { boundPhoneNumberId: bound?.id } }];
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources } }));
  const { checks } = await doctor("--vendor", "signalwire", "--state", file);
  expect(textOf(checks, "states")).toContain(free?.id ?? "no number");
  expect(textOf(checks, "states")).not.toContain(bound?.id ?? "no number");
  await other.close();
});

test("wrong credentials are trouble, and are not shown", async () => {
  vi.stubEnv("VIDEOSDK_SECRET", "CANARY-doctor");
  const { checks, code, text } = await doctor();
  expect(textOf(checks, "account")).toMatch(/HTTP 401.*VideoSDK dashboard/s);
  expect(text).not.toContain("CANARY");
  expect(code).toBe(1);
});

test("a clock that is wrong is trouble; it is told by the answers themselves, which also come through a proxy", async () => {
  const hourMs = 3_600_000;
  const now = Date.now.bind(Date);
  vi.spyOn(Date, "now").mockImplementation(() => now() + 2 * hourMs);
  const { checks, code } = await doctor();
  expect(textOf(checks, "clock")).toMatch(/^7\d\d\d s ahead of the vendor's/);
  expect(code).toBe(1);
  expect(simulator.requests().every(({ method }) => method === "GET")).toBe(true);
});

test("a file that is no export of a stack is named; a proxy is seen", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "doctor-")), "state.json");
  writeFileSync(file, "{}");
  await expect(doctor("--state", file)).rejects.toThrow(`${file} is no export of a stack`);
  const proxy = checkProxy({ HTTPS_PROXY: "http://user:CANARY-proxy@proxy.example.com", PATH: "/bin" });
  expect(proxy).toMatchObject({ verdict: "ok" });
  expect(proxy.text).toContain("HTTPS_PROXY: requests go through a proxy");
  expect(proxy.text).not.toContain("CANARY");
  expect(checkProxy({ ALL_PROXY: "http://proxy.example.com" })).toMatchObject({
    verdict: "finding",
    text: "ALL_PROXY is not read here. Set HTTPS_PROXY to the same",
  });
  expect(checkProxy({ PATH: "/bin" })).toMatchObject({ verdict: "ok" });
});
