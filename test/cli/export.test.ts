import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "prettier";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exportCommand } from "../../src/cli/export.js";
import { Names, Variables } from "../../src/cli/export-names.js";
import type { Simulator } from "../../src/simulator";
import { elsewhere } from "../engine/support/vendor.js";
import { endInEnvironment, startInEnvironment } from "./support.js";

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startInEnvironment();
  vi.stubEnv("SIGNALWIRE_API_ENDPOINT", simulator.url);
  vi.stubEnv("SIGNALWIRE_SPACE", "acme");
  vi.stubEnv("SIGNALWIRE_PROJECT_ID", simulator.signalwire.projectId);
  vi.stubEnv("SIGNALWIRE_API_TOKEN", simulator.signalwire.token);
});

afterEach(() => endInEnvironment(simulator));

async function makeSets(...sets: readonly (readonly [name: string, from: number, count: number])[]) {
  for (const [name, from, count] of sets)
    await elsewhere(simulator, "POST", "/v2/sip/phone-numbers", {
      ...{ name, isShared: true, mediaEncryption: "disable" },
      phoneNumbers: Array.from(
        { length: count },
        (_, index) => `+1415555${String(from + index).padStart(4, "0")}`,
      ),
      ...{
        inbound: { sipRegion: "us002" },
        outbound: { address: "sip.example.com", sipRegion: "us002", transport: "tls" },
      },
    });
  simulator.clearRequests();
}

async function exported(...args: string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  await exportCommand()
    .exitOverride()
    .parseAsync(["--vendor", "videosdk", ...args], { from: "user" });
  return printed.join("\n");
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), "export-"));

test("--only and --match choose, and both may be repeated", async () => {
  await makeSets(["support-eu", 0, 2], ["support-us", 10, 2], ["sales", 20, 2], ["hotline", 30, 2]);
  await elsewhere(simulator, "POST", "/v2/sip/webhooks", {
    ...{ url: "https://sales.example.com/calls", events: ["call-started"] },
  });
  const names = async (...flags: string[]): Promise<string[]> => {
    const { resources } = JSON.parse(await exported("--json", ...flags)) as {
      resources: { readonly name: string }[];
    };
    return resources.map(({ name }) => name).sort();
  };
  expect(await names("--match", "support-*")).toEqual(["support-eu", "support-us"]);
  expect(await names("--match", "support-*", "--match", "sales*")).toEqual([
    ...["sales", "sales-example-com", "support-eu", "support-us"],
  ]);
  expect(await names("--match", "sales*", "--only", "videosdk.Webhook")).toEqual(["sales-example-com"]);
  expect(
    await names("--only", "videosdk.Webhook", "--only", "videosdk.PhoneNumberSet", "--match", "s*"),
  ).toHaveLength(4);
});

/** Objects of both vendors, so many that each vendor gets its own file. */
async function makeLong(): Promise<void> {
  await makeSets(...Array.from({ length: 30 }, (_, index) => [`set ${index}`, index * 2, 2] as const));
  const { token, projectId } = simulator.signalwire;
  const created = await fetch(`${simulator.url}/api/relay/rest/endpoints/sip`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${projectId}:${token}`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ username: "desk", password: "a-password-of-a-desk" }),
  });
  expect(created.ok).toBe(true);
}

const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

const timesIn = (text: string | undefined, part: string): number => (text ?? "").split(part).length - 1;

test("every resource is protected as an import protects it, by one constant that says how to take it away", async () => {
  await makeSets(["imported", 0, 2], ["support", 10, 2]);
  const folder = newFolder();
  await exported("--out", folder);
  const { "index.ts": program = "", "IMPORT.md": text } = filesIn(folder);
  expect(timesIn(program, "const imported = { protect: true };\n")).toBe(1);
  expect(program).toContain("change this to `false` (all of it)");
  expect(timesIn(program, "\n  imported,\n);")).toBe(2);
  expect(timesIn(program, "protect:")).toBe(1);
  expect(program).toBe(await format(program, { parser: "typescript" }));
  expect(text).toContain("npx pulumi-sip import --from objects.json\n");
  expect(text).toContain("pulumi state unprotect --all");
  expect(text).not.toContain("[diff");
  const again = newFolder();
  await exported("--out", again);
  expect(filesIn(again)["index.ts"]).toBe(program);
});

test("--no-protect leaves that out, and its import has the same option", async () => {
  await makeSets(["support", 0, 2]);
  const folder = newFolder();
  await exported("--out", folder, "--no-protect");
  const { "index.ts": program = "", "IMPORT.md": text } = filesIn(folder);
  expect(program).toContain('new videosdk.PhoneNumberSet("support", {\n');
  expect(program).not.toContain("imported");
  expect(program).not.toContain("protect");
  expect(program).toBe(await format(program, { parser: "typescript" }));
  expect(text).toContain("npx pulumi-sip import --from objects.json --no-protect\n");
});

test("where each vendor has its own file, the constant has one, too", async () => {
  await makeLong();
  const folder = newFolder();
  await exported("--vendor", "signalwire", "--out", folder);
  const files = filesIn(folder);
  for (const name of ["signalwire.ts", "videosdk.ts"]) {
    expect(files[name]).toContain('import { imported } from "./imported";\n');
    expect(files[name]).not.toContain("protect");
    expect(timesIn(files[name], "\n  imported,\n);")).toBe(
      timesIn(files[name], "new videosdk.") + timesIn(files[name], "new signalwire."),
    );
  }
  expect(timesIn(files["imported.ts"], "export const imported = { protect: true };\n")).toBe(1);
  expect(files["tsconfig.json"]).toContain('"imported.ts"');
  const without = newFolder();
  await exported("--vendor", "signalwire", "--no-protect", "--out", without);
  expect(Object.keys(filesIn(without))).not.toContain("imported.ts");
  for (const text of Object.values(filesIn(without))) expect(text).not.toContain("{ protect: true }");
});

test("no file is overwritten, a vendor's own included: nothing is then written, and what is in the way is named", async () => {
  await makeLong();
  const folder = newFolder();
  writeFileSync(join(folder, "signalwire.ts"), "mine");
  await expect(exported("--vendor", "signalwire", "--out", folder)).rejects.toThrow(
    `${folder} has signalwire.ts already. Name an empty folder with --out`,
  );
  expect(readdirSync(folder)).toEqual(["signalwire.ts"]);
  expect(readFileSync(join(folder, "signalwire.ts"), "utf8")).toBe("mine");
});

test("each page of each list is read once, and nothing else; off a terminal, lines say how far it is", async () => {
  await makeSets(...Array.from({ length: 11 }, (_, index) => [`set ${index}`, index * 100, 100] as const));
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  await exported("--out", newFolder());
  const asked = simulator.requests().map(({ method, url }) => `${method} ${url}`);
  expect(asked.filter((line) => line.startsWith("GET /v2/sip/phone-numbers?"))).toHaveLength(11);
  expect(asked.filter((line) => line.includes("/phone-numbers/"))).toEqual([]);
  expect(new Set(asked).size).toBe(asked.length);
  expect(lines.join("")).toContain("videosdk phone numbers: 10 pages\n");
});

test("IMPORT.md gives a stack the settings that the export had, without a secret, and says how a trunk is named", async () => {
  await makeSets(["support", 0, 2]);
  const folder = newFolder();
  await exported("--out", folder);
  const { url, videosdk } = simulator;
  const text = readFileSync(join(folder, "IMPORT.md"), "utf8");
  expect(text).toContain(`pulumi config set videosdk:endpoint ${url}\n`);
  expect(text).toContain(`pulumi config set videosdk:apiKey ${videosdk.apiKey}\n`);
  expect(text).toContain("pulumi config set --secret videosdk:secret\n");
  expect(text).not.toContain(videosdk.secret);
  expect(text).not.toContain("signalwire:");
  expect(text).toContain("Name each with --trunk <trunkId>");
});

test("without credentials, the commands that set them are named, and nothing is written", async () => {
  vi.stubEnv("VIDEOSDK_SECRET", "");
  vi.stubEnv("VIDEOSDK_API_KEY", "");
  const folder = newFolder();
  await expect(exported("--out", folder)).rejects.toThrow(/^videosdk: credentials are missing\. Set: /);
  expect(readdirSync(folder)).toEqual([]);
});

test("thousands of objects of one name get names that differ, in no time that grows with their square", () => {
  const names = new Names();
  const variables = new Variables();
  const given = Array.from({ length: 3_000 }, () => names.take("sales", "sales-rule"));
  const called = given.map(() => variables.take("sales", "RoutingRule"));
  expect(given.slice(0, 4)).toEqual(["sales", "sales-rule", "sales-rule-2", "sales-rule-3"]);
  expect(called.slice(0, 3)).toEqual(["sales", "salesRoutingRule", "salesRoutingRule2"]);
  expect(new Set(given).size).toBe(given.length);
  expect(new Set(called).size).toBe(called.length);
});
