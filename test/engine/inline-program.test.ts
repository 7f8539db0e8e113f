import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

// Programs inside the process that runs them, by the Automation API: they need no language host, and so can use what the
// one that can be built for these tests does not know.
const workspace = useWorkspace();
let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = await startSimulator();
  stack = await Stack.create(workspace, "inline", { simulator });
});
afterAll(() => simulator.close());

/** Runs an operation of a program, in which `seen` is a list, and returns that list and what the engine printed. */
async function run(
  operation: "up" | "preview" | "destroy",
  body: string,
): Promise<{ seen: unknown[]; output: string }> {
  const script = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const pulumi = require("@pulumi/pulumi");
const { videosdk } = require("pulumi-sip");
const seen = [];
const output = [];
const program = async () => {${body}};
(async () => {
  const stack = await LocalWorkspace.selectStack(
    { stackName: "dev", projectName: "inline", program },
    { workDir: __dirname },
  );
  await stack.${operation}({ onOutput: (text) => output.push(text) });
  console.log(JSON.stringify({ seen, output: output.join("") }));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});`;
  writeFileSync(join(stack.folder, "automation.js"), script);
  const { code, stdout, stderr } = await stack.node("automation.js");
  expect(code, stderr + stdout).toBe(0);
  stack.note(stdout);
  return JSON.parse(stdout) as { seen: unknown[]; output: string };
}

const args = JSON.stringify(trunkArgs);
const trunks = (): readonly { domain: string }[] => simulator.state().videosdk.trunks;

test("resource hooks see each operation of a resource, with its name and its inputs", async () => {
  const hooked = (changes: object): string => `
    const hook = (step) =>
      new pulumi.ResourceHook(step, ({ name, newInputs }) => {
        seen.push([step, name, newInputs.domain]);
      });
    const hooks = {};
    for (const step of ["beforeCreate", "afterCreate", "beforeUpdate", "afterUpdate"]) hooks[step] = [hook(step)];
    new videosdk.SipTrunk("carrier", { ...${args}, ...${JSON.stringify(changes)} }, { hooks });`;
  expect((await run("up", hooked({}))).seen).toEqual([
    ["beforeCreate", "carrier", trunkArgs.domain],
    ["afterCreate", "carrier", trunkArgs.domain],
  ]);
  const moved = { domain: "moved.example.com" };
  expect((await run("up", hooked(moved))).seen).toEqual([
    ["beforeUpdate", "carrier", moved.domain],
    ["afterUpdate", "carrier", moved.domain],
  ]);
  expect(trunks()).toMatchObject([moved]);
});

test("a transform changes the arguments that are sent", async () => {
  await run(
    "up",
    `new videosdk.SipTrunk("carrier", ${args}, {
      transforms: [({ props, opts }) => ({ props: { ...props, domain: "transformed.example.com" }, opts })],
    });`,
  );
  expect(trunks()).toMatchObject([{ domain: "transformed.example.com" }]);
});

test("an error hook may have a failed operation tried again, and hears the package's words", async () => {
  simulator.addFault({ method: "PUT", kind: "status", status: 400, times: 1 });
  const { seen } = await run(
    "up",
    `const again = new pulumi.ErrorHook("again", ({ name, failedOperation, errors }) => {
      seen.push([name, failedOperation, errors[0]]);
      return true;
    });
    new videosdk.SipTrunk("carrier", { ...${args}, domain: "again.example.com" }, { hooks: { onError: [again] } });`,
  );
  expect(seen).toEqual([
    ["carrier", "update", expect.stringContaining("videosdk SipTrunk: update failed") as string],
  ]);
  expect(trunks()).toMatchObject([{ domain: "again.example.com" }]);
  await run("destroy", "");
});
