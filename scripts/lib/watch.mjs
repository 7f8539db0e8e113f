// What is done again whenever files change.
import { watch } from "node:fs";

/** An editor writes a file in several steps, and a checkout writes many files. */
const quietMilliseconds = 100;

/**
 * Does a task once, and again after each burst of changes below a folder. Changes while it runs lead to one more run.
 * @param {string} folder
 * @param {() => Promise<void>} task must not fail
 * @returns {() => void} ends the watching; a running task goes on to its end
 */
export function repeatOnChange(folder, task) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let running = false;
  let pending = false;
  const run = async () => {
    if (running) {
      pending = true;
      return;
    }
    running = true;
    do {
      pending = false;
      await task();
    } while (pending);
    running = false;
  };
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), quietMilliseconds);
  });
  void run();
  return () => {
    clearTimeout(timer);
    pending = false;
    watcher.close();
  };
}
