// npm run build
import { build } from "./lib/build.mjs";
import { withLock } from "./lib/lock.mjs";

try {
  await withLock("setup", console.log, build);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
