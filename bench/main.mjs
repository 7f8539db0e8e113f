// npm run bench: what this package costs, compared with the floor. On the simulator, with the real CLI; no network.
//   --sizes 1,100,1000   how many sets the life of a program is measured with
//   --runs 5             how many times each whole program is measured
//   --only a,b           only these parts: bars, life, and the scenarios by name (bench/lib/scenarios.mjs), or all scenarios
//   --write              puts each part into bench/RESULTS.md as soon as it is measured
//   --quick              the scenarios in small, without the CLI: fails where requests or their growth miss a bar, never on time
//   --bar name=value     with --quick: another bar for one measure, by the name that the run prints; may be repeated
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { atExit } from "../scripts/lib/cleanup.mjs";
import { ensureFixture } from "../scripts/lib/fixture.mjs";
import { setup } from "../scripts/lib/setup.mjs";

const log = (/** @type {string} */ line) => console.error(line);
const here = path.dirname(fileURLToPath(import.meta.url));

const options = {
  sizes: { type: "string", default: "1,100,1000" },
  runs: { type: "string", default: "5" },
  only: { type: "string", default: "bars,life,scenarios" },
  write: { type: "boolean", default: false },
  quick: { type: "boolean", default: false },
  bar: { type: "string", multiple: true, default: [] },
};

/** @typedef {{ sizes: string, runs: string, only: string, write: boolean, quick: boolean, bar: string[] }} Flags */

/** @param {Flags} flags */
async function run(flags) {
  const cli = await setup({ log, cli: !flags.quick });
  // Only now, because these load what the set-up installs.
  const { scenarios } = await import("./lib/scenarios.mjs");
  const parts = partsOf(flags.only, ["bars", "life", ...scenarios.map(({ name }) => name)], scenarios);
  const chosen = scenarios.filter(({ name }) => parts.has(name));
  if (flags.quick) await runQuick(chosen, flags.bar);
  else if (cli !== undefined) await measureAll(parts, chosen, flags, cli);
}

/**
 * @param {string} only
 * @param {readonly string[]} known
 * @param {readonly { name: string }[]} scenarios
 * @returns {ReadonlySet<string>}
 * @throws {Error} naming a part that there is not
 */
function partsOf(only, known, scenarios) {
  const wanted = only.split(",");
  const unknown = wanted.filter((part) => part !== "scenarios" && !known.includes(part));
  if (unknown.length > 0)
    throw new Error(`--only ${unknown.join(",")} is no part; accepted: ${known.join(", ")}, scenarios`);
  return new Set(wanted.flatMap((part) => (part === "scenarios" ? scenarios.map(({ name }) => name) : part)));
}

/** @param {readonly import("./lib/scenarios.mjs").Scenario[]} scenarios @param {readonly string[]} bars */
async function runQuick(scenarios, bars) {
  const [{ quickMisses }, { barsFrom }] = await Promise.all([
    import("./lib/quick.mjs"),
    import("./lib/measures.mjs"),
  ]);
  const misses = await quickMisses({ scenarios, bars: barsFrom(bars), log });
  for (const miss of misses) console.log(miss);
  console.log(misses.length === 0 ? "every bar is met" : `missed: ${misses.length}`);
  if (misses.length > 0) process.exitCode = 1;
}

/**
 * @param {ReadonlySet<string>} parts
 * @param {readonly import("./lib/scenarios.mjs").Scenario[]} scenarios
 * @param {Flags} flags
 * @param {{ version: string, binDir: string }} cli
 */
async function measureAll(parts, scenarios, flags, cli) {
  const [
    { measureBars },
    { sizeBar, textBar },
    { compare },
    { makeWorkspace },
    { startSimulator },
    { runScenario },
    { scenarioTables },
    report,
    { growthPlot },
  ] = await Promise.all([
    import("./lib/bars.mjs"),
    import("./lib/package-bars.mjs"),
    import("./lib/comparison.mjs"),
    import("./lib/stack.mjs"),
    import("./lib/simulator.mjs"),
    import("./lib/scenario-run.mjs"),
    import("./lib/scenario-report.mjs"),
    import("./lib/report.mjs"),
    import("./lib/plot.mjs"),
  ]);
  const { projectDir } = await ensureFixture({ log });
  const workspace = realpathSync(mkdtempSync(path.join(os.tmpdir(), "pulumi-sip-bench-")));
  const release = atExit(() => rmSync(workspace, { recursive: true, force: true }));
  makeWorkspace(workspace, projectDir);
  const simulator = await startSimulator();
  const runs = Number(flags.runs);
  const common = { workspace, binDir: cli.binDir, simulator, runs, log };
  /** @type {(part: string, measure: () => Promise<string>) => Promise<void>} */
  const tell = async (part, measure) => {
    const about = report.circumstances(cli.version, runs);
    const start = performance.now();
    const tables = await measure();
    log(`${part}: took ${Math.round((performance.now() - start) / 1000)} s`);
    console.log(`\n${about}\n\n${tables}`);
    if (flags.write) await report.fillIn(path.join(here, "RESULTS.md"), part, `${about}\n\n${tables}`);
  };
  try {
    if (parts.has("bars"))
      await tell("bars", async () => {
        const bars = await measureBars(common);
        return report.barTable([...bars, await sizeBar(workspace), textBar()]);
      });
    const comparisons = new Map();
    for (const sets of parts.has("life") ? flags.sizes.split(",").map(Number) : [])
      await tell("life", async () => {
        const shape = { sets, numbers: 1 };
        comparisons.set(sets, await compare({ ...common, name: `n${sets}`, shape }));
        // One size is no growth.
        if (flags.write && comparisons.size > 1)
          writeFileSync(path.join(here, "growth.svg"), growthPlot(comparisons));
        return `${report.lifeBars(comparisons)}${report.comparisonTables(comparisons)}`;
      });
    for (const scenario of scenarios)
      await tell(scenario.name, async () => scenarioTables(scenario, await runScenario(scenario, common)));
  } finally {
    simulator.close();
    rmSync(workspace, { recursive: true, force: true });
    release();
  }
}

try {
  await run(/** @type {Flags} */ (parseArgs({ options: /** @type {any} */ (options) }).values));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
