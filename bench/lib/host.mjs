// The SDK's process for dynamic resources, called as the engine calls it, without an engine.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import * as path from "node:path";
import { createInterface } from "node:readline";
import grpc from "@grpc/grpc-js";
import { atExit } from "../../scripts/lib/cleanup.mjs";

const require = createRequire(import.meta.url);
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { Struct } = createRequire(require.resolve("@pulumi/pulumi/package.json"))(
  "google-protobuf/google/protobuf/struct_pb.js",
);

/** @typedef {Record<string, unknown>} Properties */

/**
 * @typedef {object} Host
 * @property {number} pid
 * @property {(config: Properties) => Promise<void>} configure
 * @property {(inputs: Properties) => Promise<void>} check
 * @property {(inputs: Properties) => Promise<void>} create
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the process in a project's folder.
 * @param {string} projectDir
 * @param {string} home a throw-away folder
 * @returns {Promise<Host>}
 */
export async function startHost(projectDir, home) {
  const script = path.join(projectDir, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");
  // The address of an engine is asked for, and only ever used for log messages, which nothing here sends.
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], {
    cwd: projectDir,
    env: { PATH: process.env["PATH"], HOME: home, PULUMI_HOME: home },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const release = atExit(() => child.kill("SIGKILL"));
  const [port] = await once(createInterface({ input: child.stdout }), "line");
  /** @type {any} */
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  /** @type {(method: string, request: object) => Promise<void>} */
  const call = (method, request) =>
    new Promise((resolve, reject) => {
      client[method](request, (/** @type {Error | null} */ error) => (error ? reject(error) : resolve()));
    });
  const struct = (/** @type {Properties} */ properties) => Struct.fromJavaScript(properties);
  return {
    pid: child.pid ?? 0,
    configure: (config) => call("configure", new messages.ConfigureRequest().setArgs(struct(config))),
    check: (inputs) => call("check", new messages.CheckRequest().setOlds(struct({})).setNews(struct(inputs))),
    create: (inputs) => call("create", new messages.CreateRequest().setProperties(struct(inputs))),
    stop: async () => {
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
      client.close();
      release();
    },
  };
}
