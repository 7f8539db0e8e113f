import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { graphCommand } from "../../src/cli/graph.js";
import { simulateCommand } from "../../src/cli/simulate.js";
import { topologiesAsMermaid, topologiesOf, topologyAsText } from "../../src/graph";
import { readInventories } from "../../src/inventory";
import { startSimulator, type Simulator } from "../../src/simulator";
import { furnish } from "../support/pictured-accounts";

const root = resolve(__dirname, "..", "..");
const document = readFileSync(join(root, "docs", "simulator.md"), "utf8");
const run = promisify(execFile);

interface Block {
  readonly marker: string | undefined;
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = [...document.matchAll(/(?:<!-- (.+) -->\n\n)?```(\w*)\n([\s\S]*?)```/g)].map(
  ([, marker, language = "", text = ""]) => ({ marker, language, text }),
);

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

describe("docs/simulator.md", () => {
  test("shows what the graph prints", async () => {
    await furnish(simulator, 10);
    const [videosdk] = topologiesOf(await readInventories({ simulator, vendor: "videosdk" }));
    if (videosdk === undefined) throw new Error("there is no picture");
    const printed = {
      "graph: text": topologyAsText(videosdk),
      "graph: mermaid": topologiesAsMermaid([videosdk]).trimEnd(),
    };
    for (const [marker, text] of Object.entries(printed)) {
      // Ids differ each time.
      const shown = text.replace(/(?:rr_)?[0-9a-f]{8}-[0-9a-f-]{27}/g, "…");
      expect(blocks.find((block) => block.marker === marker)?.text.trimEnd()).toBe(shown);
    }
  });

  test("has commands and programs that run", { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "simulator-document-"));
    const runs = blocks.filter(({ marker }) => marker === "run");
    expect(runs.map(({ language }) => language)).toEqual(["sh", "sh", "ts"]);
    for (const { language, text } of runs) {
      if (language === "sh") {
        const script = text.replaceAll("http://127.0.0.1:4010", simulator.url);
        await run("sh", ["-ec", script]);
      } else {
        const built = pathToFileURL(join(root, "dist", "simulator", "index.js")).href;
        const file = join(folder, "program.mjs");
        writeFileSync(file, text.replace("pulumi-sip/simulator", built));
        const { stdout } = await run(process.execPath, [file]);
        expect(stdout).toBe("0 nowhere the number is on no inbound gateway\n");
      }
    }
    await rm(folder, { recursive: true });
    expect(simulator.faults()).toEqual([]);
  });

  test("names options that the commands have, every one of the graph, and pictures that are there", () => {
    const known = [graphCommand(), simulateCommand()].flatMap(({ options }) =>
      options.map(({ long }) => long),
    );
    const named = [...document.matchAll(/--[a-z]+(?=[ `=)])/g)].map(([option]) => option);
    expect(named.filter((option) => ![...known, "--help", "--fail"].includes(option))).toEqual([]);
    const listed = [...document.matchAll(/^\| `(--\w+)`/gm)].map(([, option]) => option);
    const own = graphCommand().options.map(({ long }) => long);
    expect([...listed, "--json"].sort()).toEqual(own.sort());
    const links = [...document.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(root, "docs", link)))).toEqual([]);
  });
});
