// node scripts/make-state-fixture.mjs: keeps the state that the present version makes, so that every later version is
// tested with it. For a new version, first copy the program of the last one: test/states/<version>/index.js, Pulumi.yaml.
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureFixture } from "./lib/fixture.mjs";
import { projectRoot, readJson, withTemporaryFolder } from "./lib/project.mjs";
import { isolatedEnv } from "./lib/pulumi-env.mjs";
import { lastWords, runCommand } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const log = console.log;
const { version } = readJson(path.join(projectRoot, "package.json"));
const target = path.join(projectRoot, "test", "states", version);
const program = ["index.js", "Pulumi.yaml"];
for (const file of program) {
  if (!existsSync(path.join(target, file))) {
    throw new Error(`${path.join(target, file)} is missing: copy that of the last version`);
  }
}
if (existsSync(path.join(target, "state.json"))) {
  throw new Error(`${target} holds a state already. What a release has made must stay as it is`);
}

const cli = await setup({ log, cli: true });
if (cli === undefined) throw new Error("there is no Pulumi CLI");
const { projectDir } = await ensureFixture({ log });
/** @type {typeof import("../src/simulator/index.js")} */
const { startSimulator } = await import(
  pathToFileURL(path.join(projectRoot, "dist", "simulator", "index.js")).href
);

await withTemporaryFolder(path.join(os.tmpdir(), "pulumi-sip-state-"), async (root) => {
  const folder = path.join(root, "program");
  mkdirSync(folder);
  for (const file of program) copyFileSync(path.join(target, file), path.join(folder, file));
  symlinkSync(path.join(projectDir, "node_modules"), path.join(folder, "node_modules"), "junction");
  const dataFile = path.join(root, "vendors.json");
  const simulator = await startSimulator({ dataFile });
  const env = isolatedEnv({ binDir: cli.binDir, root });
  /** @param {string[]} args */
  const pulumi = async (...args) => {
    const result = await runCommand(cli.pulumi, [...args, "--non-interactive"], { cwd: folder, env });
    if (result.code !== 0) throw new Error(`pulumi ${args[0]}: ${lastWords(result, 20)}`);
    return result.stdout;
  };
  await pulumi("stack", "init", "dev");
  for (const [key, value] of Object.entries({
    "videosdk:endpoint": simulator.url,
    "videosdk:apiKey": simulator.videosdk.apiKey,
    "signalwire:endpoint": simulator.url,
    "signalwire:space": "example",
    "signalwire:projectId": simulator.signalwire.projectId,
  })) {
    await pulumi("config", "set", "--plaintext", key, value);
  }
  for (const [key, value] of Object.entries({
    "videosdk:secret": simulator.videosdk.secret,
    "signalwire:token": simulator.signalwire.token,
    password: "CANARY-state-password",
  })) {
    await pulumi("config", "set", "--secret", key, value);
  }
  await pulumi("up", "--yes", "--skip-preview");
  const state = await pulumi("stack", "export");
  await simulator.close();
  writeFileSync(path.join(target, "state.json"), formatted(withoutPositions(state)));
  writeFileSync(path.join(target, "vendors.json"), formatted(readJson(dataFile)));
  copyFileSync(path.join(folder, "Pulumi.dev.yaml"), path.join(target, "Pulumi.dev.yaml"));
});
/**
 * The engine notes where in the program a resource was declared: folders of this machine, which no later version reads.
 * @param {string} state
 */
function withoutPositions(state) {
  return JSON.parse(state, (key, value) =>
    key === "sourcePosition" || key === "stackTrace" ? undefined : value,
  );
}

/** @param {unknown} value */
function formatted(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

log(`${path.relative(projectRoot, target)} holds the state of ${version}`);
