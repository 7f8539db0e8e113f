import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type * as empty from "google-protobuf/google/protobuf/empty_pb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/simulator";
import { EngineModel } from "../support/engine-model.js";
import { engineAddress, launchFor } from "../support/host-process.js";
import { carrier } from "../support/samples.js";
import { settingsFor, Stack } from "../support/stack.js";

// The SDK's own copy: its services take no messages of another.
const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/proto/engine_grpc_pb"));
const { Empty } = requireFromSdk("google-protobuf/google/protobuf/empty_pb.js") as typeof empty;

/** An engine that takes log messages and nothing else. */
class Listener {
  readonly heard: { severity: number; urn: string; message: string; ephemeral: boolean }[] = [];
  private readonly server = new Server();
  address = "";

  async open(): Promise<void> {
    const log = (
      { request }: ServerUnaryCall<LogRequest, empty.Empty>,
      answer: sendUnaryData<empty.Empty>,
    ): void => {
      const { severity, urn, message, ephemeral } = request.toObject();
      this.heard.push({ severity, urn, message, ephemeral });
      answer(null, new Empty());
    };
    this.server.addService(EngineService, { log });
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    this.address = `127.0.0.1:${port}`;
  }

  close(): void {
    this.server.forceShutdown();
  }
}

const listener = new Listener();
let home: string;
let sim: Simulator;
beforeAll(() => listener.open());
afterAll(() => listener.close());
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "pulumi-sip-host-"));
  sim = await startSimulator();
  listener.heard.length = 0;
});
afterEach(async () => {
  await sim.close();
  rmSync(home, { recursive: true, force: true });
});

/** A stack whose hosts find the engine at an address, whatever proxy their environment names. */
function stackAt(address: string): Stack {
  const start = launchFor(address);
  const engine = new EngineModel({
    projectDir: inject("fixtureDir"),
    home,
    config: settingsFor(sim),
    launch: (folder, env) => start(folder, { ...env, http_proxy: "http://127.0.0.1:1" }),
  });
  return new Stack(sim, engine);
}

describe("a trunk that cannot be deleted", () => {
  const left = /^videosdk SipTrunk: trunk .* stays at VideoSDK/;

  test("its warning arrives at the engine with the resource's URN before the deletion is answered, and nowhere else", async () => {
    const stack = stackAt(listener.address);
    await stack.done(stack.up([carrier()]));
    const { errors, output } = await stack.destroy();
    expect(errors).toEqual([]);
    expect(output).toBe("");
    expect(listener.heard).toEqual([
      {
        severity: LogSeverity.WARNING,
        urn: expect.stringMatching(/^urn:pulumi:.*:SipTrunk::carrier$/) as string,
        message: expect.stringMatching(left) as string,
        ephemeral: false,
      },
    ]);
    expect(JSON.stringify(listener.heard)).not.toContain("CANARY");
  });

  test("where nobody listens, it is on standard error before the deletion is answered", async () => {
    const stack = stackAt(engineAddress);
    await stack.done(stack.up([carrier()]));
    const { errors, output } = await stack.destroy();
    expect(errors).toEqual([]);
    expect(output).toMatch(/^warning: videosdk SipTrunk: trunk .* stays at VideoSDK/m);
  });
});
