import { copyFileSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import {
  copyQuickstart,
  quickstartFolder,
  quickstartSecrets,
  quickstartSettings,
} from "./support/quickstart.js";
import { sorted } from "./support/requests.js";
import { Stack } from "./support/stack.js";
import { connectedNumbers, first, gatewayCounts, second } from "./support/vendor.js";
import { linkTree, npm, useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
let outside: string;
beforeEach(async () => {
  simulator = await startSimulator();
  outside = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-sip-project-")));
});
afterEach(async () => {
  rmSync(outside, { recursive: true, force: true });
  await simulator.close();
});

const clone = join(quickstartFolder, "..", "..");
const created = ["create support", "create support-outbound-0", "create support-trunk"];

/** Runs the example in a project's folder from its creation to its destroy. */
async function runQuickstart(name: string, project: string): Promise<void> {
  const stack = await Stack.create(workspace, name, {
    simulator,
    project,
    settings: quickstartSettings,
    secrets: quickstartSecrets,
  });
  expect(sorted((await stack.up()).steps)).toEqual(created);
  expect(connectedNumbers(simulator)).toEqual([first, second]);
  await stack.destroy();
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
}

test("the root of a clone is a Pulumi project that runs the quick-start", async () => {
  cpSync(join(clone, "Pulumi.yaml"), join(outside, "Pulumi.yaml"));
  cpSync(join(clone, "package.json"), join(outside, "package.json"));
  copyQuickstart(join(outside, "examples", "quickstart"));
  symlinkSync(join(clone, "node_modules"), join(outside, "node_modules"), "junction");
  await runQuickstart("root-of-clone", outside);
});

test("the example copied elsewhere runs with the packed package installed", async () => {
  copyQuickstart(outside);
  const fixture = inject("fixtureDir");
  // What is installed already is not downloaded again; the versions are the tested ones.
  linkTree(join(fixture, "node_modules"), join(outside, "node_modules"));
  rmSync(join(outside, "node_modules", "pulumi-sip"), { recursive: true });
  copyFileSync(join(fixture, "package-lock.json"), join(outside, "package-lock.json"));
  await npm(outside, "install", inject("tarball"));
  const manifest = readFileSync(join(outside, "package.json"), "utf8");
  expect(manifest).not.toContain('"file:../.."');
  await runQuickstart("copied", outside);
});
