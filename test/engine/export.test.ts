import { execFile } from "node:child_process";
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { ESLint } from "eslint";
import { format } from "prettier";
import tseslint from "typescript-eslint";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { makeAccount, passwords, signalWireNumbers } from "./support/existing-account.js";
import { packageCommand, rowsIn } from "./support/imports.js";
import { isOurs } from "./support/state.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { filesWritten } from "./support/written.js";

const root = resolve(__dirname, "..", "..");
const workspace = useWorkspace();
let simulator: Simulator;
let folder: string;
let stack: Stack;
let exported: string;
let dataFile: string;

function account(of: Simulator = simulator) {
  const { url, videosdk, signalwire } = of;
  return {
    settings: {
      "videosdk:endpoint": url,
      "videosdk:apiKey": videosdk.apiKey,
      "signalwire:endpoint": url,
      "signalwire:space": "acme",
      "signalwire:projectId": signalwire.projectId,
    },
    secrets: { "videosdk:secret": videosdk.secret, "signalwire:token": signalwire.token },
  };
}

const files = (): string[] => readdirSync(folder).filter((name) => !name.startsWith("Pulumi.dev"));
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");

beforeAll(async () => {
  dataFile = join(workspace.folder("vendors"), "vendors.json");
  simulator = await startSimulator({ dataFile, signalwire: { ownedNumbers: signalWireNumbers } });
  const { trunkIds } = await makeAccount(simulator);
  const exporter = await Stack.create(workspace, "exporter", { simulator, ...account() });
  folder = join(workspace.root, "telephony");
  simulator.clearRequests();
  const trunks = trunkIds.flatMap((id) => ["--trunk", id]);
  const flags = ["--vendor", "videosdk", "--vendor", "signalwire", ...trunks, "--out", folder];
  const { code, stdout, stderr } = await packageCommand(workspace, exporter, "export", ...flags);
  exported = stdout;
  if (code !== 0) throw new Error(stdout + stderr);
  expect(simulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);
  const pages = simulator
    .requests()
    .map(({ url }) => url)
    .filter((url) => url.includes("perPage=100"));
  expect(pages).toEqual([...new Set(pages)]);
});
afterAll(() => simulator.close());

test("the exported project is as prettier writes it, has no lint error, and is type-checked", async () => {
  expect(files().sort()).toEqual([
    "IMPORT.md",
    "Pulumi.yaml",
    "imported.ts",
    "index.ts",
    "objects.json",
    "package.json",
    "signalwire.ts",
    "tsconfig.json",
    "videosdk.ts",
  ]);
  for (const name of files()) expect(textOf(name)).toBe(await format(textOf(name), { filepath: name }));
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: tseslint.configs.recommended as never,
  });
  const results = await eslint.lintFiles(["*.ts"]);
  expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const types = join(root, "node_modules", "@types");
  const checked = await promisify(execFile)(process.execPath, [
    tsc,
    "-p",
    folder,
    "--typeRoots",
    types,
  ]).catch((error: unknown) => error as { readonly stdout?: string });
  expect(checked.stdout).toBe("");
});

test("no file of it holds a secret; it has references, readable names and reasons for what is left out", () => {
  for (const name of files())
    for (const secret of Object.values(passwords)) expect(textOf(name)).not.toContain(secret);
  const videosdk = textOf("videosdk.ts");
  expect(videosdk).toContain('new videosdk.PhoneNumberSet(\n  "support-line-eu",\n  {');
  expect(videosdk).toContain("gatewayId: supportLineEu.outboundGatewayIds[0],");
  expect(videosdk).toContain("defaultRuleId: frontDesk.id,");
  expect(videosdk).toContain('password: config.requireSecret("salesPassword"),');
  const signalwire = textOf("signalwire.ts");
  expect(signalwire).toContain("relayScriptUrl: pulumi.interpolate`${greeting.requestUrl}`,");
  expect(signalwire).toContain("sipEndpointId: phone11.id,");
  expect(signalwire).toContain("subscriberId: ada.id,");
  expect(exported).toContain("Next: IMPORT.md");
});

test("its import changes nothing, its preview shows nothing, its up writes nothing; then one change is one change", async () => {
  stack = await Stack.create(workspace, "telephony", { simulator, project: folder, ...account() });
  await stack.succeed("config", "set", "--secret", "adaPhonePassword", `${passwords.phone}-own`);
  simulator.clearRequests();
  const before = simulator.state();
  const { code, stdout, stderr } = await packageCommand(workspace, stack, "import", "--from", "objects.json");
  expect(stderr + stdout).not.toContain("almost certainly a bug");
  expect(code).toBe(0);
  expect(stdout.match(/is not shown by/g)).toHaveLength(1);
  expect(stdout).toContain("ada-phone: password is not shown by signalwire");
  expect(simulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);

  const preview = await stack.preview();
  // What the vendor hides, and the program must have.
  expect(preview.steps).toEqual(["update ada-phone"]);
  const [row, ...others] = rowsIn(preview.output);
  expect(row).toContain("ada-phone");
  expect(others).toEqual([]);
  const { steps, writes } = await stack.up();
  expect(steps).toEqual(["update ada-phone"]);
  expect(writes).toHaveLength(1);
  expect(simulator.state().videosdk).toEqual(before.videosdk);
  expect(await stack.up()).toMatchObject({ steps: [], requests: [] });

  const program = textOf("videosdk.ts");
  writeFileSync(join(folder, "videosdk.ts"), program.replace('name: "Sales"', 'name: "Sales team"'));
  const changed = await stack.up();
  expect(changed.steps).toEqual(["update sales"]);
  expect(changed.writes).toEqual([gatewayPatch, gatewayPatch]);
  expect(namesAsBefore(simulator.state())).toEqual(namesAsBefore(before));
  writeFileSync(join(folder, "videosdk.ts"), program);
  await stack.up();
});

const gatewayPatch = "PATCH /v2/sip/phone-numbers/gateways/:gatewayId";

/** What VideoSDK has, with the name of the gateways that were changed as it was. */
function namesAsBefore({ videosdk }: ReturnType<Simulator["state"]>): unknown {
  return JSON.parse(
    JSON.stringify(videosdk, (key, value: unknown) => {
      if (key === "updatedAt") return undefined;
      return key === "name" && value === "Sales team" ? "Sales" : value;
    }),
  ) as unknown;
}

test("state, its history, backups, checkpoints and files hold no password in clear", async () => {
  const kept = readdirSync(stack.root, { recursive: true }).map(String);
  for (const place of ["history", "backups", "stacks"])
    expect(kept.some((name) => name.includes(`.pulumi/${place}/`) && name.includes(".json"))).toBe(true);
  const written = filesWritten(stack);
  const state = await stack.succeed("stack", "export");
  for (const secret of Object.values(passwords)) {
    expect(written).not.toContain(secret);
    expect(state).not.toContain(secret);
  }
  const ours = (await stack.export()).resources.filter(isOurs);
  expect(ours.length).toBeGreaterThan(75);
  // Every secret is there, encrypted.
  const clear = await stack.succeed("stack", "export", "--show-secrets");
  for (const secret of Object.values(passwords)) expect(clear).toContain(secret);
});

test("a destroy in a copy of the account releases nothing, and reaches nothing of the account itself", async () => {
  const copied = join(workspace.folder("vendors-copy"), "vendors.json");
  copyFileSync(dataFile, copied);
  const copy = await startSimulator({
    ...{ dataFile: copied, signalwire: { ownedNumbers: signalWireNumbers } },
  });
  const project = join(workspace.root, "telephony-copy");
  cpSync(folder, project, { recursive: true, filter: (name) => !name.endsWith("Pulumi.dev.yaml") });
  const second = await Stack.create(workspace, "telephony-copy", {
    ...{ simulator: copy, project, ...account(copy) },
  });
  const state = await stack.succeed("stack", "export", "--show-secrets");
  const file = join(workspace.folder("state-copy"), "state.json");
  writeFileSync(file, state.replaceAll(simulator.url, copy.url));
  await second.succeed("stack", "import", "--file", file);
  rmSync(file);
  const before = { account: simulator.state(), copy: copy.state() };
  expect(before.copy.videosdk.phoneNumbers).toEqual(before.account.videosdk.phoneNumbers);

  // What was imported is protected: a destroy deletes none of it, until somebody says so.
  expect((await second.failing("destroy")).writes).toEqual([]);
  await second.succeed("state", "unprotect", "--all", "--yes");
  const { log, writes } = await second.destroy();

  expect(writes.length).toBeGreaterThan(50);
  const after = copy.state();
  expect(after.videosdk.released).toEqual([]);
  const registered = ({ videosdk }: typeof after): string[] => videosdk.phoneNumbers.map(({ e164 }) => e164);
  expect(registered(after)).toEqual(registered(before.copy));
  expect(registered(after).length).toBeGreaterThanOrEqual(250);
  expect(
    log.filter(({ method, url }) => method === "DELETE" && /phone-numbers\/%2B|phone_numbers\//.test(url)),
  ).toEqual([]);
  const gateways = [...after.videosdk.inboundGateways, ...after.videosdk.outboundGateways];
  expect(gateways.filter(({ deleted }) => !deleted)).toEqual([]);
  expect(simulator.state()).toEqual(before.account);
  await copy.close();
});
