// A language host that only starts policy packs, as the official one does: the one that can be built for these tests starts none.
// Its argument is the folder of the pack, which has the SDK.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { argv, execPath, stdout } from "node:process";

/** @typedef {(error: Error | null, message: object) => void} Answer */

const pack = argv[2] ?? "";
const fromPack = createRequire(join(pack, "package.json"));
const { LanguageRuntimeService } = fromPack("@pulumi/pulumi/proto/language_grpc_pb");
const { InstallDependenciesResponse, GetRequiredPackagesResponse, RunPluginResponse } = fromPack(
  "@pulumi/pulumi/proto/language_pb",
);
const { PluginInfo } = fromPack("@pulumi/pulumi/proto/plugin_pb");
const grpc = createRequire(fromPack.resolve("@pulumi/pulumi"))("@grpc/grpc-js");

const server = new grpc.Server();
server.addService(LanguageRuntimeService, {
  getPluginInfo: (/** @type {object} */ _call, /** @type {Answer} */ answer) =>
    answer(null, new PluginInfo()),
  getRequiredPackages: (/** @type {object} */ _call, /** @type {Answer} */ answer) =>
    answer(null, new GetRequiredPackagesResponse()),
  installDependencies: (/** @type {any} */ call) => {
    call.write(new InstallDependenciesResponse());
    call.end();
  },
  runPlugin: (/** @type {any} */ call) => {
    const [engine = ""] = call.request.getArgsList();
    const run = spawn(execPath, [fromPack.resolve("@pulumi/pulumi/cmd/run-policy-pack"), engine, pack], {
      cwd: pack,
      env: Object.fromEntries(
        call.request.getEnvList().map((/** @type {string} */ line) => line.split(/=(.*)/s)),
      ),
    });
    run.stdout.on("data", (bytes) => call.write(new RunPluginResponse().setStdout(bytes)));
    run.stderr.on("data", (bytes) => call.write(new RunPluginResponse().setStderr(bytes)));
    run.on("close", (code) => {
      call.write(new RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
    call.on("cancelled", () => run.kill());
  },
});
server.bindAsync(
  "127.0.0.1:0",
  grpc.ServerCredentials.createInsecure(),
  (/** @type {Error | null} */ error, /** @type {number} */ port) => {
    if (error) throw error;
    stdout.write(`${port}\n`);
  },
);
