// The result of a test run, counted from the runner's own report.

/**
 * The part of Vitest's JSON report that is counted.
 * @typedef {object} Report
 * @property {readonly FileReport[]} testResults
 */
/**
 * @typedef {object} FileReport
 * @property {string} name path of the test file
 * @property {string} status
 * @property {readonly { status: string, fullName: string }[]} assertionResults
 */
/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} notes what is to be said: why something counts as failed that the runner does not show as
 *   failed, and what was searched for secrets
 */

/**
 * Counts tests. A file that fails outside its tests counts as one failure, a test that did not run counts as failed,
 * and so does a run without tests or one that ended with an error of its own.
 * @param {Report | undefined} report
 * @param {{ exitCode: number, filteredByName?: boolean, mayLack?: (file: string) => string | undefined }} run
 *   `filteredByName`: tests that a name pattern left out do not count; `mayLack`: why the tests of a file may be left out
 *   on this machine, undefined where they may not
 * @returns {Count}
 */
export function countReport(report, { exitCode, filteredByName = false, mayLack = () => undefined }) {
  if (report === undefined) return { passed: 0, failed: 1, notes: ["The test runner left no report."] };
  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const notes = [];
  for (const file of report.testResults) {
    const before = failed;
    const reason = mayLack(file.name);
    let left = 0;
    for (const test of file.assertionResults) {
      if (test.status === "passed") passed += 1;
      else if (test.status === "failed") failed += 1;
      else if (!filteredByName && reason !== undefined) left += 1;
      else if (!filteredByName) {
        failed += 1;
        notes.push(`Not run (${test.status}), which counts as failed: ${file.name}: ${test.fullName}`);
      }
    }
    if (left > 0) notes.push(`Left out, ${left} tests of ${file.name}: ${reason}`);
    if (file.status === "failed" && failed === before) {
      failed += 1;
      notes.push(`Failed outside its tests: ${file.name}`);
    }
  }
  if (passed + failed === 0) {
    failed = 1;
    notes.push("No test ran.");
  } else if (exitCode !== 0 && failed === 0) {
    failed = 1;
    notes.push(
      `The test runner ended with exit code ${exitCode} though no test failed: see the errors above.`,
    );
  }
  return { passed, failed, notes };
}

/**
 * The count with the search for secrets: each of its problems is a failure.
 * @param {Count} count
 * @param {{ line: string, problems: readonly string[] }} search
 * @returns {Count}
 */
export function withSearch({ passed, failed, notes }, { line, problems }) {
  return { passed, failed: failed + problems.length, notes: [...notes, ...problems, line] };
}

/**
 * The line that ends every test run.
 * @param {Count} count
 * @returns {string}
 */
export function summaryLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
