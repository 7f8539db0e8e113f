// npm run demo: the quick-start and further examples on the real Pulumi CLI, against the simulator. Everything that it
// says is checked; the exit code is 1 when a check fails.
import { setup } from "./lib/setup.mjs";

console.log(
  "The demo takes one to two minutes on two cores: 20 runs of Pulumi, of some seconds each. The set-up of a fresh clone comes first.",
);
try {
  const cli = await setup({ log: console.log, cli: true });
  if (cli === undefined) throw new Error("the set-up gave no Pulumi CLI");
  // Loaded only now, because it needs the dependencies that the set-up installs.
  const { runDemo } = await import("./lib/demo.mjs");
  process.exitCode = (await runDemo(cli)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
