// npm test: sets everything up, runs the tests and ends with one line that says how many passed. Arguments go to
// Vitest: npm test -- test/lifecycle
import { countReport, summaryLine, withSearch } from "./lib/report.mjs";
import { setup } from "./lib/setup.mjs";
import { runVitest } from "./lib/vitest.mjs";

/** @typedef {import("./lib/report.mjs").Count} Count */

const arguments_ = process.argv.slice(2);

/** @returns {Promise<Count>} */
async function run() {
  const cli = await setup({ log: console.log, cli: true });
  if (cli) console.log(`Pulumi CLI ${cli.version} (${cli.source}): ${cli.pulumi}`);
  const { exitCode, report, search } = await runVitest(arguments_, {
    reportName: "vitest.json",
    env: { PULUMI_SIP_CLI_DIR: cli?.binDir },
    isWhole: arguments_.length === 0,
  });
  const count = countReport(report, {
    exitCode,
    filteredByName: arguments_.some((argument) => /^(-t|--testNamePattern)/.test(argument)),
    mayLack: missingBrowser,
  });
  return withSearch(count, search);
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
