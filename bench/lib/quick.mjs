// npm run bench -- --quick: the scenarios in small, by counts alone. It needs neither the CLI nor a quiet machine.
import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { atExit } from "../../scripts/lib/cleanup.mjs";
import { projectRoot } from "../../scripts/lib/project.mjs";
import { countedMeasures, inWords, isMet, missed, shownCount, withBars } from "./measures.mjs";
import { livesOf } from "./scenario-run.mjs";
import { startSimulator } from "./simulator.mjs";

/** @typedef {import("./measures.mjs").Measure} Measure */
/** @typedef {import("./scenarios.mjs").Scenario} Scenario */

/**
 * @param {object} options
 * @param {readonly Scenario[]} options.scenarios
 * @param {ReadonlyMap<string, number>} options.bars in place of those of the table
 * @param {(line: string) => void} options.log
 * @returns {Promise<readonly string[]>} what is missed: measure, bar and value
 * @throws {Error} where a bar belongs to no measure
 */
export async function quickMisses({ scenarios, bars, log }) {
  const home = mkdtempSync(path.join(os.tmpdir(), "pulumi-sip-bench-"));
  const release = atExit(() => rmSync(home, { recursive: true, force: true }));
  const simulator = await startSimulator();
  /** @type {Measure[]} */
  const measures = [];
  try {
    for (const { name, quick, steps, switches, ...scenario } of scenarios) {
      if (quick === undefined) continue;
      const { doubling } = quick;
      log(`${name}: ${inWords(doubling[0])}, then ${inWords(doubling[1])}`);
      const small = { ...scenario, name, full: doubling, steps: quick.steps ?? steps };
      const changed = { ...switches, ...quick.switches };
      const lives = await livesOf(
        { ...small, switches: changed },
        { projectDir: projectRoot, home, simulator },
      );
      const found = withBars(countedMeasures(name, doubling, lives), bars);
      for (const measure of found.filter(isMet))
        log(`  ${measure.name}: ${shownCount(measure.value)}, at most ${shownCount(measure.most)}`);
      for (const message of new Set(
        lives.flatMap((life) => Object.values(life).flatMap(({ failed }) => failed)),
      ))
        log(`  ${message}`);
      measures.push(...found);
    }
  } finally {
    simulator.close();
    rmSync(home, { recursive: true, force: true });
    release();
  }
  const unknown = [...bars.keys()].filter((bar) => measures.every(({ name }) => name !== bar));
  if (unknown.length > 0) throw new Error(`--bar ${unknown.join(", ")}: nothing of that name was measured`);
  return measures.filter((measure) => !isMet(measure)).map(missed);
}
