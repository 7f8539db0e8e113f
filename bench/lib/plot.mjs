// How the cost of a program grows with its resources, as a picture.
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { median } from "./numbers.mjs";
import { steps } from "./comparison.mjs";

/** @typedef {import("./comparison.mjs").Comparison} Comparison */

const names = {
  ours: "pulumi-sip",
  raw: "bare requests",
  usual: "no-op, usual",
  text: "no-op, constant text",
};

/**
 * @param {ReadonlyMap<number, Comparison>} comparisons by N
 * @returns {string} an SVG document
 */
export function growthPlot(comparisons) {
  const points = [...comparisons].flatMap(([size, comparison]) =>
    /** @type {const} */ (["ours", "raw", "usual", "text"]).flatMap((variant) =>
      steps.map((step) => ({
        size,
        step,
        variant: names[variant],
        seconds: median((comparison[variant] ?? []).map((life) => life[step]?.wallMs ?? NaN)) / 1000,
      })),
    ),
  );
  const shown = points.filter(({ seconds }) => Number.isFinite(seconds));
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const channels = { x: "size", y: "seconds", fx: "step", stroke: "variant" };
  const svg = Plot.plot({
    document: /** @type {never} */ (document),
    width: 960,
    height: 320,
    marginLeft: 50,
    style: { background: "white" },
    x: { type: "log", label: "resources", ticks: [...comparisons.keys()], tickFormat: "d" },
    y: { type: "log", label: "wall time, seconds", grid: true, tickFormat: ".1~f" },
    fx: { domain: [...steps], label: null },
    color: { domain: Object.values(names), scheme: "observable10" },
    marks: [
      Plot.frame({ stroke: "#ccc" }),
      Plot.line(shown, channels),
      Plot.dot(shown, { ...channels, fill: "variant", r: 2.5 }),
      ...Object.values(names).map((name, line) =>
        // The key, in a corner without a curve.
        Plot.text([{ step: steps[0], name }], {
          fx: "step",
          text: "name",
          frameAnchor: "top-left",
          dx: 8,
          dy: 8 + 14 * line,
          fill: () => name,
        }),
      ),
    ],
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${svg.outerHTML}\n`;
}
