// Statistics of the samples of a measurement.

/**
 * @param {readonly number[]} samples
 * @returns {number} the middle one, or the mean of the two in the middle
 */
export function median(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * The median of the ratios of samples that were taken in turn: what slows down one of a pair mostly slows down the other.
 * @param {readonly number[]} ours
 * @param {readonly number[]} theirs
 * @returns {number}
 */
export function medianRatio(ours, theirs) {
  return median(ours.map((sample, index) => sample / (theirs[index] ?? NaN)));
}

/**
 * Takes samples of several things in turn, so that a busy moment of the machine affects them equally.
 * @template {string} K
 * @template T
 * @param {number} runs
 * @param {Record<K, () => Promise<T>>} measurements
 * @returns {Promise<Record<K, T[]>>}
 */
export async function inTurn(runs, measurements) {
  const entries = /** @type {[K, () => Promise<T>][]} */ (Object.entries(measurements));
  /** @type {Partial<Record<K, T[]>>} */
  const samples = {};
  for (let run = 0; run < runs; run += 1) {
    for (const [name, measure] of entries) (samples[name] ??= []).push(await measure());
  }
  return /** @type {Record<K, T[]>} */ (samples);
}

/**
 * @param {number} value
 * @returns {string} with the digits that are significant
 */
export function shown(value) {
  if (!Number.isFinite(value)) return "–";
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 10 ? 1 : 2);
}
