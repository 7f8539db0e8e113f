// What a scenario cost, as tables.
import { countedMeasures, inWords, isMet, shownCount } from "./measures.mjs";
import { shown } from "./numbers.mjs";
import { barTable, programTable, table } from "./report.mjs";
import { allowedInASecond } from "./scenarios.mjs";

/** @typedef {import("./bars.mjs").Bar} Bar */
/** @typedef {import("./measures.mjs").Life} Life */
/** @typedef {import("./provider-life.mjs").Sample} Sample */
/** @typedef {import("./provider-life.mjs").Step} Step */
/** @typedef {import("./scenario-run.mjs").ScenarioResult} ScenarioResult */
/** @typedef {import("./scenarios.mjs").Scenario} Scenario */

/**
 * @param {Scenario} scenario
 * @param {ScenarioResult} result
 * @returns {string}
 */
export function scenarioTables(scenario, result) {
  const bars = timedBars(scenario, result);
  return [
    countTable(scenario, result),
    ...(bars.length === 0 ? [] : [barTable(bars)]),
    `The provider alone; growth is from ${scenario.full.map(inWords).join(" to ")}:`,
    providerTable(scenario, result),
    ...(result.engine === undefined ? [] : ["The whole program:", programTable(result.engine)]),
  ].join("\n\n");
}

/** @param {Scenario} scenario @param {ScenarioResult} result */
function countTable({ name, full }, { ours }) {
  const rows = countedMeasures(name, full, [ours[0], ours[1]]).map((measure) => [
    `\`${measure.name}\``,
    measure.what,
    shownCount(measure.most),
    shownCount(measure.value),
    isMet(measure) ? "met" : "**missed**",
  ]);
  return table(["", "Counted", "At most", "Measured", ""], rows);
}

/** @param {Scenario} scenario @param {ScenarioResult} result */
function providerTable({ at = 0 }, { ours, floor }) {
  const rows = /** @type {Step[]} */ (Object.keys(floor)).flatMap((step) => {
    const [sample, nothing] = [ours[at][step], floor[step]];
    if (sample === undefined || nothing === undefined) return [];
    const growth = (ours[1][step]?.wallMs ?? NaN) / (ours[0][step]?.wallMs ?? NaN);
    const row = (/** @type {Sample} */ one) => [
      shown(one.wallMs / 1000),
      shown(one.cpuMs / 1000),
      shown(one.peakBytes / 2 ** 20),
      shown(one.blockMs),
    ];
    return [
      [step, "pulumi-sip", ...row(sample), "1", shown(growth)],
      [step, "no-op", ...row(nothing), shown(sample.wallMs / nothing.wallMs), "–"],
    ];
  });
  const head = [
    "wall, s",
    "CPU, s",
    "peak memory, MiB",
    "longest block, ms",
    "ours to this",
    "growth of wall",
  ];
  return table(["", "", ...head], rows);
}

/**
 * The bars that depend on time: no run of `--quick` asks for them.
 * @param {Scenario} scenario
 * @param {ScenarioResult} result
 * @returns {Bar[]}
 */
function timedBars({ name, at = 0 }, { ours, floor, bare }) {
  const life = ours[at];
  const bars = [];
  if (name === "shared") bars.push(blockBar(life, floor));
  const refresh = life.refresh;
  if (bare !== undefined && refresh !== undefined)
    bars.push(
      ratioBar("Refresh, to a bare script that reads the same pages", refresh.wallMs, bare.wallMs, 1.5),
    );
  const { create } = life;
  if (name === "throttled" && create !== undefined) {
    const least = (create.lines.length / allowedInASecond) * 1000;
    const what = `Creation, to the time that ${create.lines.length} requests need (${create.refused} more were refused)`;
    bars.push(ratioBar(what, create.wallMs, least, 1.2));
  }
  return bars;
}

/** @param {Life} life @param {Life} floor @returns {Bar} */
function blockBar(life, floor) {
  const longest = (/** @type {Life} */ one) => Math.max(...Object.values(one).map(({ blockMs }) => blockMs));
  const steps = Object.entries(life).map(([step, { blockMs }]) => `${step} ${shown(blockMs)}`);
  const value = longest(life);
  return {
    measure: "Longest block of the provider's event loop",
    bar: "at most 50 ms",
    value,
    unit: "ms",
    met: value <= 50,
    toFloor: value / longest(floor),
    detail: `${steps.join(", ")}; the floor is a no-op with the same numbers, ${shown(longest(floor))} ms`,
  };
}

/** @type {(measure: string, ours: number, theirs: number, most: number) => Bar} */
const ratioBar = (measure, ours, theirs, most) => ({
  measure,
  bar: `at most ${most} ×`,
  value: ours / theirs,
  unit: "×",
  met: ours / theirs <= most,
  detail: `${shown(ours / 1000)} s, ${shown(theirs / 1000)} s`,
});
