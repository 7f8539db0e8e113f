import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, setArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { npm, useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;
let pack: string;

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "ruled", { simulator });
  pack = workspace.folder("policies");
  for (const file of ["index.ts", "rules.ts", "tsconfig.json"])
    copyFileSync(join("examples", "policies", file), join(pack, file));
  const manifest = read("examples/policies/package.json");
  // The rules need nothing of this package.
  const dependencies = { "@pulumi/policy": read("node_modules/@pulumi/policy/package.json")["version"] };
  writeFileSync(join(pack, "package.json"), JSON.stringify({ ...manifest, dependencies }));
  await npm(pack, "install");
  useHost();
});
afterAll(() => simulator.close());

function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

/** Has the engine start the pack by a host of its own. */
function useHost(): void {
  writeFileSync(join(pack, "PulumiPolicy.yaml"), "runtime: policies\n");
  const folder = workspace.folder("host");
  const host = resolve("test", "engine", "support", "policy-host.mjs");
  const script = `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(host)} ${quoted(pack)}\n`;
  writeFileSync(join(folder, "pulumi-language-policies"), script, { mode: 0o755 });
  stack.environment({ PATH: [folder, stack.path].join(delimiter) });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const number = "+14155550100";
const careless = declare("support", "PhoneNumberSet", { ...setArgs, phoneNumbers: [number] });
const careful =
  declare("support", "PhoneNumberSet", {
    ...setArgs,
    phoneNumbers: [number],
    mediaEncryption: "enable",
    outbound: {
      address: "sip.example.com",
      sipRegion: "us002",
      transport: "tls",
      auth: { username: "acme", password: "first-password" },
    },
  }) +
  declare("answer", "RoutingRule", {
    type: "inbound",
    phoneNumbers: [number],
    agentId: "ag_abcdef",
  });

describe("the policy pack of the examples, run by the engine", () => {
  test("a preview fails on what it objects to, before anything is sent", async () => {
    stack.program(careless);
    const { output, writes } = await stack.failing("preview", "--policy-pack", pack);
    expect(output).toContain(`${number} is in no inbound RoutingRule, so it rings nowhere`);
    expect(output).toMatch(/\[mandatory\]\s+numbers-have-a-way/);
    expect(writes).toEqual([]);
  });

  test("an up that shows no preview is refused only after it has changed what it declares", async () => {
    const { output, writes } = await stack.failing("up", "--policy-pack", pack);
    expect(output).toContain("rings nowhere");
    expect(writes).not.toEqual([]);
  });

  test("what is as it should be passes, and its second up does nothing", async () => {
    stack.program(careful);
    await stack.up("--policy-pack", pack);
    const { steps, writes } = await stack.up("--policy-pack", pack);
    expect([steps, writes]).toEqual([[], []]);
    await stack.destroy();
  });
});
