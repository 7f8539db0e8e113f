// What is counted against a bar: requests, their growth, and failures. None of it depends on how fast the machine is.
import { mostGrowth, mostRequests } from "./scenarios.mjs";

/** @typedef {import("./programs.mjs").Shape} Shape */
/** @typedef {import("./provider-life.mjs").Sample} Sample */
/** @typedef {import("./provider-life.mjs").Step} Step */
/** @typedef {Partial<Record<Step, Sample>>} Life */

/**
 * @typedef {object} Measure
 * @property {string} name such as `thousand.create.growth`
 * @property {string} what in words
 * @property {number} value
 * @property {number} most the bar
 */

/**
 * @param {string} scenario its name
 * @param {readonly [Shape, Shape]} doubling
 * @param {readonly [Life, Life]} lives of both sizes
 * @returns {Measure[]}
 */
export function countedMeasures(scenario, doubling, [first, second]) {
  return /** @type {Step[]} */ (Object.keys(first)).flatMap((step) => {
    const samples = [first[step], second[step]];
    const counts = samples.map((sample) => sample?.lines.length ?? NaN);
    const [from = NaN, to = NaN] = counts;
    const named = `${scenario}.${step.replace(" ", "-")}`;
    return [
      {
        name: `${named}.failed`,
        what: `failed operations of ${step}`,
        value: samples.reduce((sum, sample) => sum + (sample?.failed.length ?? NaN), 0),
        most: 0,
      },
      ...counts.map((value, index) => ({
        name: `${named}.requests${index === 0 ? "" : "-of-twice"}`,
        what: `requests of ${step} with ${inWords(doubling[index === 0 ? 0 : 1])}`,
        value,
        most: mostRequests(step, doubling[index === 0 ? 0 : 1]),
      })),
      {
        name: `${named}.growth`,
        what: `growth of the requests of ${step}, from ${from} to ${to}, where all is doubled`,
        value: to === from ? 1 : to / from,
        most: mostGrowth,
      },
    ];
  });
}

/** @param {Shape} shape */
export function inWords({ sets, numbers, foreign = 0 }) {
  const around = foreign === 0 ? "" : ` among ${foreign.toLocaleString("en")} others`;
  return `${sets.toLocaleString("en")} × ${numbers.toLocaleString("en")} numbers${around}`;
}

/**
 * Puts other bars in place of some.
 * @param {readonly Measure[]} measures
 * @param {ReadonlyMap<string, number>} bars by the measures' names
 * @returns {Measure[]}
 */
export function withBars(measures, bars) {
  return measures.map((measure) => ({ ...measure, most: bars.get(measure.name) ?? measure.most }));
}

/** @param {Measure} measure */
export const isMet = ({ value, most }) => value <= most;

/** @param {Measure} measure */
export const missed = ({ name, what, value, most }) =>
  `${name}: ${shownCount(value)} is more than ${shownCount(most)} (${what})`;

/** @param {number} value */
export const shownCount = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(2));

/**
 * Bars given as `name=value`.
 * @param {readonly string[]} texts
 * @returns {Map<string, number>}
 * @throws {Error} naming the text that is none
 */
export function barsFrom(texts) {
  return new Map(
    texts.map((text) => {
      const [name = "", value = ""] = text.split("=");
      if (value === "" || !Number.isFinite(Number(value)))
        throw new Error(
          `--bar ${text} is not of the form <measure>=<number>, such as thousand.create.growth=2`,
        );
      return [name, Number(value)];
    }),
  );
}
