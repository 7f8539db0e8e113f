// A Pulumi stack of an example that leaves nothing in the clone.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "./project.mjs";
import { isolatedEnv } from "./pulumi-env.mjs";
import { runCommand } from "./run.mjs";

/** @typedef {import("./pulumi-cli.mjs").Installation} Installation */

/**
 * @typedef {object} Stack
 * @property {(...args: string[]) => Promise<string>} pulumi runs the CLI; gives what it printed, throws when it fails
 * @property {(plain: Record<string, string>, secret: Record<string, string>) => Promise<void>} configure sets settings
 */

/**
 * Makes an empty stack with its own home, backend and passphrase.
 *
 * The program runs in place; only the project file is another one, because the CLI keeps a stack's settings beside it.
 * @param {Installation} cli
 * @param {string} parent a folder for everything that stacks leave
 * @param {string} example folder of the program below `examples`
 * @returns {Promise<Stack>}
 */
export async function createStack(cli, parent, example) {
  const root = path.join(parent, example);
  mkdirSync(root);
  const env = isolatedEnv({ binDir: cli.binDir, root });
  const main = path.join(projectRoot, "examples", example);
  // The example's own name, because `new pulumi.Config()` reads the settings under it.
  const [, name] = /^name: *(\S+)$/m.exec(readFileSync(path.join(main, "Pulumi.yaml"), "utf8")) ?? [];
  const project = { name, runtime: "nodejs", main };
  // JSON is YAML too, and quotes every path correctly.
  writeFileSync(path.join(root, "Pulumi.yaml"), JSON.stringify(project));
  /** @type {Stack["pulumi"]} */
  const pulumi = async (...args) => {
    const result = await runCommand(cli.pulumi, [...args, "--non-interactive"], { cwd: root, env });
    if (result.code === 0) return result.stdout;
    throw new Error(`\`pulumi ${args[0]}\` failed:\n${result.stdout}\n${result.stderr}`);
  };
  await pulumi("stack", "init", "demo");
  return {
    pulumi,
    configure: async (plain, secret) => {
      await pulumi(
        ...["config", "set-all"],
        ...Object.entries(plain).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
        ...Object.entries(secret).flatMap(([key, value]) => ["--secret", `${key}=${value}`]),
      );
    },
  };
}
