import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Simulator } from "../../src/simulator";
import { ProjectBench } from "./signalwire/support.js";
import { Bench } from "./support.js";

// The built command, not its source, because a user's shell starts that. `npm test` builds it first.
const command = resolve(__dirname, "../../dist/cli/main.js");

interface StartLine {
  readonly url: string;
  readonly videosdk: Simulator["videosdk"];
  readonly signalwire: Simulator["signalwire"];
}

let folder: string;
let children: ChildProcessWithoutNullStreams[];

beforeAll(() => {
  if (!existsSync(command)) throw new Error(`${command} is missing: run npm run build first`);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulate-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

function run(...flags: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [command, "simulate", ...flags]);
  children.push(child);
  return child;
}

async function startLine(child: ChildProcessWithoutNullStreams): Promise<StartLine> {
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as StartLine;
  throw new Error("the command ended without a line");
}

async function output(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: unknown; out: string; err: string }> {
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, "close")) as unknown[];
  return { code, out, err };
}

describe("pulumi-sip simulate", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "prints its URL and credentials as one line of JSON and nothing else until %s ends it",
    async (signal) => {
      const child = run();
      const ended = output(child);
      const { url, videosdk, signalwire } = await startLine(child);
      const bench = new Bench({ url, videosdk } as Simulator);
      expect((await bench.createNumbers()).status).toBe(200);
      const project = new ProjectBench({ url, signalwire } as Simulator);
      expect((await project.endpoint()).username).toBe("c3p0");
      child.kill(signal);
      const { code, out, err } = await ended;
      expect(code).toBe(0);
      expect(out).toBe(`${JSON.stringify({ url, videosdk, signalwire })}\n`);
      expect(err).toContain(`pulumi config set videosdk:endpoint ${url}`);
      expect(err).toContain(`pulumi config set --secret videosdk:secret ${videosdk.secret}`);
      expect(err).toContain(`pulumi config set signalwire:endpoint ${url}`);
      expect(err).toContain(`pulumi config set signalwire:projectId ${signalwire.projectId}`);
      expect(err).toContain(`pulumi config set --secret signalwire:token ${signalwire.token}`);
    },
  );

  test("--data and --behaviour take effect, and the next start reads the file", async () => {
    const dataFile = join(folder, "data.json");
    const flags = ["--data", dataFile, "--behaviour", '{"videosdk": {"notFoundStatus": 402}}'];
    const child = run(...flags);
    const first = await startLine(child);
    const bench = new Bench(first as Simulator);
    await bench.createNumbers();
    expect((await bench.send("GET", "/v2/sip-trunk/x")).status).toBe(402);
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
    expect(JSON.parse(await readFile(dataFile, "utf8"))).toMatchObject({ version: 1 });

    const second = await startLine(run(...flags));
    expect(second.videosdk).toEqual(first.videosdk);
    expect((await new Bench(second as Simulator).list()).pageInfo.total).toBe(2);
  });

  test("each switch of --switch and of the environment takes effect, and the control route shows them", async () => {
    const child = spawn(
      process.execPath,
      [
        ...[command, "simulate", "--switch", "videosdk.notFoundStatus=402"],
        ...["--switch", "signalwire.pageSize=1"],
      ],
      {
        env: {
          ...process.env,
          PULUMI_SIP_SIMULATOR_SWITCHES: "videosdk.notFoundStatus=404 videosdk.rosters=none",
        },
      },
    );
    children.push(child);
    const { url } = await startLine(child);
    expect(await (await fetch(`${url}/_simulator/behaviour`)).json()).toMatchObject({
      videosdk: { notFoundStatus: 402, rosters: "none", passwords: "clear" },
      signalwire: { pageSize: 1 },
    });
  });

  test("--port is used, and a taken port is reported in one line", async () => {
    const { url } = await startLine(run());
    const port = new URL(url).port;
    const { code, out, err } = await output(run("--port", port));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe(
      `pulumi-sip: port ${port} of 127.0.0.1 is taken (EADDRINUSE): end what listens there, or give another port; 0 takes any free one\n`,
    );
  });

  test("--data with a file that cannot be written is reported in one line, and nothing starts", async () => {
    await writeFile(join(folder, "file"), "");
    for (const [file, reason] of [
      [join(folder, "file", "data.json"), "ENOTDIR"],
      [folder, "EISDIR"],
      ...(existsSync("/proc/self") ? ([["/proc/no/folder/data.json", "ENOENT"]] as const) : []),
    ] as const) {
      const { code, out, err } = await output(run("--data", file));
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(/^pulumi-sip: the data file .*: name a file in a folder .*\n$/);
      expect(err).toContain(`${file} cannot be`);
      expect(err).toContain(reason);
    }
  });

  test("a taken port leaves the data file as it is: another simulator may have it", async () => {
    const { url } = await startLine(run());
    const dataFile = join(folder, "data.json");
    const { code } = await output(run("--data", dataFile, "--port", new URL(url).port));
    expect([code, existsSync(dataFile)]).toEqual([1, false]);
  });

  test.each([
    [["--port", "70000"], "0 to 65535"],
    [["--behaviour", "{"], "JSON"],
    [["--behaviour", '{"videosdk": {"passwords": "x"}}'], "videosdk.passwords"],
    [["--switch", "videosdk.passwords=x"], "videosdk.passwords"],
    [["--switch", "passwords"], "passwords"],
    [["--prot", "1"], "--port"],
  ])("%j is refused before anything starts", async (flags, reason) => {
    const { code, out, err } = await output(run(...flags));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(reason);
  });
});
