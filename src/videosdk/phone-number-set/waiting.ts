/** The first pause, in milliseconds; it doubles up to the longest. */
const firstPauseMs = 150;
const longestPauseMs = 4_000;

/** The pause after this many tries or looks, in milliseconds. Partly random, so that not all repeat together. */
export function pause(count: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (count - 1)) * (0.5 + Math.random() / 2);
}

/** Reads until the vendor shows what a request has changed. No page says how soon it does. */
export const maxReads = 10;
