import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Simulator } from "../../../src/simulator";
import type { Finished } from "./cli.js";
import type { Stack } from "./stack.js";
import type { Workspace } from "./workspace.js";

/** Runs the command that writes an import file for a SignalWire object, with credentials from the environment. */
export function importFile(
  workspace: Workspace,
  simulator: Simulator,
  stack: Stack,
  type: string,
  name: string,
  id: string,
): Promise<Finished> {
  const { projectId, token } = simulator.signalwire;
  stack.environment({
    SIGNALWIRE_API_ENDPOINT: simulator.url,
    SIGNALWIRE_SPACE: "acme",
    SIGNALWIRE_PROJECT_ID: projectId,
    SIGNALWIRE_API_TOKEN: token,
  });
  const command = join(workspace.root, "node_modules", "pulumi-sip", "dist", "cli", "main.js");
  return stack.node(command, "import-file", `signalwire.${type}`, name, id);
}

/** Imports a SignalWire object with the file that the command writes for it. */
export async function importInto(...where: Parameters<typeof importFile>): Promise<void> {
  const [, , stack, , name] = where;
  const { code, stdout, stderr } = await importFile(...where);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const file = join(stack.folder, `${name}.json`);
  writeFileSync(file, stdout);
  const flags = ["--file", file, "--generate-code=false", "--protect=false"];
  expect((await stack.operate("import", ...flags)).output).toContain("1 imported");
}
