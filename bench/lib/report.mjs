// The measurements as tables, and their place in RESULTS.md.
import { readFileSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as prettier from "prettier";
import { median, medianRatio, shown } from "./numbers.mjs";
import { steps } from "./comparison.mjs";

/** @typedef {import("./bars.mjs").Bar} Bar */
/** @typedef {Awaited<ReturnType<typeof import("./comparison.mjs").compare>>} Comparison */

/** @type {Readonly<Record<keyof Comparison, string>>} */
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
    order.map((variant) => {
      const samples = comparison[variant].map((life) => life[step]);
      const ours = comparison.ours.map((life) => life[step]);
      const middle = (/** @type {keyof typeof samples[0]} */ key) => median(samples.map((one) => one[key]));
      const ratio =
        variant === "ours"
          ? "1"
          : shown(
              medianRatio(
                ours.map(({ wallMs }) => wallMs),
                samples.map(({ wallMs }) => wallMs),
              ),
            );
      const mebibytes = middle("peakBytes") / 2 ** 20;
      return [
        String(size),
        titles[variant],
        shown(middle("wallMs") / 1000),
        ratio,
        shown(middle("cpuMs") / 1000),
        shown(mebibytes),
        variant === "usual" || variant === "text" ? "–" : String(middle("requests")),
        Number.isFinite(middle("stateBytes")) ? middle("stateBytes").toLocaleString("en") : "–",
      ];
    }),
  );
  return table(
    ["N", "", "wall, s", "ours to this", "CPU, s", "peak memory, MiB", "requests", "state, bytes"],
    rows,
  );
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

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
