import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deliverySignature, startSimulator, type Simulator } from "../../src/simulator";
import { useWorkspace } from "./support/workspace.js";

const workspace = useWorkspace();
const secret = "CANARY-webhook";
const body = '{"webhookType":"call-started","data":{"callId":"c1"}}';

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the server of the example answering-agent", () => {
  let simulator: Simulator;
  let server: ChildProcess;
  let url: string;
  let said = "";

  beforeAll(async () => {
    simulator = await startSimulator();
    const folder = workspace.folder("webhook-server");
    const source = readFileSync(
      join(__dirname, "..", "..", "examples", "answering-agent", "server.ts"),
      "utf8",
    );
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    writeFileSync(join(folder, "server.js"), ts.transpileModule(source, { compilerOptions }).outputText);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const env = { WEBHOOK_SECRET: secret, PORT: String(port), VIDEOSDK_API_ENDPOINT: simulator.url };
    server = spawn(process.execPath, ["server.js"], { cwd: folder, env: { ...process.env, ...env } });
    for (const stream of [server.stdout, server.stderr])
      stream?.on("data", (text: Buffer) => (said += text.toString()));
    while (server.exitCode === null && !(await fetch(url).catch(() => undefined))) await sleep(20);
  });
  afterAll(async () => {
    server.kill();
    await simulator.close();
  });

  /** Delivers as VideoSDK would; returns the status of the answer. */
  async function deliver(path: string, signature: string, sent = body): Promise<number> {
    const headers = { "videosdk-signature": signature };
    return (await fetch(`${url}${path}`, { method: "POST", body: sent, headers })).status;
  }

  test("takes a delivery that VideoSDK signed, at the address that the webhook has", async () => {
    expect(await deliver(`/calls/${secret}`, deliverySignature(body))).toBe(200);
    expect(said).toBe("call-started\n");
  });

  test("refuses what somebody else signed, what was changed on its way, and what has another address", async () => {
    const signature = deliverySignature(body);
    expect(await deliver(`/calls/${secret}`, "c29tZWJvZHkgZWxzZQ==")).toBe(401);
    expect(await deliver(`/calls/${secret}`, signature, body.replace("c1", "c2"))).toBe(401);
    expect(await deliver("/calls/another", signature)).toBe(404);
    expect(said).toBe("call-started\n");
  });
});
