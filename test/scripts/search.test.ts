import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { assertFilesShowNone } from "../engine/support/written";
import { encodings } from "../support/encodings";
import { assertNoLeaks, assertNoPrintedLeaks, leaksIn, searchedEncodings } from "../support/leaks";
import { searchRun } from "../support/run-search";
import { kinds, readTally } from "../support/search-tally";
import { projectRoot, temporaryFolder } from "./support";

/** A secret with characters that each encoding writes in another way. Made here, so that this file's run does not show it. */
const secret = ["", "pl\"ant\\ed<s>/ec+ret & r%41 ö'", "1 "].join(" ");
const secrets = new Map([[secret, "planted"]]);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  // These secrets are found on purpose: the run of which this test is a part does not count them.
  vi.stubEnv("PULUMI_SIP_SEARCHED", folder);
});
afterEach(() => vi.unstubAllEnvs());

/** Searches texts of each kind, without a secret in any. */
function searchEachKind(except?: string): void {
  for (const kind of kinds.filter((one) => one !== except)) assertNoLeaks(kind, "nothing to see", secrets);
}

describe("the search of what the tests see", () => {
  test.each(kinds)("fails for a secret in what is of the kind %s, and counts it", (kind) => {
    expect(() => assertNoLeaks(kind, `it is ${secret}!`, secrets)).toThrow(
      `a secret is shown (${kind}): planted`,
    );
    expect(readTally(folder)).toMatchObject({ found: 1, secrets: new Set([secret]) });
    expect(searchRun(folder, [], false).line).toMatch(/ 1 found$/);
  });

  test.each(encodings.map((one) => [one.name, one] as const))(
    "finds a secret in each encoding: %s",
    (_name, { encode }) => {
      expect(() => assertNoLeaks("output", `<${encode(secret)}>`, secrets)).toThrow("a secret is shown");
    },
  );

  test.each(["", "u", "us", "use", "project-of-any-length"])("finds base64 behind a user %j", (user) => {
    for (const alphabet of ["base64", "base64url"] as const) {
      const header = Buffer.from(`${user}:${secret} and more`).toString(alphabet);
      expect(leaksIn(header, { planted: secret })).toEqual([expect.stringMatching(/^planted \(base64/)]);
    }
  });

  test("tells the debug log from the rest of what a process printed", () => {
    const printed = `fine\n  pbx: PULUMI-SIP 12: GET /v2 ${secret}\nfine`;
    expect(() => assertNoPrintedLeaks(printed, secrets)).toThrow("a secret is shown (debug log)");
    expect(readTally(folder).texts).toMatchObject({ output: 1, "debug log": 1 });
  });

  test.each([
    ["state", ".pulumi/stacks/shop/dev.json"],
    ["state", ".pulumi/history/shop/dev/dev-1.history.json"],
    ["state", ".pulumi/backups/shop/dev/dev.1.json"],
    ["event log", "events-1.jsonl"],
    ["file", "pulumi-home/pulumi-sip/creating/note.json"],
  ])("fails for a secret among the files of the engine: %s, %s", (kind, file) => {
    const root = temporaryFolder();
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), JSON.stringify({ secret }));
    expect(() => assertFilesShowNone({ root, folder: root }, secrets)).toThrow(
      `a secret is shown (${kind}): planted`,
    );
  });

  test("does not count a text that was searched for nothing, nor one that is empty", () => {
    assertNoLeaks("output", "something", new Map());
    assertNoLeaks("output", "", secrets);
    expect(readTally(folder).texts.output).toBe(0);
  });
});

describe("the search of a run", () => {
  test("does not take the words of a title for a secret that is words alone", () => {
    const words = new Map([["second wind", "words"]]);
    assertNoLeaks("output", "nothing to see", words);
    const run = (text: string) => searchRun(folder, [{ place: "the output", text }], false).problems;
    expect(run("a second wind does nothing")).toEqual([]);
    assertNoLeaks("output", "nothing to see", new Map([["second-wind", "with a hyphen"]]));
    expect(run("a second-wind does nothing")).toHaveLength(1);
  });

  test("says what was searched", () => {
    searchEachKind();
    assertNoLeaks("output", "more", new Map([["another secret", "other"]]));
    expect(searchRun(folder, [{ place: "report", text: "all is well" }], true)).toEqual({
      line:
        "Searched 7 texts (1 MB: output 2, debug log 1, event log 1, state 1, file 1, the run itself 1) " +
        `for 2 secrets in ${searchedEncodings.length} encodings: 0 found`,
      problems: [],
    });
  });

  test.each(encodings.map((one) => [one.name, one] as const))(
    "fails for a secret that the run has printed: %s",
    (_name, { encode }) => {
      searchEachKind();
      const encoded = encode(secret);
      // Colours may begin anywhere, also within it.
      const text = `first line\n✓ it's ${encoded.slice(0, 9)}\u001b[1m${encoded.slice(9)}\u001b[22m\n`;
      const { line, problems } = searchRun(folder, [{ place: "the output", text }], true);
      expect(line).toMatch(/ [1-9]\d* found$/);
      expect(problems[0]).toMatch(/^A secret of a test is shown \(.+\): the output, line 2$/);
    },
  );

  test.each(kinds)(
    "of all tests fails where nothing of the kind %s was searched; one of some tests does not",
    (kind) => {
      searchEachKind(kind);
      expect(searchRun(folder, [], true).problems).toEqual([
        `No ${kind} was searched for secrets: test/support/leaks.ts is no longer given any`,
      ]);
      expect(searchRun(folder, [], false).problems).toEqual([]);
    },
  );

  test("sees what Vitest prints and reports, and counts what it finds there", async () => {
    const { runVitest } = await import("../../scripts/lib/vitest.mjs");
    const { countReport, withSearch } = await import("../../scripts/lib/report.mjs");
    const root = temporaryFolder();
    symlinkSync(path.join(projectRoot, "node_modules"), path.join(root, "node_modules"));
    const planted = ["printed", "secret", "77"].join("-");
    const tally = `require("node:fs").appendFileSync(process.env.PULUMI_SIP_SEARCHED + "/1.jsonl", '{"secrets":["${planted}"]}\\n')`;
    writeFileSync(
      path.join(root, "a.test.js"),
      `import { createRequire } from "node:module";
       import { test } from "vitest";
       const require = createRequire(import.meta.url);
       test("shows ${planted}", () => { ${tally}; console.log("here: ${planted}"); });`,
    );
    const reportName = `planted-${process.pid}.json`;
    const output = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      const run = await runVitest(["--root", root], { reportName });
      expect(run.search.problems).toEqual([
        expect.stringMatching(/^A secret of a test is shown \(as it is\): the output above, line \d+$/),
        expect.stringMatching(/^A secret of a test is shown \(as it is\): .*planted-\d+\.json, line 1$/),
      ]);
      const count = withSearch(countReport(run.report as Parameters<typeof countReport>[0], run), run.search);
      expect(count).toMatchObject({ passed: 1, failed: 2 });
      expect(count.notes).toEqual([...run.search.problems, run.search.line]);
    } finally {
      output.mockRestore();
      rmSync(path.join(projectRoot, "test-results", reportName), { force: true });
    }
  });
});
