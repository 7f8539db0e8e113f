import { readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot, run, type Outcome } from "./support.js";

/** The cheapest scenario: its account is made beforehand, and only read. */
const quick = (...flags: readonly string[]): Promise<Outcome> =>
  run(process.execPath, [path.join("bench", "main.mjs"), "--quick", "--only", "account", ...flags], {
    cwd: projectRoot,
    env: process.env,
  });

describe("npm run bench -- --quick", () => {
  test("measures requests and their growth, and meets its bars", { timeout: 300_000 }, async () => {
    const { code, stdout, stderr } = await quick();
    expect([stdout, code]).toEqual(["every bar is met\n", 0]);
    expect(stderr).toContain("account.refresh.requests: 11, at most 11");
    expect(stderr).toMatch(/account\.refresh\.growth: 1\.91, at most 2\.30/);
  });

  test("fails where a bar is missed, and names measure, value and bar", { timeout: 300_000 }, async () => {
    const flags = ["--bar", "account.refresh.growth=1.5", "--bar", "account.refresh.requests=10"];
    const { code, stdout } = await quick(...flags);
    expect(code).toBe(1);
    expect(stdout.split("\n")).toEqual([
      "account.refresh.requests: 11 is more than 10 (requests of refresh with 10 × 100 numbers)",
      "account.refresh.growth: 1.91 is more than 1.50 (growth of the requests of refresh, from 11 to 21, where all is doubled)",
      "missed: 2",
      "",
    ]);
  });

  test("refuses a part that there is not, and a bar without a number", async () => {
    const parts = await quick("--only", "acount");
    expect([parts.code, parts.stderr]).toEqual([1, expect.stringContaining("--only acount is no part")]);
    const bars = await quick("--bar", "account.refresh.growth");
    expect([bars.code, bars.stderr]).toEqual([1, expect.stringContaining("<measure>=<number>")]);
  });
});

describe("what is counted of a scenario", async () => {
  const { countedMeasures, isMet, missed } = await import("../../bench/lib/measures.mjs");
  const { scenarios } = await import("../../bench/lib/scenarios.mjs");
  const doubling = [
    { sets: 10, numbers: 1 },
    { sets: 20, numbers: 1 },
  ] as const;
  const sample = (requests: number, failed: string[] = []) => ({
    lines: Array<string>(requests).fill("GET /"),
    failed,
    refused: 0,
    // As slow, and as large, as can be.
    ...{ wallMs: 1e9, cpuMs: 1e9, peakBytes: 1e12, blockMs: 1e9 },
  });
  const missesOf = (first: number, second: number, failed: string[] = []): string[] => {
    const lives = [{ create: sample(first) }, { create: sample(second, failed) }] as const;
    return countedMeasures("tens", doubling, lives)
      .filter((measure) => !isMet(measure))
      .map(missed);
  };

  test("never depends on time or memory", () => {
    expect(missesOf(20, 40)).toEqual([]);
  });

  test.each([
    ["a growth of more than 1.15 times twice", 10, 24, ["tens.create.growth: 2.40 is more than 2.30"]],
    ["more requests than each set needs", 40, 80, ["tens.create.requests: 40 is more than 24"]],
    ["requests where there were none", 0, 1, ["tens.create.growth: Infinity is more than 2.30"]],
  ])("finds %s", (_what, first, second, expected) => {
    const found = missesOf(first, second);
    for (const text of expected) expect(found).toContainEqual(expect.stringContaining(text));
  });

  test("finds an operation that failed", () => {
    expect(missesOf(20, 40, ["HTTP 429"])).toEqual([expect.stringContaining("tens.create.failed: 1")]);
  });

  test("is of scenarios in which the second size is twice the first, in everything that is not one alone", () => {
    for (const { full, quick: small } of scenarios)
      for (const [first, second] of [full, ...(small === undefined ? [] : [small.doubling])]) {
        expect(second.sets * second.numbers).toBe(2 * first.sets * first.numbers);
        expect(second.foreign ?? 0).toBe(2 * (first.foreign ?? 0));
      }
  });

  test("has a place in the page of results", () => {
    const page = readFileSync(path.join(projectRoot, "bench", "RESULTS.md"), "utf8");
    for (const { name, title } of scenarios) {
      expect(page).toContain(`### ${title}\n`);
      expect(page).toMatch(new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`));
    }
  });
});
