import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { sorted } from "./support/requests.js";
import { isOurs, nameOf } from "./support/state.js";
import { Stack } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
const fixtures = join(__dirname, "..", "states");
let simulator: Simulator;
afterEach(() => simulator.close());

/** The project of a user of that version, its state imported, its vendors as they were then but at another address. */
async function stackOf(version: string, purpose = "living"): Promise<Stack> {
  const project = workspace.folder(`version-${version}-${purpose}`);
  cpSync(join(fixtures, version), project, { recursive: true });
  const dataFile = join(workspace.folder(`vendors-${version}-${purpose}`), "vendors.json");
  copyFileSync(join(fixtures, version, "vendors.json"), dataFile);
  simulator = await startSimulator({ dataFile, videosdk: { trunkDelete: 200 } });
  for (const name of ["state.json", "Pulumi.dev.yaml"]) {
    const file = join(project, name);
    // A refresh and a destroy use the settings of the state, which include the address.
    const moved = readFileSync(file, "utf8").replace(/http:\/\/127\.0\.0\.1:\d+/g, simulator.url);
    writeFileSync(file, moved);
  }
  const stack = await Stack.create(workspace, `stack-${version}-${purpose}`, { simulator, project });
  await stack.succeed("stack", "import", "--file", "state.json");
  return stack;
}

describe("the state of an earlier release", () => {
  test.each(readdirSync(fixtures))(
    "%s moves to another stack by pulumi state move: nothing is sent, and nothing changes there",
    async (version) => {
      const stack = await stackOf(version, "moving");
      const ours = (await stack.export()).resources.filter(isOurs);
      const config = JSON.parse(await stack.succeed("config", "--json", "--show-secrets")) as Record<
        string,
        { readonly value: string; readonly secret: boolean }
      >;
      const values = (isSecret: boolean): Record<string, string> =>
        Object.fromEntries(
          Object.entries(config).flatMap(([key, { value, secret }]) =>
            secret === isSecret ? [[key, value]] : [],
          ),
        );
      await stack.succeed("stack", "init", "second");
      await stack.configure(values(false), values(true));
      const before = simulator.state();
      simulator.clearRequests();
      const urns = ours.map(({ urn }) => urn);
      await stack.succeed("state", "move", "--source", "dev", "--dest", "second", "--yes", ...urns);
      expect(simulator.requests()).toEqual([]);
      expect((await stack.export()).resources.filter(isOurs)).toHaveLength(ours.length);

      expect(await stack.up()).toMatchObject({ steps: [], requests: [] });
      expect((await stack.refresh("--expect-no-changes")).writes).toEqual([]);
      expect(await stack.up()).toMatchObject({ steps: [], requests: [] });
      expect(simulator.state()).toEqual(before);
      await stack.succeed("stack", "select", "dev");
      expect((await stack.export()).resources.filter(isOurs)).toEqual([]);
    },
  );

  test.each(readdirSync(fixtures))("%s is read, left unchanged, updated and destroyed", async (version) => {
    const stack = await stackOf(version);

    const refreshed = await stack.refresh("--expect-no-changes");
    expect(refreshed.requests.length).toBeGreaterThan(0);
    expect(refreshed.writes).toEqual([]);
    expect((await stack.preview("--expect-no-changes")).requests).toEqual([]);
    expect((await stack.up("--expect-no-changes")).requests).toEqual([]);

    stack.environment({ CHANGED: "yes" });
    const ours = (await stack.export()).resources.filter(isOurs);
    const updates = ours.map(({ urn }) => `update ${nameOf(urn)}`);
    expect(updates.length).toBeGreaterThan(0);
    expect(sorted((await stack.up()).steps)).toEqual(sorted(updates));
    expect((await stack.up("--expect-no-changes")).requests).toEqual([]);

    await stack.destroy();
    const { videosdk, signalwire } = simulator.state();
    const gateways = [...videosdk.inboundGateways, ...videosdk.outboundGateways];
    expect(gateways.filter(({ deleted }) => !deleted)).toEqual([]);
    expect([...videosdk.trunks, ...signalwire.gateways, ...signalwire.endpoints]).toEqual([]);
    // CHANGED asks for the release of one set's numbers; those of the other stay registered.
    expect(videosdk.phoneNumbers.map(({ e164 }) => e164).sort()).toEqual(["+14155550100", "+14155550101"]);
  });
});
