import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { EngineModel } from "../support/engine-model.js";
import { launchResident } from "../support/resident-hosts.js";
import { carrier } from "../support/samples.js";
import { readTally } from "../support/search-tally.js";
import { settingsFor } from "../support/stack.js";

// Every host test and the fault sweep rest on this: an operation that shows a secret fails.

const password = ["planted", "password"].join("-");
const program = [carrier({ auth: { username: "user", password } })];

let home: string;
let tally: string;
let sim: Simulator;
let engine: EngineModel;
/** What the provider's process prints besides its own. */
let printed: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "pulumi-sip-host-"));
  tally = join(home, "tally");
  mkdirSync(tally);
  vi.stubEnv("PULUMI_SIP_SEARCHED", tally);
  printed = "";
  sim = await startSimulator();
  engine = new EngineModel({
    projectDir: inject("fixtureDir"),
    home,
    config: settingsFor(sim),
    launch: async (folder, environment) => {
      const launched = await launchResident(folder, environment);
      return Object.defineProperty(Object.create(launched) as typeof launched, "stderr", {
        get: () => printed + launched.stderr,
      });
    },
  });
  expect((await engine.up(program)).errors).toEqual([]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sim.close();
  rmSync(home, { recursive: true, force: true });
});

test("an operation searches what it prints, its debug log and the state", () => {
  const { texts, secrets, found } = readTally(tally);
  expect(texts).toMatchObject({ "debug log": 1, state: 1 });
  expect(secrets).toContain(password);
  expect(secrets).toContain(sim.videosdk.secret);
  expect(found).toBe(0);
});

test.each(["password", "secret", "token"])("one that prints a %s fails", async (which) => {
  const secret = { password, secret: sim.videosdk.secret, token: sim.signalwire.token }[which] ?? "";
  printed = `warning: ${encodeURIComponent(secret)}\n`;
  await expect(engine.preview(program)).rejects.toThrow("a secret is shown (output)");
});

test("one whose debug log shows a secret fails", async () => {
  printed = `PULUMI-SIP 1: POST /v2/sip-trunk ${Buffer.from(`project:${password}`).toString("base64")}\n`;
  await expect(engine.refresh()).rejects.toThrow("a secret is shown (debug log)");
});

test("one that leaves a secret in state fails, except where the engine encrypts it", async () => {
  const before = engine.state.get("carrier");
  if (before === undefined) throw new Error("there is no trunk");
  expect(before.outputs["auth"]).toMatchObject({ password });
  engine.state.set("carrier", { ...before, initErrors: [`refused: ${password}`] });
  await expect(engine.preview(program)).rejects.toThrow("a secret is shown (state)");
  engine.state.set("carrier", { ...before, outputs: { ...before.outputs, domain: password } });
  await expect(engine.preview(program)).rejects.toThrow("a secret is shown (state)");
});

test("one that leaves a secret in a file beside the engine's own fails", async () => {
  const notes = join(home, ".pulumi", "pulumi-sip", "creating");
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(notes, "note.json"), JSON.stringify({ asked: { password } }));
  await expect(engine.preview(program)).rejects.toThrow("a secret is shown (file)");
});
