// The SDK's process for dynamic resources, called as the engine calls it. Of an engine there is only what hears messages.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import { atExit } from "../../scripts/lib/cleanup.mjs";

const require = createRequire(import.meta.url);
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb.js");
const { Empty } = fromSdk("google-protobuf/google/protobuf/empty_pb.js");

/** How the SDK marks a secret. The engine takes the mark off before it passes outputs on. */
const secretKey = "4dabf18193072939515e22adb298388d";

/** @typedef {Record<string, unknown>} Properties */

/**
 * @typedef {object} Host
 * @property {number} pid
 * @property {(config: Properties) => Promise<void>} configure
 * @property {(inputs: Properties, olds?: Properties) => Promise<Properties>} check
 * @property {(id: string, olds: Properties, inputs: Properties) => Promise<boolean>} changes what a diff says
 * @property {(inputs: Properties) => Promise<{ id: string, outputs: Properties }>} create
 * @property {(id: string, outputs: Properties, inputs: Properties) => Promise<Properties>} read
 * @property {(id: string, olds: Properties, inputs: Properties) => Promise<Properties>} update
 * @property {(id: string, outputs: Properties) => Promise<void>} delete
 * @property {(text: string) => Promise<void>} load makes it load a provider
 * @property {() => Promise<void>} watch begins to watch the event loop
 * @property {() => Promise<number>} longestBlock of the event loop since then, in milliseconds
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
  const stalls = fileURLToPath(new URL("stalls.mjs", import.meta.url));
  const engine = await startEngine();
  const child = spawn(process.execPath, ["--import", stalls, script, engine.address], {
    cwd: projectDir,
    // There is no command line of an engine to read here.
    env: { PATH: process.env["PATH"], HOME: home, PULUMI_HOME: home, PULUMI_SIP_RUN: "whole" },
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  const release = atExit(() => child.kill("SIGKILL"));
  if (child.stdout === null) throw new Error("the provider's process has no output");
  const [port] = await once(createInterface({ input: child.stdout }), "line");
  /** @type {any} */
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
  });
  /** @type {(method: string, request: object) => Promise<any>} */
  const call = (method, request) =>
    new Promise((resolve, reject) => {
      client[method](request, (/** @type {Error | null} */ error, /** @type {unknown} */ answer) =>
        error ? reject(error) : resolve(answer),
      );
    });
  const struct = (/** @type {Properties} */ properties) =>
    Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
  const plain = (/** @type {any} */ message) =>
    /** @type {Properties} */ (withoutMarks(message?.toJavaScript() ?? {}));
  const ask = async (/** @type {"begin" | "end"} */ word) => {
    const answered = once(child, "message");
    child.send(word);
    const [milliseconds] = await answered;
    return Number(milliseconds);
  };
  return {
    pid: child.pid ?? 0,
    configure: async (config) =>
      void (await call("configure", new messages.ConfigureRequest().setArgs(struct(config)))),
    load: async (text) => {
      // Nothing is declared, so this is refused, or says nothing.
      const news = struct({ __provider: text });
      await call("check", new messages.CheckRequest().setOlds(struct({})).setNews(news));
    },
    check: async (inputs, olds = {}) => {
      const request = new messages.CheckRequest().setOlds(struct(olds)).setNews(struct(inputs));
      const answer = await call("check", request);
      const [failure] = answer.getFailuresList();
      if (failure !== undefined) throw new Error(failure.getReason());
      return plain(answer.getInputs());
    },
    changes: async (id, olds, inputs) => {
      const request = new messages.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(inputs));
      return (await call("diff", request)).getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME;
    },
    create: async (inputs) => {
      const answer = await call("create", new messages.CreateRequest().setProperties(struct(inputs)));
      return { id: answer.getId(), outputs: plain(answer.getProperties()) };
    },
    read: async (id, outputs, inputs) => {
      const request = new messages.ReadRequest().setId(id).setProperties(struct(outputs));
      const answer = await call("read", request.setInputs(struct(inputs)));
      if (answer.getId() === "") throw new Error(`${id} is gone`);
      return plain(answer.getProperties());
    },
    update: async (id, olds, inputs) => {
      const request = new messages.UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(inputs));
      return plain((await call("update", request)).getProperties());
    },
    delete: async (id, outputs) =>
      void (await call("delete", new messages.DeleteRequest().setId(id).setProperties(struct(outputs)))),
    watch: async () => void (await ask("begin")),
    longestBlock: () => ask("end"),
    stop: async () => {
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
      client.close();
      engine.stop();
      release();
    },
  };
}

/** What hears log messages. Where nobody does, the SDK's errors cost the process more than the messages. */
async function startEngine() {
  const server = new grpc.Server();
  server.addService(EngineService, {
    log: (/** @type {unknown} */ _call, /** @type {(error: null, answer: object) => void} */ answer) =>
      answer(null, new Empty()),
  });
  const port = await new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}

/** @param {unknown} value @returns {unknown} */
function withoutMarks(value) {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== "object" || value === null) return value;
  if (secretKey in value && "value" in value) return withoutMarks(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutMarks(item)]));
}
