// npm run test:live -- --vendor videosdk|signalwire: the package on a real account, and what the simulator assumes beside
// what is seen there. --help says more.
import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline/promises";
import { projectRoot } from "./lib/project.mjs";
import { setup } from "./lib/setup.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

/** @param {string} question */
async function ask(question) {
  const terminal = createInterface({ input: stdin, output: stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

try {
  await setup({ log: console.log, cli: false });
  const { main } = await loadTypeScript("test/live/main.ts");
  process.exitCode = await main(process.argv.slice(2), {
    env: process.env,
    say: console.log,
    ask: stdin.isTTY && stdout.isTTY ? ask : undefined,
    folder: projectRoot,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
