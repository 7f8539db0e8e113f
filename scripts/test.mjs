// npm test: sets everything up, runs the tests and ends with one line that says how many passed. Arguments go to
// Vitest: npm test -- test/lifecycle
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import * as path from "node:path";
import { projectRoot, readJson } from "./lib/project.mjs";
import { countReport, summaryLine } from "./lib/report.mjs";
import { setup } from "./lib/setup.mjs";

/** @typedef {import("./lib/report.mjs").Count} Count */

const arguments_ = process.argv.slice(2);

/** @returns {Promise<Count>} */
async function run() {
  const cli = await setup({ log: console.log, cli: true });
  if (cli) console.log(`Pulumi CLI ${cli.version} (${cli.source}): ${cli.pulumi}`);
  const reportFile = path.join(projectRoot, "test-results", "vitest.json");
  // A report of an earlier run must never be counted.
  rmSync(reportFile, { force: true });
  const vitest = path.join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(
    process.execPath,
    [
      vitest,
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reportFile}`,
      ...arguments_,
    ],
    { cwd: projectRoot, stdio: "inherit", env: { ...process.env, PULUMI_SIP_CLI_DIR: cli?.binDir } },
  );
  const [code] = await once(child, "exit");
  return countReport(readJson(reportFile), {
    exitCode: code ?? 1,
    filteredByName: arguments_.some((argument) => /^(-t|--testNamePattern)/.test(argument)),
    mayLack: missingBrowser,
  });
}

/**
 * Why the tests in a browser may be left out: a machine that no Chromium is made for has none. CI asks for it.
 * @param {string} file
 */
function missingBrowser(file) {
  if (process.env["PULUMI_SIP_BROWSER"] === "required" || !/[\\/]test[\\/]browser[\\/]/.test(file))
    return undefined;
  return "no Chromium was found; PULUMI_SIP_CHROMIUM names one";
}

/** @type {Count} */
const count = await run().catch((error) => ({
  passed: 0,
  failed: 1,
  notes: [error instanceof Error ? error.message : String(error)],
}));
process.exitCode = count.failed === 0 ? 0 : 1;
for (const note of count.notes) console.log(note);
console.log(`\n${summaryLine(count)}`);
