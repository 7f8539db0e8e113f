import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { projectRoot, run, temporaryFolder } from "./support";

const load = () => import("../../scripts/lib/report.mjs");

type ReportModule = Awaited<ReturnType<typeof load>>;
type Count = ReturnType<ReportModule["countReport"]>;

let countReport: ReportModule["countReport"];
let summaryLine: ReportModule["summaryLine"];
beforeAll(async () => {
  ({ countReport, summaryLine } = await load());
});

/** Runs test files through the real runner and counts its report; the key is the file's name. */
async function countOf(
  files: Readonly<Record<string, string>>,
  extra: readonly string[] = [],
): Promise<Count> {
  const root = temporaryFolder();
  symlinkSync(path.join(projectRoot, "node_modules"), path.join(root, "node_modules"));
  mkdirSync(path.join(root, "test"));
  for (const [name, body] of Object.entries(files)) {
    writeFileSync(
      path.join(root, "test", `${name}.test.js`),
      `import { afterAll, beforeAll, describe, expect, test } from "vitest";\n${body}`,
    );
  }
  const reportFile = path.join(root, "report.json");
  const vitest = path.join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const { code } = await run(
    process.execPath,
    [vitest, "run", "--root", root, "--reporter=json", `--outputFile.json=${reportFile}`, ...extra],
    { cwd: root },
  );
  const report = JSON.parse(readFileSync(reportFile, "utf8")) as Parameters<ReportModule["countReport"]>[0];
  return countReport(report, { exitCode: code, filteredByName: extra.includes("-t") });
}

const passes = 'test("passes", () => {});';

describe("counting the runner's report", () => {
  test("counts what passed and what failed", async () => {
    const count = await countOf({ a: `${passes} test("fails", () => expect(1).toBe(2));`, b: passes });
    expect(count).toEqual({ passed: 2, failed: 1, notes: [] });
  });

  test("does not count tests that a machine may lack what they need for, but names them", () => {
    const tests = [{ status: "pending", fullName: "in a browser" }];
    const report = { testResults: [{ name: "page.test.ts", status: "passed", assertionResults: tests }] };
    const other = {
      name: "a.test.ts",
      status: "passed",
      assertionResults: [{ status: "passed", fullName: "a" }],
    };
    const run = {
      exitCode: 0,
      mayLack: (file: string) => (file === "page.test.ts" ? "no browser" : undefined),
    };
    expect(countReport({ testResults: [...report.testResults, other] }, run)).toEqual({
      ...{ passed: 1, failed: 0 },
      notes: ["Left out, 1 tests of page.test.ts: no browser"],
    });
    expect(countReport(report, { exitCode: 0 })).toMatchObject({ passed: 0, failed: 1 });
  });

  test("counts a skipped test and a todo as failed, and names them", async () => {
    const count = await countOf({ a: `${passes} test.skip("skipped", () => {}); test.todo("later");` });
    expect(count).toMatchObject({ passed: 1, failed: 2 });
    expect(count.notes).toEqual([
      expect.stringMatching(/^Not run \(skipped\), which counts as failed: .*a\.test\.js: skipped$/),
      expect.stringMatching(/^Not run \(todo\), which counts as failed: .*a\.test\.js: later$/),
    ]);
  });

  test("counts a file that does not load as failed", async () => {
    const count = await countOf({ a: passes, b: 'import "./missing.js";' });
    expect(count).toEqual({
      passed: 1,
      failed: 1,
      notes: [expect.stringMatching(/^Failed outside its tests: .*b\.test\.js$/)],
    });
  });

  test("counts a file without tests as failed", async () => {
    expect(await countOf({ a: passes, b: "" })).toMatchObject({ passed: 1, failed: 1 });
  });

  test("counts tests whose set-up fails as failed", async () => {
    const body = `describe("group", () => { beforeAll(() => { throw new Error("no"); }); ${passes} });`;
    expect(await countOf({ a: body, b: passes })).toMatchObject({ passed: 1, failed: 1 });
  });

  test("counts a failing tear-down as failed", async () => {
    const body = `afterAll(() => { throw new Error("no"); }); ${passes}`;
    expect(await countOf({ a: body })).toMatchObject({ passed: 1, failed: 1 });
  });

  test("counts an error outside every test as failed", async () => {
    const body = `${passes} void Promise.reject(new Error("nobody waits for this"));`;
    expect(await countOf({ a: body })).toEqual({
      passed: 1,
      failed: 1,
      notes: ["The test runner ended with exit code 1 though no test failed: see the errors above."],
    });
  });

  test("leaves out what a name pattern left out", async () => {
    expect(await countOf({ a: `${passes} test("other", () => {});` }, ["-t", "passes"])).toEqual({
      passed: 1,
      failed: 0,
      notes: [],
    });
  });

  test("counts a run without tests as failed", () => {
    expect(countReport({ testResults: [] }, { exitCode: 0 })).toMatchObject({ passed: 0, failed: 1 });
  });

  test("counts a run without a report as failed", () => {
    expect(countReport(undefined, { exitCode: 0 })).toMatchObject({ passed: 0, failed: 1 });
  });

  test("gives the line that ends a run", () => {
    expect(summaryLine({ passed: 12, failed: 3, notes: [] })).toBe("12 passed, 3 failed");
  });
});
