import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { newestSdk } from "./support/newest.js";
import { trunkArgs } from "./support/programs.js";

// The option is experimental: the newest SDK has it, on Node 22 and later, and a language host that cannot be built for these
// tests. A program inside the process that runs it needs none.
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** What a migration was given, and what a run did. */
interface Report {
  readonly seen: readonly { urn: string; type: string; inputs: Record<string, unknown> }[];
  readonly changes: Readonly<Record<string, number>>;
  readonly state: string;
}

const script = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { videosdk } = require("pulumi-sip");
const { args, migrated } = JSON.parse(process.argv[2]);
const seen = [];
const rename = ({ urn, oldState }) => {
  const [{ type, inputs }] = oldState;
  seen.push({ urn, type, inputs });
  const moved = (state) => ({
    ...state,
    inputs: { ...state.inputs, ...migrated },
    outputs: { ...state.outputs, ...migrated },
  });
  return { newState: oldState.map(moved) };
};
const program = async () => {
  new videosdk.SipTrunk("carrier", args, migrated && { stateMigrations: [rename] });
};
(async () => {
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "dev", projectName: "migrations", program },
    { workDir: __dirname },
  );
  const { summary } = await stack.up();
  const state = JSON.stringify((await stack.exportStack()).deployment);
  console.log(JSON.stringify({ seen, changes: summary.resourceChanges, state }));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});`;

test("a state migration of a program sees a resource as state has it, and what it returns is what the next diff compares", async () => {
  const { withInstalled } = await import("../../scripts/lib/matrix.mjs");
  const { environmentOf } = await import("../../scripts/lib/matrix-program.mjs");
  const { runCommand } = await import("../../scripts/lib/run.mjs");
  const options = { log: () => undefined, tarball: inject("tarball"), binDir: inject("pulumiBinDir") };
  const corner = { packageManager: "npm", sdk: newestSdk, node: "24" } as const;
  await withInstalled(corner, options, async ({ folder, env }) => {
    writeFileSync(join(folder, "automation.js"), script);
    const up = async (goal: object): Promise<Report> => {
      const { code, stdout, stderr } = await runCommand("node", ["automation.js", JSON.stringify(goal)], {
        cwd: folder,
        env: { ...env, ...environmentOf(simulator) },
        signal: AbortSignal.timeout(300_000),
      });
      expect(code, stdout + stderr).toBe(0);
      return JSON.parse(stdout) as Report;
    };
    const created = await up({ args: trunkArgs });
    expect(created.changes).toEqual({ create: 2 });

    // A colleague has moved the trunk already, and the program follows: state alone is behind.
    const migrated = { domain: "moved.example.com" };
    const [trunk] = simulator.state().videosdk.trunks;
    Object.assign(trunk ?? {}, migrated);
    simulator.clearRequests();
    const after = await up({ args: { ...trunkArgs, ...migrated }, migrated });
    expect(after.seen).toMatchObject([
      { urn: expect.stringMatching(/::carrier$/) as string, inputs: { domain: trunkArgs.domain } },
    ]);
    expect(after.changes).toEqual({ same: 2 });
    expect(simulator.requests()).toEqual([]);
    expect(after.state).toContain(migrated.domain);
    // The Automation API exports in clear what is secret in state: the password is nowhere else.
    const sealed = JSON.stringify({ plaintext: JSON.stringify(trunkArgs.auth.password) }).slice(1, -1);
    for (const { state } of [created, after]) {
      expect(state.split(sealed)).toHaveLength(3);
      expect(state.replaceAll(sealed, "")).not.toContain(trunkArgs.auth.password);
    }
  });
});
