// The measurements as tables, and their place in RESULTS.md.
import { readFileSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as prettier from "prettier";
import { median, medianRatio, shown } from "./numbers.mjs";
import { steps } from "./comparison.mjs";

/** @typedef {import("./bars.mjs").Bar} Bar */
/** @typedef {import("./comparison.mjs").Comparison} Comparison */
/** @typedef {keyof Comparison} Compared */

/** @type {Readonly<Record<Compared, string>>} */
const titles = {
  ours: "pulumi-sip",
  raw: "(a) the same requests, bare",
  usual: "(b) no-op, written the usual way",
  text: "(c) no-op, constant text",
};
const order = /** @type {const} */ (["ours", "raw", "usual", "text"]);

/**
 * @param {string} cli version of the Pulumi CLI
 * @param {number} runs
 * @returns {string}
 */
export function circumstances(cli, runs) {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const sdk = JSON.parse(
    readFileSync(new URL("../../node_modules/@pulumi/pulumi/package.json", import.meta.url), "utf8"),
  ).version;
  return [
    `- machine: ${os.cpus().length} × ${cpu?.model.trim() || os.arch()}, ${memory} GiB, ${os.type()} ${os.release()}`,
    `- versions: Node ${process.versions.node}, Pulumi CLI ${cli}, @pulumi/pulumi ${sdk}`,
    `- medians of ${runs} runs, taken in turn; load when it began: ${os.loadavg()[0]?.toFixed(1)}`,
  ].join("\n");
}

/**
 * @param {ReadonlyMap<number, Comparison>} comparisons by N
 * @returns {string}
 */
export function comparisonTables(comparisons) {
  return steps.map((step) => `### ${step}\n\n${stepTable(step, comparisons)}`).join("\n\n");
}

/** @param {typeof steps[number]} step @param {ReadonlyMap<number, Comparison>} comparisons */
function stepTable(step, comparisons) {
  const rows = [...comparisons].flatMap(([size, comparison]) =>
    order.map((variant) => [String(size), ...comparedRow(comparison, variant, step)]),
  );
  return table(["N", ...comparedHead], rows);
}

/**
 * The steps of one program, one below the other.
 * @param {Comparison} comparison
 * @returns {string}
 */
export function programTable(comparison) {
  const variants = order.filter((variant) => comparison[variant] !== undefined);
  const done = steps.filter((step) => comparison.ours?.[0]?.[step] !== undefined);
  const rows = done.flatMap((step) =>
    variants.map((variant) => [step, ...comparedRow(comparison, variant, step)]),
  );
  return table(["", ...comparedHead], rows);
}

const comparedHead = [
  "",
  "wall, s",
  "ours to this",
  "CPU, s",
  "peak memory, MiB",
  "requests",
  "state, bytes",
];

/** @param {Comparison} comparison @param {Compared} variant @param {typeof steps[number]} step */
function comparedRow(comparison, variant, step) {
  const middle = (/** @type {Key} */ key) => median(samplesOf(comparison, variant, step, key));
  const ratio = variant === "ours" ? "1" : shown(oursTo(comparison, variant, step, "wallMs"));
  return [
    titles[variant],
    shown(middle("wallMs") / 1000),
    ratio,
    shown(middle("cpuMs") / 1000),
    shown(middle("peakBytes") / 2 ** 20),
    variant === "usual" || variant === "text" ? "–" : String(middle("requests")),
    Number.isFinite(middle("stateBytes")) ? middle("stateBytes").toLocaleString("en") : "–",
  ];
}

/** @typedef {keyof import("./comparison.mjs").Sample} Key */

/** @type {(comparison: Comparison, variant: Compared, step: typeof steps[number], key: Key) => number[]} */
const samplesOf = (comparison, variant, step, key) =>
  (comparison[variant] ?? []).map((life) => life[step]?.[key] ?? NaN);

/** @type {(comparison: Comparison, variant: Compared, step: typeof steps[number], key: Key) => number} */
const oursTo = (comparison, variant, step, key) =>
  medianRatio(samplesOf(comparison, "ours", step, key), samplesOf(comparison, variant, step, key));

/** From this many sets on, ratios are those of a large program. */
const large = 1_000;
/** @type {readonly (readonly [typeof steps[number], Key, string, number])[]} */
const largeBars = [
  ["create", "wallMs", "wall time", 1.4],
  ["no change", "wallMs", "wall time", 1.2],
  ["refresh", "wallMs", "wall time", 1.4],
  ["destroy", "wallMs", "wall time", 1.4],
  ["create", "peakBytes", "peak memory", 1.4],
];

/**
 * The bars of large programs; none where none was measured.
 * @param {ReadonlyMap<number, Comparison>} comparisons by N
 * @returns {string}
 */
export function lifeBars(comparisons) {
  const bars = [...comparisons].flatMap(([size, comparison]) =>
    size < large
      ? []
      : largeBars.map(([step, key, what, most]) => {
          const value = oursTo(comparison, "text", step, key);
          return {
            measure: `${size.toLocaleString("en")} sets, ${step}: ${what}, to the no-op behind a constant text`,
            bar: `at most ${most} ×`,
            value,
            unit: "×",
            met: value <= most,
            detail: "",
          };
        }),
  );
  return bars.length === 0 ? "" : `${barTable(bars)}\n\n`;
}

/**
 * @param {readonly Bar[]} bars
 * @returns {string}
 */
export function barTable(bars) {
  return table(
    ["Measure", "Bar", "Measured", "", "Beside"],
    bars.map((bar) => [bar.measure, bar.bar, `${shown(bar.value)} ${bar.unit}`, verdict(bar), bar.detail]),
  );
}

/** @param {Bar} bar */
function verdict({ met, toFloor }) {
  if (met) return "met";
  return toFloor === undefined ? "**missed**" : `**missed**; ${shown(toFloor)} × the floor`;
}

/**
 * Puts a text between `<!-- name -->` and `<!-- /name -->` of a Markdown file, which stays as the formatter wants it.
 * @param {string} file
 * @param {string} name
 * @param {string} text
 * @returns {Promise<void>}
 */
export async function fillIn(file, name, text) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const whole = readFileSync(file, "utf8");
  const [start, end] = [whole.indexOf(open), whole.indexOf(close)];
  if (start === -1 || end === -1) throw new Error(`${file} has no place for ${name}`);
  const filled = `${whole.slice(0, start + open.length)}\n\n${text}\n\n${whole.slice(end)}`;
  const options = { ...(await prettier.resolveConfig(file)), filepath: file };
  writeFileSync(file, await prettier.format(filled, options));
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
