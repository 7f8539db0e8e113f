// A process that serves one operation after the other, each with an SDK host and a package that are loaded anew: what
// both keep in memory is gone, as in a new process, while the libraries below them need not be loaded again. That is
// most of what a process costs, and the sweep needs tens of thousands.
import { createRequire, Module } from "node:module";
import { dirname, join } from "node:path";
import { constants, Script } from "node:vm";

const require = createRequire(join(process.cwd(), "package.json"));
const entry = require.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js");
const packageFolder = join(process.cwd(), "node_modules", "pulumi-sip", "dist");

/** @typedef {(this: NodeModule, content: string, filename: string) => unknown} Compile */
/** @typedef {(exports: unknown, require: NodeJS.Require, module: NodeModule, filename: string, folder: string) => unknown} Wrapper */

// The package's text is run anew each time, and compiled once.
const compiler = /** @type {{ _compile: Compile }} */ (/** @type {unknown} */ (Module.prototype));
const compile = compiler._compile;
/** @type {Map<string, Script>} */
const compiled = new Map();

/** @type {Compile} */
compiler._compile = function (content, filename) {
  if (!filename.startsWith(packageFolder)) return compile.call(this, content, filename);
  let script = compiled.get(filename);
  if (script === undefined) {
    script = new Script(Module.wrap(content), {
      filename,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    compiled.set(filename, script);
  }
  const run = /** @type {Wrapper} */ (script.runInThisContext());
  return run.call(this.exports, this.exports, createRequire(filename), this, filename, dirname(filename));
};

/** @typedef {{ environment: Record<string, string> } | { end: string }} Order */

/** @param {Record<string, string>} environment */
function serve(environment) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  // The host adds its own each time.
  for (const event of ["uncaughtException", "unhandledRejection", "exit"]) process.removeAllListeners(event);
  for (const file of Object.keys(require.cache)) {
    if (file === entry || file.startsWith(packageFolder)) delete require.cache[file];
  }
  require(entry);
}

process.on("message", (/** @type {Order} */ order) => {
  if ("environment" in order) serve(order.environment);
  else process.stderr.write(`${order.end}\n`);
});
process.on("disconnect", () => process.exit());
