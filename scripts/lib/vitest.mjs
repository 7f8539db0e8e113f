// A run of Vitest whose report is counted, and whose output, like all that its tests search, shows no secret of a test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { projectRoot, readJson, withTemporaryFolder } from "./project.mjs";
import { loadTypeScript } from "./typescript.mjs";

const results = path.join(projectRoot, "test-results");

/**
 * A finished run.
 * @typedef {object} TestRun
 * @property {number} exitCode
 * @property {any} report Vitest's own; undefined when it left none
 * @property {{ line: string, problems: readonly string[] }} search what was searched for secrets, and why the run fails
 */

/**
 * Runs Vitest, and shows what it prints.
 * @param {readonly string[]} args
 * @param {object} run
 * @param {string} run.reportName file of the report in `test-results`
 * @param {NodeJS.ProcessEnv} [run.env] variables in addition to those of this process
 * @param {boolean} [run.isWhole] whether these are all tests: then the search must have seen each kind of text
 * @returns {Promise<TestRun>}
 */
export async function runVitest(args, { reportName, env = {}, isWhole = false }) {
  mkdirSync(results, { recursive: true });
  const reportFile = path.join(results, reportName);
  // A report of an earlier run must never be counted.
  rmSync(reportFile, { force: true });
  return await withTemporaryFolder(path.join(results, "searched-"), async (folder) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
    const { code, output } = await shown(
      ["run", ...reporters, ...(process.stdout.isTTY ? ["--color"] : []), ...args],
      { ...process.env, ...env, PULUMI_SIP_SEARCHED: folder },
    );
    const { searchRun } = await loadTypeScript("test/support/run-search.ts");
    const texts = [{ place: "the output above", text: output }];
    const report = readJson(reportFile);
    if (report !== undefined) texts.push({ place: reportFile, text: readFileSync(reportFile, "utf8") });
    return { exitCode: code, report, search: searchRun(folder, texts, isWhole) };
  });
}

/**
 * Runs Vitest with its output on this process's, and keeps a copy.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function shown(args, env) {
  const vitest = path.join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: projectRoot,
    stdio: ["inherit", "pipe", "pipe"],
    env,
  });
  let output = "";
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from.setEncoding("utf8").on("data", (text) => {
      to.write(text);
      output += text;
    });
  }
  const [code] = await once(child, "close");
  return { code: /** @type {number} */ (code ?? 1), output };
}
