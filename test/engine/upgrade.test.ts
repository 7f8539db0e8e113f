import { cpSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { declare, reference, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { gatewayCounts } from "./support/vendor.js";
import { npm, useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/** What a later release prints when it is loaded. */
const sign = "served by the later release";

/** Packs a release of another version, whose files are elsewhere. Returns the tarball. */
async function laterRelease(): Promise<string> {
  const folder = workspace.folder("later-release");
  const installed = join(workspace.root, "node_modules", "pulumi-sip");
  for (const name of readdirSync(installed).filter((entry) => entry !== "node_modules"))
    cpSync(join(installed, name), join(folder, name), { recursive: true });
  renameSync(join(folder, "dist"), join(folder, "moved"));
  const manifest = join(folder, "package.json");
  const text = readFileSync(manifest, "utf8").replaceAll("./dist/", "./moved/").replace('"dist"', '"moved"');
  writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(text) as object), version: "99.0.0" }));
  const runtime = join(folder, "moved", "runtime.js");
  writeFileSync(
    runtime,
    `process.stderr.write(${JSON.stringify(`${sign}\n`)});\n${readFileSync(runtime, "utf8")}`,
  );
  await npm(folder, "pack", "--pack-destination", workspace.root);
  return join(workspace.root, "pulumi-sip-99.0.0.tgz");
}

test("what one release created, the next one leaves unchanged, reads, and destroys", async () => {
  const stack = await Stack.create(workspace, "upgraded", {
    simulator,
    program: [
      declare("support", "PhoneNumberSet", { ...setArgs, gatewaySettings: "initial" }),
      declare("tuned", "SipGateway", {
        gatewayId: reference("support.outboundGatewayIds[0]"),
        name: "Outgoing",
      }),
      declare("carrier", "SipTrunk", trunkArgs),
    ].join(""),
  });
  await stack.up();
  await npm(workspace.root, "install", await laterRelease());

  const same = await stack.up();
  expect(same.output).toContain(sign);
  expect(same.steps).toEqual([]);
  expect(same.requests).toEqual([]);
  const refreshed = await stack.refresh();
  expect(refreshed.output).toContain(sign);
  expect(refreshed.steps).toEqual([]);
  const destroyed = await stack.destroy();
  expect(destroyed.output).toContain(sign);
  expect(gatewayCounts(simulator)).toEqual([0, 0]);
});

test("without the package nothing can be destroyed, and the engine's error names it", async () => {
  const stack = await Stack.create(workspace, "uninstalled", {
    simulator,
    program: declare("carrier", "SipTrunk", trunkArgs),
  });
  await stack.up();
  renameSync(join(workspace.root, "node_modules", "pulumi-sip"), join(workspace.root, "put-aside"));
  const { output } = await stack.failing("destroy");
  expect(output).toContain("Cannot find module 'pulumi-sip/runtime'");
  renameSync(join(workspace.root, "put-aside"), join(workspace.root, "node_modules", "pulumi-sip"));
  await stack.destroy();
});
