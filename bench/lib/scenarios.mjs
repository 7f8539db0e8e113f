// What is measured of large programs and accounts: a table, and what each line of it may cost.
import { wholeLife } from "./provider-life.mjs";

/** @typedef {import("./programs.mjs").Shape} Shape */
/** @typedef {import("./provider-life.mjs").Step} Step */

/** @typedef {readonly [Shape, Shape]} Doubling the second is twice the first */

/**
 * @typedef {object} Scenario
 * @property {string} name picks it: `--only <name>`
 * @property {string} title
 * @property {Doubling} full
 * @property {0 | 1} [at] which of the two the title speaks of; the first by default
 * @property {readonly Step[]} steps
 * @property {boolean} [isSeeded] whether the sets are at the vendor and in state before; else the first step makes them
 * @property {boolean} [withEngine] whether the program is measured with the real CLI too; true by default
 * @property {object} [switches] behaviour of the simulated vendor
 * @property {{ doubling: Doubling, steps?: readonly Step[], switches?: object }} [quick] what `--quick` does of it
 */

/** @type {(sets: number, numbers: number, foreign?: number) => Doubling} */
const moreSets = (sets, numbers, foreign = 0) => [
  { sets, numbers, foreign },
  { sets: 2 * sets, numbers, foreign: 2 * foreign },
];
/** @type {(numbers: number) => Doubling} */
const moreNumbers = (numbers) => [
  { sets: 1, numbers },
  { sets: 1, numbers: 2 * numbers },
];

/** Answered requests of a second where the vendor limits them. */
export const allowedInASecond = 10;

/** @type {readonly Scenario[]} */
export const scenarios = [
  {
    name: "thousand",
    title: "1,000 sets of one number",
    full: moreSets(1_000, 1),
    steps: wholeLife,
    // That is the life of a program, measured with the bars above.
    withEngine: false,
    quick: { doubling: moreSets(20, 1) },
  },
  {
    name: "hundreds",
    title: "50 sets of 100 numbers",
    full: moreSets(50, 100),
    steps: wholeLife,
    quick: { doubling: moreSets(12, 100), steps: ["create", "update", "refresh"] },
  },
  {
    name: "shared",
    title: "One set of 2,000 numbers",
    full: moreNumbers(1_000),
    at: 1,
    steps: wholeLife,
    quick: { doubling: moreNumbers(150), steps: ["create", "refresh", "destroy"] },
  },
  {
    name: "foreign",
    title: "100 sets of one number in an account of 20,000 others",
    full: moreSets(100, 1, 20_000),
    steps: wholeLife,
    quick: { doubling: moreSets(20, 1, 300), steps: ["create", "refresh", "destroy"] },
  },
  {
    name: "throttled",
    title: "300 requests at 10 a second, without Retry-After",
    full: moreSets(150, 1),
    steps: ["create"],
    switches: { requestsPerSecond: allowedInASecond },
    quick: { doubling: moreSets(20, 1), switches: { requestsPerSecond: 50 } },
  },
  ...[50, 200].map((latency) => ({
    name: `latency-${latency}`,
    title: `100 sets of one number, round trip ${latency} ms`,
    full: moreSets(100, 1),
    steps: wholeLife,
    switches: { latency },
    ...(latency === 50
      ? { quick: { doubling: moreSets(20, 1), steps: /** @type {const} */ (["create", "refresh"]) } }
      : {}),
  })),
  {
    name: "account",
    title: "Refresh of an account of 100,000 numbers, on pairs of 100",
    full: moreSets(500, 100),
    at: 1,
    steps: ["refresh"],
    isSeeded: true,
    withEngine: false,
    quick: { doubling: moreSets(10, 100) },
  },
];

/** How many times as many requests twice as much may take. */
export const mostGrowth = 1.15 * 2;

/**
 * The most requests that a step may take. Reads come once for each write that has to be looked at, by the page or by the
 * number, whichever is fewer, and a few times for the account as a whole: what is under way at once decides how often.
 * @param {Step} step
 * @param {Shape} shape
 * @returns {number}
 */
export function mostRequests(step, { sets, numbers, foreign = 0 }) {
  const pages = Math.ceil((sets * numbers + foreign) / 100);
  const own = sets * numbers;
  const looks = sets * Math.min(numbers, 2 * Math.ceil(numbers / 100)) + 4 * Math.min(pages, own);
  switch (step) {
    case "create":
      return sets + looks;
    case "no change":
      return 0;
    case "update":
      return 2 * sets + looks;
    case "refresh":
      // The rules say whether the calls of all sets end somewhere; a page tells how large the account is. About two requests
      // for each number, where that is fewer.
      return Math.min(pages, Math.ceil(2.2 * own) + 1) + 1;
    case "destroy":
      // A detachment for each number; each gateway is looked at and deleted.
      return own + 4 * sets + looks;
  }
}
