import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { Bench, first, second, trunkBody } from "./support.js";

let folder: string;
let dataFile: string;
let running: Simulator[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-"));
  dataFile = join(folder, "deep", "data.json");
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((simulator) => simulator.close()));
  await rm(folder, { recursive: true });
});

async function start(): Promise<Bench> {
  const simulator = await startSimulator({ dataFile });
  running.push(simulator);
  return new Bench(simulator);
}

describe("a data file", () => {
  test("restores every object and the credentials", async () => {
    const before = await start();
    await before.createNumbers();
    const { inbound, phoneNumber } = await before.number(first);
    await before.send("POST", "/v2/sip-trunk", trunkBody);
    await before.send("POST", "/v2/sip/routing-rule", {
      name: "Desk",
      type: "inbound",
      phoneNumbers: [second],
    });
    await before.send("POST", `/v2/sip/phone-numbers/${phoneNumber.phoneNumberId}/release`);
    await before.send("DELETE", `/v2/sip/inbound-gateways/${inbound?.id ?? ""}`);
    const state = before.simulator.state();
    await before.simulator.close();

    const after = await start();
    expect(after.simulator.state()).toEqual(state);
    expect(after.simulator.videosdk).toEqual(before.simulator.videosdk);
    expect(after.simulator.requests()).toEqual([]);
    // So is the index of attachments: the inbound gateway is deleted, the outbound one still has the number.
    expect(await after.number(second)).toMatchObject({ inbound: null, outbound: { numbers: [second] } });
    expect((await after.createNumbers({ phoneNumbers: [second] })).status).toBe(400);
  });

  test("contains a write before its answer arrives, so that a kill loses no acknowledged write", async () => {
    const bench = await start();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        bench.createNumbers({ phoneNumbers: [`+141555502${10 + index}`] }),
      ),
    );
    // A second simulator on the file reads what the first would leave behind if it were killed now.
    const other = await start();
    expect(other.simulator.state()).toEqual(bench.simulator.state());
    expect(other.simulator.state().videosdk.phoneNumbers).toHaveLength(20);
  });

  test("has the credentials from the first start, is readable by its owner only, and leaves no temporary file", async () => {
    const bench = await start();
    expect(await readFile(dataFile, "utf8")).toContain(bench.simulator.videosdk.secret);
    expect((await stat(dataFile)).mode & 0o077).toBe(0);
    expect(await readdir(join(folder, "deep"))).toEqual(["data.json"]);
    await bench.simulator.close();
    expect((await start()).simulator.videosdk).toEqual(bench.simulator.videosdk);
  });

  test("has no objects after a reset over HTTP, but the same credentials", async () => {
    const before = await start();
    await before.createNumbers();
    await fetch(`${before.simulator.url}/_simulator/reset`, { method: "POST" });
    const after = await start();
    expect(after.simulator.state().videosdk.phoneNumbers).toEqual([]);
    expect(after.simulator.videosdk).toEqual(before.simulator.videosdk);
  });

  test("does not override given credentials", async () => {
    const before = await start();
    await before.createNumbers();
    await before.simulator.close();
    const credentials = { videosdk: { apiKey: "key", secret: "secret" } };
    const simulator = await startSimulator({ dataFile, credentials });
    running.push(simulator);
    expect(simulator.videosdk).toEqual(credentials.videosdk);
    expect(simulator.state().videosdk.phoneNumbers).toHaveLength(2);
  });

  test.each([
    ["text", "hello", "it is not JSON"],
    ["something else", "{}", "format: "],
    [
      "broken objects",
      '{"format":"pulumi-sip-simulator","version":1,"vendors":{"videosdk":{"trunks":[{}]}}}',
      "trunks.0.trunkId: ",
    ],
  ])("with %s is refused by name and not changed", async (_, content, reason) => {
    dataFile = join(folder, "data.json");
    await writeFile(dataFile, content);
    await expect(start()).rejects.toThrow(reason);
    await expect(start()).rejects.toThrow(dataFile);
    expect(await readFile(dataFile, "utf8")).toBe(content);
  });

  test("that cannot be written makes a write a 500 that says so", async () => {
    const bench = await start();
    await rm(join(folder, "deep"), { recursive: true });
    await writeFile(join(folder, "deep"), "a file instead of the folder");
    const answer = await bench.createNumbers();
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({ message: expect.stringMatching(/^simulator: .*deep/) as string });
    await rm(join(folder, "deep"));
  });
});
