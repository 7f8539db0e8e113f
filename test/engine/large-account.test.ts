import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { makeLargeAccount, passwords, type LargeAccount } from "./support/large-account.js";
import { rowsIn } from "./support/imports.js";
import { isOurs } from "./support/state.js";
import { Stack, type Measured } from "./support/stack.js";
import { useWorkspace } from "./support/workspace.js";
import { filesWritten } from "./support/written.js";

/** Numbers of the account; 5,000 in a nightly run. */
const count = Number(process.env["PULUMI_SIP_NUMBERS"] ?? "100");
const limitMs = Math.max(300_000, count * 1_000);

const workspace = useWorkspace();
let simulator: Simulator;
let account: LargeAccount;
const figures: string[] = [];

beforeAll(async () => {
  simulator = await startSimulator();
  account = await makeLargeAccount(simulator, count);
}, limitMs);
afterAll(async () => {
  await simulator.close();
  console.log([`${count} numbers, ${account.resources} resources`, ...figures].join("\n"));
});

const asked = ({ log }: Measured): string[] => log.map(({ method, url }) => `${method} ${url}`);

/** The requests that read a page of a list; the others read one object each. */
function pagesOf(lines: readonly string[]): string[] {
  return lines.filter((line) => line.includes("?"));
}

function note(command: string, { wallMs, cpuMs, peakBytes, log }: Measured): void {
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  figures.push(
    `${command}: ${seconds(wallMs)} s, of processors ${seconds(cpuMs)} s, ${log.length} requests, ${Math.round(peakBytes / 2 ** 20)} MiB`,
  );
}

test(
  "a large account is exported by reading each page once, imported by reading no more, and then changes nothing",
  async () => {
    const exporter = await Stack.create(workspace, "exporter", { simulator });
    const folder = join(workspace.root, "large");
    const command = join(workspace.root, "node_modules", "pulumi-sip", "dist", "cli", "main.js");
    const trunks = account.trunkIds.flatMap((id) => ["--trunk", id]);
    const flags = ["--vendor", "videosdk", ...trunks, "--out", folder];
    const exported = await exporter.measured(process.execPath, command, "export", ...flags);
    note("export", exported);
    const pages = pagesOf(asked(exported));
    expect(exported.stdout).toContain(`${account.resources} resources`);
    expect(new Set(pages).size).toBe(pages.length);
    expect(exported.writes).toEqual([]);

    const stack = await Stack.create(workspace, "large", { simulator, project: folder });
    const imported = await stack.measured(process.execPath, command, "import", "--from", "objects.json");
    note("import", imported);
    expect(imported.stdout).toContain(`Imported: ${account.resources}.`);
    expect(imported.writes).toEqual([]);
    const again = pagesOf(asked(imported));
    expect(new Set(again).size).toBe(again.length);
    expect(imported.log.length).toBeLessThanOrEqual(exported.log.length);

    // Both save the whole state for each resource that the engine sees for the first time, whatever provider it has: that alone
    // grows with the square of their number, and is left out here.
    stack.environment({ PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" });
    const preview = await stack.measured("pulumi", "preview", "--expect-no-changes", "--non-interactive");
    note("preview", preview);
    expect(preview.log).toEqual([]);
    expect(rowsIn(preview.stdout)).toEqual([]);
    const up = await stack.measured("pulumi", "up", "--yes", "--skip-preview", "--expect-no-changes");
    note("up", up);
    expect(up.log).toEqual([]);

    expect((await stack.export()).resources.filter(isOurs)).toHaveLength(account.resources);
    const written = filesWritten(stack) + readFileSync(join(folder, "index.ts"), "utf8");
    for (const password of passwords) expect(written).not.toContain(password);
  },
  limitMs,
);
