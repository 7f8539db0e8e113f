// Calls of npm.
import { runCommand } from "./run.mjs";

/**
 * Runs npm to its end.
 * @param {readonly string[]} args
 * @param {{ cwd: string }} options
 * @returns {Promise<string>} what it printed
 * @throws {Error} with the start of npm's error, where it says what is wrong; its usage text follows there
 */
export async function runNpm(args, options) {
  const result = await runCommand("npm", [...args, "--no-audit", "--no-fund"], options);
  if (result.code === 0) return result.stdout;
  const words = result.stderr
    .split("\n")
    .filter((line) => /^npm (error|ERR!) \S/.test(line))
    .slice(0, 8);
  throw new Error(
    `\`npm ${args[0]}\` in ${options.cwd} failed (exit code ${result.code}):\n${words.join("\n")}`,
  );
}
