// What must be undone even when the process is interrupted.

/** @type {Set<() => void>} */
const actions = new Set();

process.once("exit", () => {
  // Newest first: a process ends before the folder that it writes to is removed.
  for (const action of [...actions].reverse()) action();
});

/** @type {readonly (readonly [NodeJS.Signals, number])[]} */
const signals = [
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
];
const listeners = signals.map(
  ([signal, number]) => /** @type {const} */ ([signal, () => process.exit(128 + number)]),
);

/**
 * Registers an action for the case that the process ends, also by an interrupt, before `release` is called. Signals are
 * handled only while there is an action: otherwise they are left to the program that uses this module.
 * @param {() => void} action
 * @returns {() => void} release
 */
export function atExit(action) {
  if (actions.size === 0) for (const [signal, listener] of listeners) process.on(signal, listener);
  actions.add(action);
  return () => {
    actions.delete(action);
    if (actions.size === 0) for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}
