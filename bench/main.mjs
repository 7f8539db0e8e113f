// npm run bench: what this package costs, compared with the floor. On the simulator, with the real CLI; no network.
//   --sizes 1,100,1000   how many resources
//   --runs 5             how many times each is measured
//   --only bars|life     leaves the other half out
//   --write              puts what was measured into bench/RESULTS.md and bench/growth.svg
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { atExit } from "../scripts/lib/cleanup.mjs";
import { ensureFixture } from "../scripts/lib/fixture.mjs";
import { setup } from "../scripts/lib/setup.mjs";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1,100,1000" },
    runs: { type: "string", default: "5" },
    only: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const log = (/** @type {string} */ line) => console.error(line);
const here = path.dirname(fileURLToPath(import.meta.url));

async function run() {
  const cli = await setup({ log, cli: true });
  if (cli === undefined) throw new Error("there is no Pulumi CLI");
  // Only now, because these load what the set-up installs.
  const [
    { measureBars, textBar },
    { compare },
    { makeWorkspace },
    { startSimulator },
    report,
    { growthPlot },
  ] = await Promise.all([
    import("./lib/bars.mjs"),
    import("./lib/comparison.mjs"),
    import("./lib/stack.mjs"),
    import("./lib/simulator.mjs"),
    import("./lib/report.mjs"),
    import("./lib/plot.mjs"),
  ]);
  const { projectDir } = await ensureFixture({ log });
  const workspace = realpathSync(mkdtempSync(path.join(os.tmpdir(), "pulumi-sip-bench-")));
  const release = atExit(() => rmSync(workspace, { recursive: true, force: true }));
  const results = path.join(here, "RESULTS.md");
  const runs = Number(values.runs);
  const about = report.circumstances(cli.version, runs);
  makeWorkspace(workspace, projectDir);
  const simulator = await startSimulator();
  const common = { workspace, binDir: cli.binDir, simulator, runs, log };
  try {
    console.log(about);
    if (values.only !== "life") {
      const bars = report.barTable([...(await measureBars(common)), textBar()]);
      console.log(`\n${bars}`);
      if (values.write) await report.fillIn(results, "bars", `${about}\n\n${bars}`);
    }
    if (values.only !== "bars") {
      const comparisons = new Map();
      for (const size of values.sizes.split(",").map(Number))
        comparisons.set(size, await compare({ ...common, size }));
      const tables = report.comparisonTables(comparisons);
      console.log(`\n${tables}`);
      if (values.write) {
        await report.fillIn(results, "life", `${about}\n\n${tables}`);
        writeFileSync(path.join(here, "growth.svg"), growthPlot(comparisons));
      }
    }
  } finally {
    simulator.close();
    rmSync(workspace, { recursive: true, force: true });
    release();
  }
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
