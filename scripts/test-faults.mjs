// npm run test:faults: a fault at every request of every operation, and a table of the results. npm run test:nightly
// does the same, every operation once more with each switch of the simulated vendors and two of its cases, what else test/faults
// holds, faults and moves of numbers on the real engine, an account of 5,000 numbers, with 500 generated programs, drawn with a seed
// that is new every night unless PULUMI_SIP_SEED gives one. PULUMI_SIP_SWITCHES=rosters takes only the switches with this in their
// name, and all cases with these: with every switch they would take days. Further arguments go to Vitest: npm run test:faults -- -t
// SipTrunk
import { randomInt } from "node:crypto";
import { countReport, summaryLine, withSearch } from "./lib/report.mjs";
import { setup } from "./lib/setup.mjs";
import { runVitest } from "./lib/vitest.mjs";

/**
 * The results of the cases of one operation; a test of the sweep leaves them in the report.
 * @typedef {object} Tally
 * @property {string} resource
 * @property {string} operation
 * @property {string} [variant]
 * @property {number} requests
 * @property {{ converged: number, asked: number, duplicated: number, orphaned: number, dropped: number, wrong: number }} findings
 */

const isNightly = process.argv.includes("--nightly");
const arguments_ = process.argv.slice(2).filter((argument) => argument !== "--nightly");

async function runTests() {
  const files = isNightly
    ? ["test/faults", "test/engine/moves", "test/engine/faults", "test/engine/large-account"]
    : ["test/faults/sweep"];
  return await runVitest([...files, ...arguments_], {
    reportName: "faults.json",
    env: { PULUMI_SIP_FAULTS: "all", ...(isNightly && nightly()) },
  });
}

/** @returns {NodeJS.ProcessEnv} the size of a nightly run */
function nightly() {
  const seed = process.env["PULUMI_SIP_SEED"] ?? String(randomInt(2 ** 31));
  console.log(`PULUMI_SIP_SEED=${seed}`);
  const switches = process.env["PULUMI_SIP_SWITCHES"] ?? "all";
  return {
    PULUMI_SIP_NUMBERS: "5000",
    PULUMI_SIP_SEQUENCES: "500",
    PULUMI_SIP_SEED: seed,
    PULUMI_SIP_SWITCHES: switches,
  };
}

/** @param {readonly Tally[]} tallies */
function table(tallies) {
  const head = [
    "resource",
    "operation",
    "requests",
    "cases",
    "converged",
    "asked a person",
    "duplicated",
    "orphaned",
    "dropped",
    "wrong",
  ];
  const rows = tallies.map(({ resource, operation, requests, findings }) => {
    const { converged, asked, duplicated, orphaned, dropped, wrong } = findings;
    return [
      resource,
      operation,
      ...[requests, casesOf(findings), converged, asked, duplicated, orphaned, dropped, wrong].map(String),
    ];
  });
  const sums = head.map((_, column) =>
    column < 2 ? ["all", ""][column] : String(rows.reduce((sum, row) => sum + Number(row[column]), 0)),
  );
  const lines = [head, ...rows, sums];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)));
  return lines
    .map((line) => line.map((cell, column) => pad(String(cell), widths[column] ?? 0, column < 2)).join("  "))
    .join("\n");
}

/**
 * The sums of each switch, as rows of the same table: there are too many for columns.
 * @param {readonly Tally[]} tallies
 * @returns {Tally[]}
 */
function bySwitch(tallies) {
  /** @type {Map<string, Tally>} */
  const sums = new Map();
  for (const { variant = "none", requests, findings } of tallies) {
    const before = sums.get(variant) ?? {
      resource: variant,
      operation: "all",
      requests: 0,
      findings: { converged: 0, asked: 0, duplicated: 0, orphaned: 0, dropped: 0, wrong: 0 },
    };
    for (const [finding, count] of Object.entries(findings))
      before.findings[/** @type {keyof Tally["findings"]} */ (finding)] += count;
    sums.set(variant, { ...before, requests: before.requests + requests });
  }
  return [...sums.values()];
}

/**
 * @param {string} cell
 * @param {number} width
 * @param {boolean} isText
 */
function pad(cell, width, isText) {
  return isText ? cell.padEnd(width) : cell.padStart(width);
}

/** @param {Tally["findings"]} findings */
function casesOf(findings) {
  return Object.values(findings).reduce((sum, count) => sum + count, 0);
}

/**
 * Counts cases where tests have cases, and tests otherwise.
 * @param {import("./lib/vitest.mjs").TestRun} run
 */
function count({ report, exitCode, search }) {
  const filteredByName = arguments_.some((argument) => /^(-t|--testNamePattern)/.test(argument));
  const tests = withSearch(countReport(report, { exitCode, filteredByName }), search);
  /** @type {{ status: string, meta?: { faults?: Tally } }[]} */
  const results = (report?.testResults ?? []).flatMap((/** @type {any} */ file) => file.assertionResults);
  const tallied = results.filter(({ meta }) => meta?.faults !== undefined);
  const tallies = tallied.flatMap(({ meta }) => meta?.faults ?? []);
  const good = tallies.reduce((sum, { findings }) => sum + findings.converged + findings.asked, 0);
  const all = tallies.reduce((sum, { findings }) => sum + casesOf(findings), 0);
  const passedTests = tallied.filter(({ status }) => status === "passed").length;
  return {
    tallies,
    notes: tests.notes,
    passed: tests.passed - passedTests + good,
    failed: tests.failed - (tallied.length - passedTests) + all - good,
  };
}

await setup({ log: console.log, cli: false });
const { tallies, notes, passed, failed } = count(await runTests());
console.log(`\n${table(tallies.filter(({ variant }) => variant === undefined))}`);
console.log(`\nBy switch of the simulated vendors\n\n${table(bySwitch(tallies))}`);
for (const note of notes) console.log(note);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${summaryLine({ passed, failed, notes })}`);
