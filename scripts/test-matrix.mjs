// npm run test:matrix: the packed package with every supported package manager, SDK and Node release, and a table of
// the results. An argument restricts the corners to those whose line holds it: npm run test:matrix -- pnpm
import { ensureFixture } from "./lib/fixture.mjs";
import { allCorners, runCorner } from "./lib/matrix.mjs";
import { runNpm } from "./lib/npm.mjs";
import { projectRoot } from "./lib/project.mjs";
import { ensurePulumi } from "./lib/pulumi-cli.mjs";
import { setup } from "./lib/setup.mjs";

/** @typedef {import("./lib/matrix.mjs").Corner} Corner */

const filter = process.argv[2] ?? "";
const log = console.log;

/** @param {Corner} corner */
function lineOf({ packageManager, sdk, node, cli }) {
  return `${packageManager.padEnd(4)}  SDK ${sdk.padEnd(7)}  Node ${node}  CLI ${cli}`;
}

const newest = await setup({ log, cli: true });
if (newest === undefined) throw new Error("there is no Pulumi CLI");
const clis = { newest, oldest: await ensurePulumi({ log, release: "oldest" }) };
const { tarball } = await ensureFixture({ log });
const newestSdk = (await runNpm(["view", "@pulumi/pulumi", "version"], { cwd: projectRoot })).trim();
const corners = allCorners(newestSdk).filter((corner) => lineOf(corner).includes(filter));

/** @type {{ line: string, problem: string | undefined }[]} */
const results = [];
for (const corner of corners) {
  const start = performance.now();
  const { ran, problem } = await runCorner(corner, { log, tarball, binDir: clis[corner.cli].binDir }).then(
    (versions) => ({ ran: `SDK ${versions.sdk} on Node ${versions.node}`, problem: undefined }),
    (/** @type {Error} */ error) => ({ ran: "", problem: error.message }),
  );
  const seconds = Math.round((performance.now() - start) / 1000);
  const verdict = problem === undefined ? `passed: ${ran}` : "failed";
  const line = `${lineOf(corner)}  ${`${seconds}`.padStart(4)} s  ${verdict}`;
  log(line);
  if (problem !== undefined) log(problem);
  results.push({ line, problem });
}

const failed = results.filter(({ problem }) => problem !== undefined).length;
log(`\nCLIs ${newest.version} and ${clis.oldest.version}; up, up without a change, refresh, destroy\n`);
for (const { line } of results) log(line);
// A run without any corner is not a pass.
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
log(`\n${results.length - failed} passed, ${failed} failed`);
