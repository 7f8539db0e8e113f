// A Pulumi stack of the quick-start example that leaves nothing in the clone.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "./project.mjs";
import { isolatedEnv } from "./pulumi-env.mjs";
import { runCommand } from "./run.mjs";

/** @typedef {import("./pulumi-cli.mjs").Installation} Installation */

/**
 * @typedef {object} Stack
 * @property {(...args: string[]) => Promise<string>} pulumi runs the CLI; gives what it printed, throws when it fails
 */

/**
 * Makes an empty stack with its own home, backend and passphrase.
 *
 * The program runs in place; only the project file is another one, because the CLI keeps a stack's settings beside it.
 * @param {Installation} cli
 * @param {string} root a folder for everything that the stack leaves
 * @returns {Promise<Stack>}
 */
export async function createStack(cli, root) {
  const env = isolatedEnv({ binDir: cli.binDir, root });
  const project = {
    // The example's own name, because `new pulumi.Config()` reads the settings under it.
    name: "sip-quickstart",
    runtime: "nodejs",
    main: path.join(projectRoot, "examples", "quickstart"),
  };
  // JSON is YAML too, and quotes every path as it must be.
  writeFileSync(path.join(root, "Pulumi.yaml"), JSON.stringify(project));
  /** @type {Stack["pulumi"]} */
  const pulumi = async (...args) => {
    const result = await runCommand(cli.pulumi, [...args, "--non-interactive"], { cwd: root, env });
    if (result.code === 0) return result.stdout;
    throw new Error(`\`pulumi ${args[0]}\` failed:\n${result.stdout}\n${result.stderr}`);
  };
  await pulumi("stack", "init", "demo");
  return { pulumi };
}
