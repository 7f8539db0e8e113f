// npm run dev: builds the package and runs the unit tests, and again whenever something changes, until Ctrl-C or q.
// Arguments go to Vitest: npm run dev -- test/http
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { projectRoot } from "./lib/project.mjs";
import { ensureBuilt, setup } from "./lib/setup.mjs";
import { repeatOnChange } from "./lib/watch.mjs";

/** @param {unknown} error */
const show = (error) => console.error(error instanceof Error ? error.message : error);

async function develop() {
  await setup({ log: console.log, cli: false });
  const stop = repeatOnChange(path.join(projectRoot, "src"), () =>
    ensureBuilt({ log: console.log }).catch(show),
  );
  const vitest = path.join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [vitest, "watch", "--project", "unit", ...process.argv.slice(2)], {
    cwd: projectRoot,
    stdio: "inherit",
  });
  // A terminal sends Ctrl-C to both; Vitest takes it as its end, and this process ends after it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill());
  const [code] = await once(child, "exit");
  stop();
  return code ?? 1;
}

try {
  process.exitCode = await develop();
} catch (error) {
  show(error);
  process.exitCode = 1;
}
