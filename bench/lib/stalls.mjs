// Loaded into the provider's process before the SDK: the longest time in which its event loop did nothing else.
import { monitorEventLoopDelay } from "node:perf_hooks";

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on("message", (/** @type {"begin" | "end"} */ word) => {
  if (word === "begin") delay.reset();
  process.send?.(delay.max / 1e6);
});
process.channel?.unref();
