import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Simulator } from "../../../src/simulator";
import { settingsOf } from "./environment.js";
import type { Finished } from "./cli.js";
import type { Stack } from "./stack.js";
import type { Workspace } from "./workspace.js";

/** Runs the command that writes an import file, which takes its credentials from the environment. */
export function importFile(
  workspace: Workspace,
  simulator: Simulator,
  stack: Stack,
  type: string,
  name: string,
  id: string,
): Promise<Finished> {
  stack.environment(settingsOf(simulator, "acme"));
  const command = join(workspace.root, "node_modules", "pulumi-sip", "dist", "cli", "main.js");
  return stack.node(command, "import-file", type, name, id);
}

/** Runs a command of this package in the folder of a stack's program, with the settings of that stack. */
export async function packageCommand(
  workspace: Workspace,
  stack: Stack,
  ...args: string[]
): Promise<Finished> {
  const command = join(workspace.root, "node_modules", "pulumi-sip", "dist", "cli", "main.js");
  const finished = await stack.node(command, ...args);
  stack.note(finished.stdout + finished.stderr);
  return finished;
}

/** The rows of resources of this package in what `pulumi preview` prints: what it changes, and also what it only shows. */
export function rowsIn(output: string): string[] {
  return output.split("\n").filter((line) => line.includes("pulumi-nodejs:dynamic"));
}

/** Imports an object with the file that the command writes for it. Returns the file, and what the import then asked. */
export async function importInto(
  ...where: Parameters<typeof importFile>
): Promise<{ file: string; requests: readonly string[] }> {
  const [, , stack, , name] = where;
  const { code, stdout, stderr } = await importFile(...where);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const file = join(stack.folder, `${name}.json`);
  writeFileSync(file, stdout);
  const flags = ["--file", file, "--generate-code=false", "--protect=false"];
  const { output, requests } = await stack.operate("import", ...flags);
  expect(output).toContain("1 imported");
  return { file: stdout, requests };
}
